import Database
import Foundation
import HTTPTypes
import Kernel
import Onboarding
import TestKit
import Testing

/// What happened on a person's device, told by its page and read by the business.
@Suite struct `A flight record` {
    private func path(_ verification: String) -> String { "/v1/identity-verifications/\(verification)/flight-record" }

    private func entry(_ members: JSONValue = [:]) -> JSONValue {
        .object(["sinceLoadMilliseconds": 7, "event": "shutter"].merging(members.members) { $1 })
    }

    private func send(_ entries: [JSONValue], _ person: Person) async throws -> Answer {
        try await person.app.call(
            .post, path(person.verification), token: person.token, json: ["entries": .array(entries)])
    }

    private func read(_ person: Person) async throws -> JSONValue {
        try await person.app.call(.get, path(person.verification), token: try await person.app.token()).json
    }

    @Test func `is read as it was told, in its order, with the time at which it came`() async throws {
        let clock = ManualClock()
        try await TestApp.run(clock: clock) { app in
            let person = try await Person(opening: try await app.create(), in: app)
            let full: JSONValue = [
                "sinceLoadMilliseconds": 0, "event": "permission", "screen": "camera", "target": "part.DataPage",
                "code": "denied-4g", "value": -12.5,
            ]
            let bare: JSONValue = ["sinceLoadMilliseconds": 999_999_999, "event": "pageHidden", "value": nil]
            #expect(try await send([full, bare], person).status == 204)
            clock.advance(by: 1.5)
            #expect(try await send([entry(["value": 4_000_000])], person).status == 204)
            #expect(
                try await read(person) == [
                    "droppedCount": 0,
                    "entries": [
                        .object(full.members.merging(["createdUtc": "2025-06-15T15:06:40.000Z"]) { $1 }),
                        [
                            "sinceLoadMilliseconds": 999_999_999, "event": "pageHidden",
                            "createdUtc": "2025-06-15T15:06:40.000Z",
                        ],
                        [
                            "sinceLoadMilliseconds": 7, "event": "shutter", "value": 4_000_000,
                            "createdUtc": "2025-06-15T15:06:41.500Z",
                        ],
                    ],
                ])
        }
    }

    @Test func `has a word for everything that may happen, and a token of the lesser level opens it`() async throws {
        try await TestApp.run { app in
            let id = try await app.create()
            let restricted = try await Device(app).open(id)["accessToken"].text
            let all = FlightEvent.allCases.map { entry(["event": .string($0.rawValue)]) }
            let answer = try await app.call(.post, path(id), token: restricted, json: ["entries": .array(all)])
            #expect(answer.status == 204)
            let found = try await app.call(.get, path(id), token: try await app.token())["entries"].items
            #expect(found.map { $0["event"].text } == FlightEvent.allCases.map(\.rawValue))
            #expect(found.count == 19)
        }
    }

    @Test(
        arguments: [
            (["event": "selfie"], "event"), (["event": "Shutter"], "event"), (["event": "shutter "], "event"),
            (["event": 5], "event"), (["screen": "Mila Jansen"], "screen"), (["screen": "4g"], "screen"),
            (["target": "a_b"], "target"), (["target": "\u{212A}ey"], "target"), (["code": "é"], "code"),
            (["code": .string(String(repeating: "a", count: 41))], "code"), (["code": 403], "code"),
            (["value": 1_000_000_000], "value"), (["value": -1e9], "value"), (["value": "5"], "value"),
            (["sinceLoadMilliseconds": -1], "sinceLoadMilliseconds"),
            (["sinceLoadMilliseconds": 1_000_000_000], "sinceLoadMilliseconds"),
            (["sinceLoadMilliseconds": 1.5], "sinceLoadMilliseconds"),
        ] as [(JSONValue, String)])
    func `takes no other word, no free text and no number without end`(
        _ change: JSONValue, _ member: String
    ) async throws {
        try await TestApp.run { app in
            let person = try await Person(opening: try await app.create(), in: app)
            let answer = try await send([entry(), entry(change)], person)
            #expect(answer.status == 400)
            #expect(Array(answer["errors"].members.keys) == ["entries.[1].\(member)"])
            let bytes = String(decoding: answer.bytes, as: UTF8.self)
            #expect(!bytes.contains("Mila"))
            // One that is wrong takes the whole call with it.
            #expect(try await read(person) == ["entries": [], "droppedCount": 0])
        }
    }

    @Test func `needs its entries, and lets none be an empty list`() async throws {
        try await TestApp.run { app in
            let person = try await Person(opening: try await app.create(), in: app)
            let absent = try await app.call(.post, path(person.verification), token: person.token, json: [:])
            #expect(absent.status == 400)
            #expect(absent["errors"].members["entries"] != nil)
            #expect(try await send([], person).status == 204)
            #expect(try await send([["event": "shutter"]], person).status == 400)
            #expect(try await read(person) == ["entries": [], "droppedCount": 0])
        }
    }

    @Test func `keeps fifty of one call and a thousand of one verification, and counts the others`() async throws {
        try await TestApp.run { app in
            let person = try await Person(opening: try await app.create(), in: app)
            func batch(_ count: Int) -> [JSONValue] { (0..<count).map { entry(["value": .number(Double($0))]) } }
            // What is too much for one call is not looked at.
            #expect(try await send(batch(50) + [entry(["event": "unknown"]), entry()], person).status == 204)
            #expect(try await read(person)["entries"].items.count == 50)
            #expect(try await read(person)["droppedCount"] == 2)
            for _ in 2...19 { #expect(try await send(batch(50), person).status == 204) }
            #expect(try await send(batch(45), person).status == 204)
            #expect(try await read(person)["droppedCount"] == 2)
            #expect(try await send(batch(8), person).status == 204)
            #expect(try await send(batch(50), person).status == 204)
            let record = try await read(person)
            #expect(record["entries"].items.count == 1000)
            #expect(record["droppedCount"] == 55)
            #expect(record["entries"].items.suffix(6).map { $0["value"] } == [44, 0, 1, 2, 3, 4])
            let other = try await Person(opening: try await app.create(), in: app)
            #expect(try await read(other) == ["entries": [], "droppedCount": 0])
        }
    }

    @Test func `is told by the person's own device and read by their business alone`() async throws {
        try await TestApp.run { app in
            let (mine, theirs) = (
                try await Person(opening: try await app.create(), in: app),
                try await Person(opening: try await app.create(), in: app)
            )
            let body: JSONValue = ["entries": [entry()]]
            let (own, foreign) = (path(mine.verification), path(theirs.verification))
            #expect(try await app.call(.post, foreign, token: mine.token, json: body).status == 403)
            for token in [nil, "wrong", try await app.token()] {
                #expect(try await app.call(.post, own, token: token, json: body).status == 401)
            }
            let other = try await app.token(of: try await app.otherTenant())
            #expect(try await app.call(.get, own, token: other).status == 404)
            #expect(try await app.call(.get, own, token: mine.token).status == 401)
            let reader = try await app.token(scope: "idv_api_readonly")
            #expect(try await app.call(.get, own, token: reader).status == 200)
            let kyc = try await app.token(scope: "kyc_identifications_api")
            #expect(try await app.call(.get, own, token: kyc).status == 403)
            #expect(try await read(theirs) == ["entries": [], "droppedCount": 0])
        }
    }

    @Test func `is gone with the person's data, and takes nothing whoever opens the link again`() async throws {
        try await TestApp.run { app in
            let person = try await Person(opening: try await app.create(), in: app)
            #expect(try await send((1...51).map { _ in entry() }, person).status == 204)
            let whole = "/v1/identity-verifications/\(person.verification)"
            #expect(try await app.call(.delete, whole, token: try await app.token()).status == 204)
            #expect(try await read(person) == ["entries": [], "droppedCount": 0])
            #expect(try await send([entry()], person).status == 401)
            let again = try await Person(opening: person.verification, in: app)
            let late = try await send([entry()], again)
            #expect(late.status == 409 && late.problem == "wrong-status")
            #expect(try await read(person) == ["entries": [], "droppedCount": 0])
            let left = try await app.house.database.read { transaction in
                try transaction.rows("SELECT verification_id FROM flight_record").count
            }
            #expect(left == 0)
        }
    }

    @Test func `goes with the sandbox's data after its days`() async throws {
        let clock = ManualClock()
        try await TestApp.run(clock: clock) { app in
            let person = try await Person(opening: try await app.create(), in: app)
            #expect(try await send([entry()], person).status == 204)
            clock.advance(by: 7 * 24 * 3600)
            #expect(try await app.compose.housekeeping.redactSandbox() == 1)
            #expect(try await read(person) == ["entries": [], "droppedCount": 0])
        }
    }
}
