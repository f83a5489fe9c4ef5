import Database
import Decision
import Foundation
import HTTPTypes
import Kernel
import Onboarding
import TestKit
import Testing
import Vault

/// The two calls of active liveness, as the person's device and as a business makes them.
@Suite struct `Active liveness` {
    private static let face: JSONValue = [
        "enabled": true, "activeLivenessEnabled": true, "passiveLivenessEnabled": false,
    ]
    private static let picture = JSONValue.string(Pictures.jpeg.base64EncodedString())

    private static func run(
        clock: ManualClock = ManualClock(), _ body: @escaping @Sendable (TestApp, Person) async throws -> Void
    ) async throws {
        try await TestApp.run(clock: clock) { app in
            try await app.change("kyc", "face", to: face)
            let rules = Rule.standard(
                Rule.Options(document: true, face: true, passiveLiveness: false, activeLiveness: true))
            try await app.change(
                "kyc", "rules", to: JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(rules)))
            try await body(app, try await app.person())
        }
    }

    private static func challenge(_ person: Person) async throws -> Answer {
        try await person.app.call(
            .post, "/v1/kyc-identifications/\(person.identification)/active-liveness", token: person.token, json: [:])
    }

    /// One neutral frame, then three for each prompt; `step` milliseconds apart.
    private static func frames(_ prompts: [JSONValue], step: Int = 10) -> [JSONValue] {
        (["Neutral"] + prompts.flatMap { [$0, $0, $0] }).enumerated().map { index, prompt in
            ["prompt": prompt, "capturedMilliseconds": .number(Double(step * index)), "imageBase64": picture]
        }
    }

    private static func answer(
        _ person: Person, _ challenge: JSONValue, _ frames: [JSONValue], reason: JSONValue? = nil
    ) async throws -> Answer {
        var body: [String: JSONValue] = ["frames": .array(frames), "captureSource": "camera"]
        body["reason"] = reason
        return try await person.put("active-liveness/\(challenge["challengeId"].text ?? "")", .object(body))
    }

    @Test func `draws three different motions in an order that changes, for a while`() async throws {
        let clock = ManualClock()
        try await Self.run(clock: clock) { app, person in
            var orders: Set<[String]> = []
            for _ in 0..<6 {
                let other = try await app.person()
                let answer = try await Self.challenge(other)
                #expect(answer.status == 201)
                let prompts = answer["prompts"].items.compactMap(\.text)
                #expect(prompts.count == 3 && Set(prompts).count == 3)
                #expect(Set(prompts).isSubset(of: ["TurnLeft", "TurnRight", "LookUp", "LookDown"]))
                let ends = try #require(answer["expiresUtc"].text.flatMap { try? Date($0, strategy: .iso8601) })
                #expect(abs(ends.timeIntervalSince(clock.now) - LivenessChallengeLimits.lifetimeSeconds) <= 1)
                orders.insert(prompts)
            }
            // Six draws of 24 orders: all alike once in eight million runs.
            #expect(orders.count > 1)
        }
    }

    @Test func `takes the frames once, keeps them all, and reads every one`() async throws {
        try await Self.run { app, person in
            let challenge = try await Self.challenge(person)
            let frames = Self.frames(challenge["prompts"].items)
            #expect(try await Self.answer(person, challenge.json, frames).status == 204)
            let again = try await Self.answer(person, challenge.json, frames)
            #expect(again.status == 409 && again.problem == "challenge-used")
            let files = try await app.identification(person.identification)["face"]["files"].items
            #expect(files.count == 10)
            #expect(files.first?["fileName"] == "selfie.jpeg" && files.first?["fileType"] == "SelfiePhoto")
            #expect(files.dropFirst().allSatisfy { $0["fileType"] == "LivenessPhoto" })
            #expect(files[1]["fileName"] == "liveness-2.jpeg")
            #expect(try await person.state()["capture"]["selfie"]["isUploaded"] == true)
            let jobs = try await app.house.database.read { transaction in
                try transaction.row("SELECT COUNT(*) AS count FROM job WHERE kind = 'evidence.read'")?.int("count")
            }
            #expect(jobs == 10)
        }
    }

    @Test func `is asked for in the place of the plain selfie, which is not enough`() async throws {
        try await Self.run { app, person in
            try await person.document("Passport", "DataPage", Pictures.jpeg)
            let missing = try await person.put("verification")
            #expect(missing.status == 409 && missing["detail"] == "Still missing: active liveness.")
            let selfie = try await person.selfie(Pictures.jpeg)
            #expect(selfie.status == 409 && selfie.problem == "active-liveness-asked")
            let challenge = try await Self.challenge(person)
            _ = try await Self.answer(person, challenge.json, Self.frames(challenge["prompts"].items))
            #expect(try await person.put("complete").status == 204)
        }
    }

    @Test func `is refused where the setup does not ask for it`() async throws {
        try await TestApp.run { app in
            let answer = try await Self.challenge(try await app.person())
            #expect(answer.status == 409 && answer.problem == "active-liveness-not-asked")
        }
    }

    @Test func `ends with its time, with a newer challenge and with the attempt's number of them`() async throws {
        let clock = ManualClock()
        try await Self.run(clock: clock) { app, person in
            let first = try await Self.challenge(person)
            let second = try await Self.challenge(person)
            let replaced = try await Self.answer(person, first.json, Self.frames(first["prompts"].items))
            #expect(replaced.status == 409 && replaced.problem == "challenge-replaced")
            clock.advance(by: LivenessChallengeLimits.lifetimeSeconds)
            let late = try await Self.answer(person, second.json, Self.frames(second["prompts"].items))
            #expect(late.status == 409 && late.problem == "challenge-expired")
            for _ in 2..<LivenessChallengeLimits.perAttempt {
                #expect(try await Self.challenge(person).status == 201)
            }
            let over = try await Self.challenge(person)
            #expect(over.status == 409 && over.problem == "too-many-challenges")
            #expect(try await app.house.vault.list().isEmpty)
        }
    }

    @Test func `is another person's business`() async throws {
        try await Self.run { app, person in
            let other = try await app.person()
            let theirs = try await Self.challenge(other)
            let answer = try await Self.answer(person, theirs.json, Self.frames(theirs["prompts"].items))
            let absent = try await Self.answer(
                person, ["challengeId": "00000000-0000-7000-8000-000000000000"], Self.frames(theirs["prompts"].items))
            #expect(answer.status == 404 && absent.status == 404)
            #expect(answer.problem == "challenge-not-found" && absent.problem == "challenge-not-found")
        }
    }

    @Test(arguments: [
        "none", "no neutral", "too few", "wrong order", "one missing", "time stands still", "longer than the challenge",
        "too many",
    ])
    func `refuses frames that do not answer it`(_ fault: String) async throws {
        try await Self.run { app, person in
            let challenge = try await Self.challenge(person)
            let prompts = challenge["prompts"].items
            var frames = Self.frames(prompts)
            switch fault {
            case "none": frames = []
            case "no neutral": frames.removeFirst()
            case "too few": frames.remove(at: 2)
            case "wrong order": frames = Self.frames(prompts.reversed())
            case "one missing": frames = Self.frames(prompts.dropLast())
            case "time stands still": frames[3] = frames[2]
            case "longer than the challenge": frames = Self.frames(prompts, step: 10_000)
            default: frames = Self.frames(prompts.flatMap { [$0, $0, $0] })
            }
            let answer = try await Self.answer(person, challenge.json, frames)
            #expect(answer.status == 400, "\(fault)")
            #expect(Array(answer["errors"].members.keys) == ["frames"], "\(answer.json)")
            #expect(try await app.house.vault.list().isEmpty)
            // A refused answer uses nothing up.
            let right = try await Self.answer(person, challenge.json, Self.frames(prompts))
            #expect(right.status == 204)
        }
    }

    @Test func `leaves who cannot move to a reviewer, also when the time is over`() async throws {
        let clock = ManualClock()
        try await Self.run(clock: clock) { app, person in
            try await person.document("Passport", "DataPage", Pictures.jpeg)
            let challenge = try await Self.challenge(person)
            clock.advance(by: 2 * LivenessChallengeLimits.lifetimeSeconds)
            let frames = Array(Self.frames([]).prefix(1))
            #expect(try await Self.answer(person, challenge.json, frames, reason: "Lazy").status == 400)
            #expect(try await Self.answer(person, challenge.json, frames, reason: "CannotMove").status == 204)
            #expect(try await person.put("complete").status == 204)
            await app.drain()
            let rules = try await app.identification(person.identification)["rules"].items
            let rule = rules.first { $0["name"] == "SuccessfulActiveLivenessCheck" }
            #expect(rule?["status"] == "Unavailable")
            let row = try await app.house.database.read { transaction in
                try transaction.row("SELECT private FROM liveness_challenge WHERE status = 'used'")?.data("private")
            }
            let sealed = try #require(row)
            #expect(!String(decoding: sealed, as: UTF8.self).contains("CannotMove"))
        }
    }

    @Test func `may be answered anew, and the newest frames count`() async throws {
        try await Self.run { app, person in
            let first = try await Self.challenge(person)
            _ = try await Self.answer(person, first.json, Self.frames(first["prompts"].items))
            let second = try await Self.challenge(person)
            let alone = Array(Self.frames([]).prefix(1))
            #expect(try await Self.answer(person, second.json, alone, reason: "CannotMove").status == 204)
            let files = try await app.identification(person.identification)["face"]["files"].items
            #expect(files.map { $0["fileName"] } == ["selfie.jpeg"])
        }
    }

    @Test func `goes with the person's data`() async throws {
        try await Self.run { app, person in
            let challenge = try await Self.challenge(person)
            _ = try await Self.answer(person, challenge.json, Self.frames(challenge["prompts"].items))
            let answer = try await app.call(
                .delete, "/v1/identity-verifications/\(person.verification)", token: try await app.token())
            #expect(answer.status == 204)
            let left = try await app.house.database.read { transaction in
                try transaction.row("SELECT COUNT(*) AS count FROM liveness_challenge")?.int("count")
            }
            #expect(left == 0)
            #expect(try await app.house.vault.list().isEmpty)
        }
    }

    @Test func `is open to a business without our page, whose repeated request draws nothing anew`() async throws {
        try await Self.run { app, person in
            let path = "/v1/identifications/\(person.identification)/active-liveness"
            let token = try await app.token()
            let headers: HTTPFields = [.contentType: "application/json", .idempotencyKey: "draw-1"]
            let first = try await app.send(.post, path, token: token, headers: headers, body: Data("{}".utf8))
            let again = try await app.send(.post, path, token: token, headers: headers, body: Data("{}".utf8))
            #expect(first.status == 201 && again.bytes == first.bytes)
            let frames = Self.frames(first["prompts"].items)
            let answer = try await app.call(
                .put, "\(path)/\(first["challengeId"].text ?? "")", token: token, json: ["frames": .array(frames)])
            #expect(answer.status == 204)
        }
    }
}
