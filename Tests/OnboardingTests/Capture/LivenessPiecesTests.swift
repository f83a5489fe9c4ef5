import Database
import Decision
import Foundation
import HTTPTypes
import Kernel
import Onboarding
import TestKit
import Testing
import Vault

/// Frames of active liveness that are sent one by one, most of them while the person still moves.
@Suite struct `Frames of a challenge in pieces` {
    private static func run(
        clock: ManualClock = ManualClock(), _ body: @escaping @Sendable (TestApp, Person) async throws -> Void
    ) async throws {
        try await TestApp.run(clock: clock) { app in
            let face: JSONValue = ["enabled": true, "activeLivenessEnabled": true, "passiveLivenessEnabled": false]
            try await app.change("kyc", "face", to: face)
            try await body(app, try await app.person())
        }
    }

    private static func path(_ person: Person, _ rest: String) -> String {
        "/v1/kyc-identifications/\(person.identification)/\(rest)"
    }

    private static func challenge(_ person: Person) async throws -> Answer {
        try await person.app.call(.post, path(person, "active-liveness"), token: person.token, json: [:])
    }

    /// Announces one frame and sends it whole; the answer of the last call.
    private static func send(_ person: Person, _ challenge: Answer, frame: Int) async throws -> (String, Answer) {
        try await person.send(
            Pictures.jpeg,
            as: ["kind": "Selfie", "frame": .number(Double(frame)), "challengeId": challenge["challengeId"]])
    }

    /// One neutral frame, then three for each prompt, all of them sent.
    private static func frames(_ person: Person, _ challenge: Answer) async throws -> [JSONValue] {
        var frames: [JSONValue] = []
        let prompts: [JSONValue] = ["Neutral"] + challenge["prompts"].items.flatMap { [$0, $0, $0] }
        for prompt in prompts {
            let (id, answer) = try await send(person, challenge, frame: frames.count)
            #expect(answer.status == 200)
            frames.append([
                "prompt": prompt, "capturedMilliseconds": .number(Double(10 * frames.count)), "pictureId": .string(id),
            ])
        }
        return frames
    }

    private static func answer(_ person: Person, _ challenge: Answer, _ frames: [JSONValue]) async throws -> Answer {
        try await person.put(
            "active-liveness/\(challenge["challengeId"].text ?? "")",
            ["frames": .array(frames), "captureSource": "camera"])
    }

    @Test func `become evidence with the answer, once, and every one is read`() async throws {
        try await Self.run { app, person in
            let challenge = try await Self.challenge(person)
            let frames = try await Self.frames(person, challenge)
            #expect(try await person.state()["capture"]["selfie"]["isUploaded"] == false)
            #expect(try await Self.answer(person, challenge, frames).status == 204)
            #expect(try await person.state()["capture"]["selfie"]["isUploaded"] == true)
            // An answer that was lost on its way is asked for again: it is over, and nothing stands twice.
            #expect(try await Self.answer(person, challenge, frames).problem == "challenge-used")
            let files = try await app.identification(person.identification)["face"]["files"].items
            #expect(files.count == 10 && files.first?["fileType"] == "SelfiePhoto")
            #expect(files.dropFirst().allSatisfy { $0["fileType"] == "LivenessPhoto" })
            #expect(try await app.house.vault.list().count == 10)
            let rows = try await app.house.database.read { transaction in
                (
                    try transaction.row("SELECT COUNT(*) AS count FROM job WHERE kind = 'evidence.read'")?.int("count"),
                    try transaction.rows("SELECT prompt FROM evidence WHERE kind = 'selfie' ORDER BY frame")
                        .map { JSONValue.string(try $0.text("prompt")) }
                )
            }
            #expect(rows.0 == 10)
            #expect(rows.1 == frames.map { $0["prompt"] })
        }
    }

    @Test func `are in time where they came in time, however late the answer is`() async throws {
        let clock = ManualClock()
        try await Self.run(clock: clock) { _, person in
            let challenge = try await Self.challenge(person)
            clock.advance(by: LivenessChallengeLimits.lifetimeSeconds - 1)
            let frames = try await Self.frames(person, challenge)
            clock.advance(by: 600)
            #expect(try await Self.answer(person, challenge, frames).status == 204)
        }
    }

