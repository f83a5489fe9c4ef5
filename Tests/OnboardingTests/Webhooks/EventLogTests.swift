import Database
import Foundation
import HTTPTypes
import Journal
import Kernel
import Onboarding
import TestKit
import Testing

@Suite struct `The event log` {
    /// A person who has begun: three events.
    private func person(_ app: TestApp) async throws -> Person {
        try await Person(opening: try await app.create(), in: app).begun()
    }

    private func read(_ app: TestApp, _ query: String = "", token: String? = nil) async throws -> Answer {
        let token = if let token { token } else { try await app.token() }
        return try await app.call(.get, "/v1/events\(query)", token: token)
    }

    private func cursor(_ answer: Answer) throws -> String { try #require(answer["nextCursor"].text) }

    @Test func `gives every event in order with the very bytes that receivers are sent, page by page`() async throws {
        try await TestApp.run(configure: { $0.allowsLoopbackWebhooks = true }) { app in
            let receiver = try await Receiver { _, _ in .status(200) }
            _ = try await app.subscribe(receiver.url)
            let first = try await person(app)
            let second = try await person(app)
            for _ in 1...3 { await app.deliver() }
            let sent = Set(receiver.requests.map(\.body))
            #expect(sent.count == 6)

            var (bodies, subjects, after): ([JSONValue], [String], String?) = ([], [], nil)
            for page in 1...4 {
                let answer = try await read(app, "?limit=2" + (after.map { "&after=\($0)" } ?? ""))
                #expect(answer.status == 200)
                let shown = sent.filter { answer.bytes.range(of: Data("{\"body\":".utf8) + $0 + Data(",".utf8)) != nil }
                #expect(shown.count == (page < 4 ? 2 : 0))
                #expect(answer["hasMore"] == .bool(page < 3))
                bodies += answer["events"].items.map { $0["body"] }
                subjects += answer["events"].items.compactMap { $0["subject"].text }
                after = try cursor(answer)
            }
            #expect(
                bodies.compactMap { $0["type"].text }
                    == Array(
                        repeating: [
                            "IdentityVerification.StatusChanged", "IdentityVerification.Consented",
                            "KycIdentification.Created",
                        ], count: 2
                    ).flatMap(\.self))
            let expected = [first.verification, second.verification].flatMap { Array(repeating: $0, count: 3) }
            #expect(subjects == expected)
        }
    }

    @Test func `goes on from its end when something more has happened`() async throws {
        try await TestApp.run { app in
            let empty = try await read(app)
            #expect(empty["events"] == [] && empty["hasMore"] == false)
            _ = try await person(app)
            let news = try await read(app, "?after=\(try cursor(empty))")
            #expect(news["events"].items.count == 3)
            let end = try await read(app, "?after=\(try cursor(news))")
            #expect(end["events"] == [])
            #expect(try cursor(end) == cursor(news))
            // The cursor of an event is a place of its own.
            let middle = try #require(news["events"].items.first?["cursor"].text)
            #expect(try await read(app, "?after=\(middle)")["events"].items.count == 2)
        }
    }

