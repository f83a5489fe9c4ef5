import Foundation
import HTTPTypes
import Kernel
import TestKit
import Testing

@Suite struct `The stream of a hand-off` {
    private static func follow(_ scene: HandOffScene) async throws -> Answer {
        try await scene.desk.call(
            .get, "/v1/identity-verifications/\(scene.verification)/hand-off/events", token: scene.token)
    }

    /// The states that a stream has told.
    private static func states(_ answer: Answer) -> [JSONValue] {
        String(decoding: answer.bytes, as: UTF8.self).components(separatedBy: "\n\n").compactMap { event in
            guard event.hasPrefix("data: ") else { return nil }
            return try? JSONDecoder().decode(JSONValue.self, from: Data(event.dropFirst(6).utf8))
        }
    }

    private static func comments(_ answer: Answer) -> Int {
        String(decoding: answer.bytes, as: UTF8.self).components(separatedBy: "\n\n").count { $0.hasPrefix(": ") }
    }

    @Test func `tells the state at once and at every change, and ends with the verification`() async throws {
        let clock = ManualClock()
        try await TestApp.run(clock: clock) { app in
            let scene = try await HandOffScene(app)
            async let followed = Self.follow(scene)
            await clock.waitForSleeper()
            let taken = try await scene.phone.take(scene.link["url"])
            clock.advance(by: 0.5)
            await clock.waitForSleeper()
            let confirming = try await scene.state()
            _ = try await scene.choose(taken["number"])
            clock.advance(by: 0.5)
            await clock.waitForSleeper()
            let full = try await scene.phone.exchange(scene.verification, taken["accessToken"].text)
            _ = try await scene.phone.call(
                .put, "/v1/identity-verifications/\(scene.verification)/consent", token: full["accessToken"].text,
                json: ["isConsented": false])
            clock.advance(by: 0.5)
            let answer = try await followed
            #expect(answer.status == 200 && answer.contentType == "text/event-stream")
            #expect(answer.headers[.cacheControl] == "no-store")
            #expect(answer.headers[HTTPField.Name("X-Accel-Buffering")!] == "no")
            let states = Self.states(answer)
            #expect(states.map { $0["status"] } == ["Open", "Confirming", "Taken", "Taken"])
            #expect(states.map { $0["verificationStatus"].text }.last == "Aborted")
            #expect(states[1] == confirming, "the same as the state that is asked for")
        }
    }

    @Test func `shows every 15 seconds that it lives, and ends after ten minutes`() async throws {
        let clock = ManualClock()
        try await TestApp.run(clock: clock) { app in
            let scene = try await HandOffScene(app)
            async let followed = Self.follow(scene)
            for _ in 1...3 {
                await clock.waitForSleeper()
                clock.advance(by: 15)
            }
            await clock.waitForSleeper()
            clock.advance(by: 555)
            let answer = try await followed
            #expect(Self.states(answer).count == 1)
            #expect(Self.comments(answer) == 3)
        }
    }

    @Test func `is had four times at once, and again when one has ended`() async throws {
        let clock = ManualClock()
        try await TestApp.run(clock: clock) { app in
            let scene = try await HandOffScene(app)
            try await withThrowingTaskGroup(of: Answer.self) { group in
                for _ in 1...5 { group.addTask { try await Self.follow(scene) } }
                let refused = try await group.next()
                #expect(refused?.status == 429 && refused?.problem == "too-many-streams")
                #expect(refused?.headers[.retryAfter] == "15")
                // All four lie still before the time is moved.
                while clock.sleeperCount < 4 { await Task.yield() }
                clock.advance(by: 600)
                for _ in 1...4 { #expect(try await group.next()?.status == 200) }
            }
            async let another = Self.follow(scene)
            await clock.waitForSleeper()
            clock.advance(by: 600)
            #expect(try await another.status == 200)
        }
    }

    @Test func `is none where there is no hand-off, and none for others`() async throws {
        try await TestApp.run { app in
            let scene = try await HandOffScene(app)
            let other = try await app.create()
            let path = "/v1/identity-verifications/\(other)/hand-off/events"
            #expect(try await scene.desk.call(.get, path).status == 401)
            #expect(try await scene.desk.call(.get, path, token: scene.token).status == 403)
            let own = try await scene.desk.enter(other)["accessToken"].text
            #expect(try await scene.desk.call(.get, path, token: own).status == 404)
        }
    }
}
