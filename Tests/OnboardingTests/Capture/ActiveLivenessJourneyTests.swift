import Database
import Decision
import Evidence
import Foundation
import HTTPTypes
import Kernel
import Onboarding
import Specimens
import TestKit
import Testing

/// Active liveness from the challenge to the decision, with real children over real models and drawn turns.
@Suite(.enabled(if: RuntimeFolder.hasModels, "the models and portraits of `make setup` are not here"), .serialized)
struct `A person who is asked to move` {
    private static let face: JSONValue = [
        "enabled": true, "activeLivenessEnabled": true, "passiveLivenessEnabled": false,
    ]

    private static let rules = Rule.standard(
        Rule.Options(document: true, face: true, passiveLiveness: false, activeLiveness: true))

    /// Hands in the papers of the approved case with drawn turns; the decision, with its trace.
    private static func decided(
        _ presentation: DrawnTurns.Presentation, desk: EvidenceDesk = RuntimeFolder.desk,
        _ check: @escaping @Sendable (JSONValue, DecisionTrace) throws -> Void
    ) async throws {
        let papers = try await Papers.drawn(.approved)
        let turns = try await DrawnTurns.ofPapers()
        let clock = ManualClock()
        try await TestApp.run(clock: clock, desk: desk) { app in
            try await app.change("kyc", "face", to: face)
            try await app.change(
                "kyc", "rules", to: JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(rules)))
            let person = try await app.person()
            for side in papers.sides { try await person.document(papers.type, side.part, side.jpeg) }
            let path = "/v1/kyc-identifications/\(person.identification)/active-liveness"
            let challenge = try await app.call(.post, path, token: person.token, json: [:])
            clock.advance(by: 15)
            let prompts = challenge["prompts"].items.compactMap { $0.text.flatMap(LivenessPrompt.init(rawValue:)) }
            let answer = try turns.answer(to: prompts, presentation)
            let status = try await person.put(
                "active-liveness/\(challenge["challengeId"].text ?? "")", answer
            ).status
            #expect(status == 204)
            try await person.put("complete")
            await app.drain()
            let found = try await app.identification(person.identification)
            let id = try #require(ID<Identification>(person.identification))
            let trace = try await app.house.database.read { [kyc = app.house.identifications] in
                try kyc.find(id, in: $0).details.value.trace
            }
            let stored = try #require(trace)
            #expect(DecisionMaker.decide(stored.findings, by: rules) == stored)
            try check(found, stored)
        }
    }

    private static func rule(of found: JSONValue) -> String? {
        found["rules"].items.first { $0["name"] == "SuccessfulActiveLivenessCheck" }?["status"].text
    }

    @Test func `and does so is approved`() async throws {
        try await Self.decided(.head) { found, trace in
            #expect(Self.rule(of: found) == "Success")
            #expect(found["status"] == "Approved", "\(trace.findings.filter { $0.outcome != .success })")
        }
    }

    @Test func `and beside whom one frame shows a small face is approved all the same, and it is told`() async throws {
        try await Self.decided(.strayFace) { found, trace in
            #expect(Self.rule(of: found) == "Success")
            #expect(found["status"] == "Approved", "\(trace.findings.filter { $0.outcome != .success })")
            let told = trace.findings.first { $0.check == .activeLivenessFrames && $0.reason == .severalFaces }
            #expect(told?.outcome == .success && told?.measure == 1)
        }
    }

    @Test func `and is not alone in two frames may try again`() async throws {
        try await Self.decided(.companion) { found, trace in
            #expect(Self.rule(of: found) == "Fail")
            let told = trace.findings.first { $0.check == .activeLivenessFrames && $0.outcome == .fail }
            #expect(told?.reason == .severalFaces && told?.measure == 2, "\(trace.findings)")
        }
    }

    @Test func `and does nothing may try again`() async throws {
        try await Self.decided(.still) { found, trace in
            #expect(Self.rule(of: found) == "Fail")
            #expect(
                found["statusReason"] == "MissingSelfiePhoto", "\(trace.findings.filter { $0.outcome != .success })")
        }
    }

    /// Which of the two it is depends on how far the mirrored turns are seen to go.
    @Test func `and whose stream is mirrored goes to a reviewer or may try again`() async throws {
        try await Self.decided(.mirrored) { found, trace in
            #expect(Self.rule(of: found) != "Success")
            #expect(found["status"] != "Approved")
            let motions = trace.findings.filter { $0.check == .activeLivenessMotion && $0.outcome != .success }
            #expect(motions.contains { $0.reason == .mirrored || $0.reason == .motionMissing }, "\(motions)")
        }
    }

    @Test func `is not somebody else`() async throws {
        try await Self.decided(.otherFace) { found, _ in
            #expect(Self.rule(of: found) == "Fail")
            #expect(found["statusReason"] == "PossibleFraudAttempt")
        }
    }

    @Test func `is no swung print`() async throws {
        try await Self.decided(.print) { found, trace in
            #expect(Self.rule(of: found) != "Success")
            #expect(found["status"] != "Approved", "\(trace.findings.filter { $0.outcome != .success })")
        }
    }

    @Test func `is left to a reviewer where no model can judge it`() async throws {
        try await Self.decided(.head, desk: Self.deskWithoutMesh) { found, trace in
            #expect(Self.rule(of: found) == "Unavailable")
            #expect(
                found["status"] == "Awaiting" && trace.outcome == .review,
                "\(found["status"]) \(trace.findings.filter { $0.outcome != .success })")
        }
    }

    /// Children without any model of faces' shapes and poses.
    private static let deskWithoutMesh = RuntimeFolder.desk(
        without: ["face_landmark.onnx", "face_mesh.onnx", "headpose_adas.onnx"])
}
