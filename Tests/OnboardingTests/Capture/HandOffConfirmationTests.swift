import Database
import Foundation
import HTTPTypes
import Journal
import Kernel
import Onboarding
import TestKit
import Testing

@Suite struct `A device that has taken a hand-off` {
    private static func handOffActions(_ scene: HandOffScene, _ app: TestApp) async throws -> [String] {
        try await app.house.database.read { transaction in
            try AuditLog.entries(about: scene.verification, in: transaction).map(\.action)
        }.filter { $0.hasPrefix("handOff.") }
    }

    @Test func `shows a number that the first one is offered among three`() async throws {
        try await TestApp.run { app in
            let scene = try await HandOffScene(app)
            #expect(try await scene.state()["choices"] == .null, "nobody has come yet")
            let taken = try await scene.phone.take(scene.link["url"])
            let state = try await scene.state()
            #expect(state["status"] == "Confirming")
            let choices = state["choices"].items.compactMap(\.number)
            #expect(choices.count == 3 && Set(choices).count == 3 && choices == choices.sorted())
            #expect(choices.allSatisfy { (10...99).contains($0) })
            #expect(state["choices"].items.contains(taken["number"]))
            #expect(try await scene.choose(taken["number"])["choices"] == .null)
        }
    }

    @Test func `can do nothing, and is not told which verification it is, before the first one has chosen`()
        async throws
    {
        try await TestApp.run { app in
            let scene = try await HandOffScene(app)
            let taken = try await scene.phone.take(scene.link["url"])
            #expect(!String(decoding: taken.bytes, as: UTF8.self).contains(scene.verification))
            let token = taken["accessToken"].text
            let answers = [
                try await scene.phone.awaitHandOff(token),
                // Even if it knew the verification.
                try await scene.phone.exchange(scene.verification, token),
                try await scene.phone.hand(.get, scene.verification, token),
                try await scene.phone.hand(.post, scene.verification, token),
                try await scene.phone.choose(taken["number"], scene.verification, token),
                try await scene.phone.message("Email", to: "a@b.example", scene.verification, token),
                try await scene.phone.call(
                    .get, "/v1/identity-verifications/\(scene.verification)/hand-off/events", token: token),
            ]
            for answer in answers {
                #expect(answer.status == 409 && answer.problem == "hand-off-not-confirmed")
                #expect(answer["choices"] == .null)
            }
            #expect(try await scene.state()["status"] == "Confirming", "it has not confirmed itself")
            _ = try await scene.choose(taken["number"])
            #expect(try await scene.phone.exchange(scene.verification, token).status == 200)
        }
    }

    @Test(arguments: [true, false])
    func `is turned away for good by a wrong number or none`(_ choosesOne: Bool) async throws {
        try await TestApp.run { app in
            let scene = try await HandOffScene(app)
            let taken = try await scene.phone.take(scene.link["url"])
            let wrong = choosesOne ? try await scene.wrong(beside: taken["number"]) : nil
            #expect((wrong != nil) == choosesOne)
            #expect(try await scene.choose(wrong)["status"] == "NotConfirmed")
            // The right one comes too late.
            #expect(try await scene.choose(taken["number"])["status"] == "NotConfirmed")
            let token = taken["accessToken"].text
            for answer in [
                try await scene.phone.awaitHandOff(token), try await scene.phone.exchange(scene.verification, token),
                try await scene.phone.hand(.get, scene.verification, token),
                try await scene.phone.take(scene.link["url"]),
            ] {
                #expect(answer.status == 403 && answer.problem == "hand-off-over")
            }
            let actions = try await Self.handOffActions(scene, app)
            #expect(actions == ["handOff.made", "handOff.taken", "handOff.notConfirmed"])
            // A new link begins anew, and does not wake the old token.
            let second = try await scene.desk.hand(.post, scene.verification, scene.token)
            let again = try await scene.phone.take(second["url"])
            #expect(try await scene.choose(again["number"])["status"] == "Taken")
            #expect(try await scene.phone.awaitHandOff(again["accessToken"].text).status == 200)
            #expect(try await scene.phone.awaitHandOff(token).problem == "hand-off-over")
        }
    }

    @Test func `stays let in when the choice is repeated, otherwise, or a new link is made`() async throws {
        try await TestApp.run { app in
            let scene = try await HandOffScene(app)
            let taken = try await scene.phone.take(scene.link["url"])
            let wrong = try await scene.wrong(beside: taken["number"])
            for number in [taken["number"], taken["number"], wrong, nil] {
                let answer = try await scene.choose(number)
                #expect(answer.status == 200 && answer["status"] == "Taken")
            }
            _ = try await scene.desk.hand(.post, scene.verification, scene.token)
            #expect(try await scene.phone.exchange(scene.verification, taken["accessToken"].text).status == 200)
            let actions = try await Self.handOffActions(scene, app)
            #expect(actions == ["handOff.made", "handOff.taken", "handOff.confirmed", "handOff.made"])
        }
    }

    @Test func `has three minutes to be chosen, and none once there is a newer link`() async throws {
        let clock = ManualClock()
        try await TestApp.run(clock: clock) { app in
            let scene = try await HandOffScene(app)
            #expect(try await scene.choose(47).problem == "hand-off-not-taken")
            let taken = try await scene.phone.take(scene.link["url"])
            clock.advance(by: 180)
            #expect(try await scene.state()["status"] == "Expired")
            #expect(try await scene.choose(taken["number"]).problem == "hand-off-over")
            #expect(try await scene.phone.awaitHandOff(taken["accessToken"].text).problem == "hand-off-over")
            let second = try await scene.desk.hand(.post, scene.verification, scene.token)
            let other = try await scene.phone.take(second["url"])
            clock.advance(by: 179)
            #expect(try await scene.phone.awaitHandOff(other["accessToken"].text).status == 409)
            _ = try await scene.desk.hand(.post, scene.verification, scene.token)
            #expect(try await scene.phone.awaitHandOff(other["accessToken"].text).problem == "hand-off-over")
        }
    }

    @Test func `is confirmed by a session of that verification alone`() async throws {
        try await TestApp.run { app in
            let scene = try await HandOffScene(app)
            let taken = try await scene.phone.take(scene.link["url"])
            let stranger = try await scene.desk.enter(try await app.create())["accessToken"].text
            let strange = try await scene.desk.choose(taken["number"], scene.verification, stranger)
            #expect(strange.status == 403 && strange.problem == "forbidden")
            #expect(try await scene.desk.choose(taken["number"], scene.verification, nil).status == 401)
            #expect(try await scene.choose("47").status == 400)
            #expect(try await scene.state()["status"] == "Confirming")
        }
    }
}