    @Test func `needs a reading scope of both APIs`() async throws {
        try await TestApp.run { app in
            _ = try await person(app)
            let event = try #require(try await read(app)["events"].items.first?["body"]["id"].text)
            for idv in ["idv_api", "idv_api_readonly"] {
                for kyc in ["kyc_identifications_api", "kyc_identifications_api_readonly"] {
                    let token = try await app.token(scope: "\(idv) \(kyc)")
                    #expect(try await read(app, token: token).status == 200)
                    #expect(try await app.call(.get, "/v1/events/\(event)", token: token).status == 200)
                }
            }
            let one = try await read(app, token: try await app.token(scope: "idv_api idv_api_readonly"))
            #expect(one.status == 403)
            #expect(
                one.headers[.wwwAuthenticate]
                    == "Bearer error=\"insufficient_scope\", "
                    + "scope=\"kyc_identifications_api kyc_identifications_api_readonly\"")
            let other = try await read(app, token: try await app.token(scope: "kyc_identifications_api"))
            #expect(other.status == 403)
        }
    }

    @Test(arguments: [
        "limit=0", "limit=501", "limit=ten", "subject=nobody", "type=Form.Nothing", "after=", "after=1",
        "after=AAAAAAAAAAE", "type=KycIdentification.Created&type=%20",
    ])
    func `refuses what makes no sense`(_ query: String) async throws {
        try await TestApp.run { app in
            let answer = try await read(app, "?\(query)")
            #expect(answer.status == 400)
            #expect(answer.problem == "validation-failed")
            #expect(answer["errors"].members.keys.first == query.prefix { $0 != "=" }.description)
        }
    }

    @Test func `refuses a cursor of another application, and one that was changed`() async throws {
        try await TestApp.run { app in
            _ = try await person(app)
            let mine = try cursor(try await read(app))
            let other = try await app.token(of: try await app.otherTenant())
            #expect(try await read(app, "?after=\(mine)").status == 200)
            #expect(try await read(app, "?after=\(mine)", token: other).status == 400)
            let changed = (mine.hasPrefix("AAAAAAAAAAM") ? "AAAAAAAAAAE" : "AAAAAAAAAAM") + mine.dropFirst(11)
            #expect(try await read(app, "?after=\(changed)").status == 400)
        }
    }

    @Test func `shows another application nothing`() async throws {
        try await TestApp.run { app in
            let person = try await person(app)
            let event = try #require(try await read(app)["events"].items.first?["body"]["id"].text)
            let other = try await app.token(of: try await app.otherTenant())
            #expect(try await read(app, "?subject=\(person.verification)", token: other)["events"] == [])
            let foreign = try await app.call(.get, "/v1/events/\(event)", token: other)
            let absent = try await app.call(.get, "/v1/events/00000000-0000-7000-8000-000000000000", token: other)
            let noID = try await app.call(.get, "/v1/events/newest", token: other)
            #expect(foreign.status == 404)
            #expect(Set([foreign, absent, noID].map(\.withoutTrace)).count == 1)
        }
    }

    @Test func `gives one event by its id, byte for byte`() async throws {
        try await TestApp.run { app in
            let person = try await person(app)
            let events = try await app.events(of: person.verification)
            for event in events {
                let token = try await app.token()
                let answer = try await app.call(.get, "/v1/events/\(event.id.description.uppercased())", token: token)
                #expect(answer.status == 200)
                #expect(answer.bytes == event.body)
            }
            #expect(events.count == 3)
        }
    }

    @Test func `is read by verification and by type`() async throws {
        try await TestApp.run { app in
            let person = try await person(app)
            _ = try await self.person(app)
            let mine = try await read(app, "?subject=\(person.verification)")
            #expect(mine["events"].items.map { $0["sequence"] } == [1, 2, 3])
            let types = "type=KycIdentification.Created&type=IdentityVerification.Consented"
            #expect(try await read(app, "?\(types)")["events"].items.count == 4)
            let both = try await read(app, "?\(types)&subject=\(person.verification)&limit=1")
            #expect(both["events"].items.map { $0["sequence"] } == [2])
            #expect(both["hasMore"] == true)
        }
    }

    @Test func `passes over the events of a person whose data was erased, and tells of the erasure`() async throws {
        try await TestApp.run { app in
            let person = try await person(app)
            let before = try await read(app)
            let token = try await app.token()
            _ = try await app.call(.delete, "/v1/identity-verifications/\(person.verification)", token: token)
            let all = try await read(app)
            #expect(all["events"].items.map { $0["body"]["type"] } == ["IdentityVerification.Redacted"])
            #expect(all["events"].items.map { $0["sequence"] } == [4])
            let news = try await read(app, "?after=\(try cursor(before))")
            #expect(news["events"] == all["events"])
            let erased = try #require(before["events"].items.first?["body"]["id"].text)
            #expect(try await app.call(.get, "/v1/events/\(erased)", token: token).status == 404)
            let again = try await app.call(.post, "/v1/events/\(erased)/redeliver", token: token, json: [:])
            #expect(again.status == 404)
        }
    }

    @Test func `notes who has read how many, and nothing where nothing was read`() async throws {
        try await TestApp.run { app in
            _ = try await read(app)
            let first = try await person(app)
            let page = try await read(app, "?limit=2")
            _ = try await read(app, "?after=\(try cursor(page))")
            _ = try await read(app, "?subject=\(first.verification)&type=KycIdentification.Rejected")
            let application = app.tenant.application.description
            let entries = try await app.house.database.read { try AuditLog.entries(about: application, in: $0) }
            let reads = entries.filter { $0.action == "events.read" }
            #expect(reads.map(\.detail) == [["count": "2"], ["count": "1"]])
            #expect(reads.allSatisfy { $0.actor == .client(app.tenant.clientID) })
        }
    }

    @Test(.contract("4.5 webhooks"))
    func `§4.5 says of a verification's events without any receiver that none was delivered`() async throws {
        try await TestApp.run { app in
            let person = try await person(app)
            let path = "/v1/identity-verifications/\(person.verification)/webhooks"
            let token = try await app.token()
            let untold = try await app.call(.get, path, token: token)
            #expect(untold.json.items.map { $0["isDelivered"] } == [false, false, false])
            #expect(untold.json.items.allSatisfy { $0.members["deliveredUtc"] == nil })
        }
    }

    @Test(.contract("4.5 webhooks"))
    func `§4.5 says when the first receiver took an event, and leaves out what the token does not open`()
        async throws
    {
        let clock = ManualClock()
        try await TestApp.run(clock: clock, configure: { $0.allowsLoopbackWebhooks = true }) { app in
            let (good, bad) = (try await Receiver { _, _ in .status(200) }, try await Receiver { _, _ in .status(500) })
            _ = try await app.subscribe(good.url, types: ["IdentityVerification.Consented"])
            _ = try await app.subscribe(bad.url)
            let person = try await person(app)
            for _ in 1...3 { await app.deliver() }
            let path = "/v1/identity-verifications/\(person.verification)/webhooks"
            let told = try await app.call(.get, path, token: try await app.token()).json.items
            #expect(told.map { $0["isDelivered"] } == [false, true, false])
            #expect(told.map { $0["deliveredUtc"].text } == [nil, "2025-06-15T15:06:40.000Z", nil])
            #expect(told.map { $0["type"] }.last == "KycIdentification.Created")
            let body = try #require(good.requests.first).body
            let answer = try await app.call(.get, path, token: try await app.token())
            #expect(answer.bytes.range(of: body.dropLast()) != nil)

            let idv = try await app.call(.get, path, token: try await app.token(scope: "idv_api_readonly")).json.items
            #expect(idv.map { $0["type"] } == told.prefix(2).map { $0["type"] })
            let other = try await app.token(of: try await app.otherTenant())
            #expect(try await app.call(.get, path, token: other).status == 404)
            let fresh = try await app.create()
            let none = try await app.call(
                .get, "/v1/identity-verifications/\(fresh)/webhooks", token: try await app.token())
            #expect(none.json == [])
        }
    }
}