    @Test func `are too late where the last one came too late`() async throws {
        let clock = ManualClock()
        try await Self.run(clock: clock) { app, person in
            let challenge = try await Self.challenge(person)
            var frames = try await Self.frames(person, challenge)
            clock.advance(by: LivenessChallengeLimits.lifetimeSeconds)
            let (id, _) = try await Self.send(person, challenge, frame: 9)
            var last = frames[9].members
            last["pictureId"] = .string(id)
            frames[9] = .object(last)
            let late = try await Self.answer(person, challenge, frames)
            #expect(late.status == 409 && late.problem == "challenge-expired")
            #expect(try await app.identification(person.identification)["face"]["files"].items.isEmpty)
        }
    }

    @Test(arguments: ["both kinds", "one twice", "another challenge's", "not whole", "none", "wrong order"])
    func `answer together and by themselves alone`(_ fault: String) async throws {
        try await Self.run { app, person in
            var challenge = try await Self.challenge(person)
            var frames = try await Self.frames(person, challenge)
            func change(_ index: Int, _ members: [String: JSONValue?]) {
                var changed = frames[index].members
                for (name, value) in members { changed[name] = value }
                frames[index] = .object(changed)
            }
            var status = 400
            switch fault {
            case "both kinds":
                change(3, ["pictureId": nil, "imageBase64": .string(Pictures.jpeg.base64EncodedString())])
            case "one twice": change(3, ["pictureId": frames[2]["pictureId"]])
            case "another challenge's":
                challenge = try await Self.challenge(person)
                status = 404
            case "not whole":
                let half = try await app.call(
                    .post, Self.path(person, "pictures"), token: person.token,
                    json: [
                        "kind": "Selfie", "frame": 9, "challengeId": challenge["challengeId"], "sizeBytes": 30_000,
                    ])
                change(9, ["pictureId": half["id"]])
                status = 409
            case "none": frames = []
            default: frames.swapAt(1, 9)
            }
            #expect(try await Self.answer(person, challenge, frames).status == status, "\(fault)")
            #expect(try await app.identification(person.identification)["face"]["files"].items.isEmpty)
        }
    }

    @Test func `are no selfie by themselves, and no picture to go on with`() async throws {
        try await Self.run { app, person in
            let challenge = try await Self.challenge(person)
            let (id, _) = try await Self.send(person, challenge, frame: 0)
            let used = try await app.call(
                .put, Self.path(person, "pictures/\(id)/use"), token: person.token, json: ["captureSource": "camera"])
            #expect(used.status == 409 && used.problem == "active-liveness-asked")
            #expect(try await person.state()["capture"].members["pictures"] == nil)
            let plain = try await app.call(
                .post, Self.path(person, "pictures"), token: person.token, json: ["kind": "Selfie", "sizeBytes": 9])
            #expect(plain.problem == "active-liveness-asked")
        }
    }

    @Test func `are announced for an open challenge of the same person`() async throws {
        try await Self.run { app, person in
            let first = try await Self.challenge(person)
            let second = try await Self.challenge(person)
            #expect(try await Self.send(person, first, frame: 0).1.problem == "challenge-replaced")
            #expect(try await Self.send(person, second, frame: 29).1.status == 400)
            #expect(try await Self.send(person, second, frame: 28).1.status == 200)
            let other = try await Self.challenge(try await app.person())
            #expect(try await Self.send(person, other, frame: 0).1.problem == "challenge-not-found")
        }
        try await TestApp.run { app in
            let person = try await app.person()
            let answer = try await app.call(
                .post, Self.path(person, "pictures"), token: person.token,
                json: [
                    "kind": "Selfie", "challengeId": "00000000-0000-7000-8000-000000000000", "sizeBytes": 9,
                ])
            #expect(answer.problem == "active-liveness-not-asked")
        }
    }
}
