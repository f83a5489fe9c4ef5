import Database
import Evidence
import Foundation
import HTTPTypes
import Journal
import Kernel
import Onboarding
import Specimens
import TestKit
import Testing
import Vault

@Suite struct `A face that is looked for among the others` {
    private static let model = String(repeating: "ab", count: 32)
    private static let scale = FaceComparisonScale(measure: .cosine, match: 0.4, review: 0.3)

    /// A face in the plane: two of them are as alike as the cosine of the angle between.
    private static func face(degrees: Double, model: String = model) -> EvidenceReading {
        let angle = degrees * .pi / 180
        let template = FaceTemplate(model: model, values: [Float(cos(angle)), Float(sin(angle))])
        return reading(template, scale)
    }

    private static func reading(_ template: FaceTemplate?, _ scale: FaceComparisonScale?) -> EvidenceReading {
        let face = EvidenceReading.face(template)
        return EvidenceReading(
            image: face.image, findings: face.findings, document: face.document, face: face.face, scale: scale,
            engine: face.engine)
    }

    /// A verification of the tenant, and what a search for this face says of it.
    private static func search(
        _ reading: EvidenceReading?, in app: TestApp, reference: String? = nil, of tenant: TestApp.Tenant? = nil
    ) async throws -> (id: String, found: DuplicateFaces.Found) {
        let id = try await app.create(
            reference.map { ["externalReferenceId": .string($0)] } ?? [:], setup: tenant?.sandbox,
            token: try await app.token(of: tenant))
        let verification = try await verification(id, in: app)
        return (id, try await app.house.duplicateFaces.search(reading, of: verification))
    }

    private static func verification(_ id: String, in app: TestApp) async throws -> Verification {
        let id = try #require(ID<Verification>(id))
        return try await app.house.database.read { [house = app.house] in try house.verifications.find(id, in: $0) }
    }

    @Test func `is found from the limit on, the nearest first, and never decides by itself`() async throws {
        try await TestApp.run { app in
            let first = try await Self.search(Self.face(degrees: 0), in: app)
            #expect(first.found.finding.outcome == .success && first.found.matches.isEmpty)
            // The cosine of 60 degrees is the limit.
            let second = try await Self.search(Self.face(degrees: 61), in: app)
            #expect(second.found.finding.outcome == .success)
            let third = try await Self.search(Self.face(degrees: 20), in: app)
            #expect(third.found.finding.outcome == .review && third.found.finding.reason == .duplicate)
            #expect(third.found.matches.map(\.identityVerificationId) == [first.id, second.id])
            #expect(abs(third.found.matches[0].similarity - cos(20 * .pi / 180)) < 1e-6)
            #expect(third.found.finding.measure == third.found.matches[0].similarity)
            // Again, as after a retry: oneself is no duplicate, and stands there once.
            let again = try await app.house.duplicateFaces.search(
                Self.face(degrees: 20), of: try await Self.verification(third.id, in: app))
            #expect(again.matches == third.found.matches)
        }
    }

    @Test func `is no duplicate where it is the same customer's, another business's or erased`() async throws {
        try await TestApp.run { app in
            let rival = try await app.otherTenant()
            _ = try await Self.search(Self.face(degrees: 0), in: app, reference: "customer-1")
            _ = try await Self.search(Self.face(degrees: 0), in: app, of: rival)
            let same = try await Self.search(Self.face(degrees: 1), in: app, reference: "customer-1")
            #expect(same.found.finding.outcome == .success)
            let other = try await Self.search(Self.face(degrees: 1), in: app, reference: "customer-2")
            #expect(other.found.matches.count == 2)
            for match in other.found.matches {
                let path = "/v1/identity-verifications/\(match.identityVerificationId)"
                #expect(try await app.call(.delete, path, token: try await app.token()).status == 204)
            }
            let late = try await Self.search(Self.face(degrees: 1), in: app, reference: "customer-3")
            #expect(late.found.matches.map(\.identityVerificationId) == [other.id])
            let sealed = try await app.house.database.read {
                try $0.rows("SELECT sealed FROM face_gallery WHERE sealed IS NULL").count
            }
            #expect(sealed == 2)
        }
    }

    @Test func `is found after a restart, and one changed by another process too`() async throws {
        try await TestApp.run { app in
            let first = try await Self.search(Self.face(degrees: 0), in: app)
            let other = DuplicateFaces(
                verifications: app.house.verifications, database: app.house.database,
                keys: DataKeys(master: app.house.master))
            let id = try await app.create(token: try await app.token())
            let verification = try await Self.verification(id, in: app)
            let found = try await other.search(Self.face(degrees: 2), of: verification)
            #expect(found.matches.map(\.identityVerificationId) == [first.id])
            let third = try await Self.search(Self.face(degrees: 3), in: app)
            #expect(Set(third.found.matches.map(\.identityVerificationId)) == [first.id, id])
        }
    }

    @Test func `cannot be looked for without a face, and with a model without a limit`() async throws {
        try await TestApp.run { app in
            let distance = FaceComparisonScale(measure: .distance, match: 0.5, review: 0.6)
            let template = FaceTemplate(model: Self.model, values: [1, 0])
            for reading in [nil, Self.reading(nil, Self.scale), Self.reading(template, distance)] {
                let found = try await Self.search(reading, in: app).found
                #expect(found.finding.outcome == .unavailable && found.matches.isEmpty)
            }
            let other = try await Self.search(Self.face(degrees: 0), in: app)
            let renewed = try await Self.search(
                Self.face(degrees: 0, model: String(repeating: "cd", count: 32)), in: app)
            #expect(
                other.found.matches.isEmpty && renewed.found.matches.isEmpty, "two models say nothing of each other")
        }
    }

    @Test func `finds the other of two that come at the same time`() async throws {
        try await TestApp.run { app in
            let token = try await app.token()
            var people: [Verification] = []
            for _ in 0..<8 {
                people.append(try await Self.verification(try await app.create(token: token), in: app))
            }
            let found = try await withThrowingTaskGroup(of: Int.self) { group in
                for person in people {
                    group.addTask {
                        try await app.house.duplicateFaces.search(Self.face(degrees: 5), of: person).matches.count
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(found.count { $0 == 0 } <= 1, "at most the first has found nobody")
        }
    }
}

@Suite(.enabled(if: RuntimeFolder.hasModels, "the models and portraits of `make setup` are not here"))
struct `A person who comes twice` {
    @Test func `is shown to a reviewer where the setup says so, and to nobody where it does not`() async throws {
        let papers = try await Papers.drawn(.approved)
        try await TestApp.run { app in
            let before = try await app.person().handIn(papers)
            #expect(before["fraudChecks"] == [])
            try await app.lookForDuplicates()
            let first = try await app.person()
            let earlier = try await first.handIn(papers)
            let second = try await app.person()
            let found = try await second.handIn(papers)
            let check = found["fraudChecks"].items.first
            #expect(found["status"] == "Awaiting", "found, or not looked for: a person decides")
            if RuntimeFolder.hasCosineModel {
                #expect(earlier["status"] == "Approved")
                #expect(check?["name"] == "DuplicateFace" && check?["status"] == "Unavailable")
                #expect(check?["matches"].items.map { $0["identityVerificationId"].text } == [first.verification])
                let rule = found["rules"].items.first { $0["name"] == "FaceIsNotKnown" }
                #expect(rule?["status"] == "Unavailable")
            } else {
                #expect(check?["status"] == "Unavailable" && check?["matches"] == [])
            }
        }
    }
}
