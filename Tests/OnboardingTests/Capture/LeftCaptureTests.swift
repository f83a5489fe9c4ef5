import Database
import Foundation
import HTTPTypes
import Kernel
import Onboarding
import Specimens
import TestKit
import Testing
import Vault

/// What a person left in the middle of a step, and who is told of it when the link is opened anew.
@Suite struct `What a person left behind` {
    private static let page: JSONValue = ["kind": "Document", "type": "Passport", "part": "DataPage"]
    private static let key = String(repeating: "aB3_-", count: 8)
    private static let otherKey = String(repeating: "xY7_-", count: 8)

    /// A new session of a person, as a browser with that key opens it.
    private static func open(_ person: Person, key: JSONValue?) async throws -> String {
        let device = Device(person.app)
        let first = try await device.open(person.verification)["accessToken"].text
        let body: JSONValue = key.map { ["deviceKey": $0] } ?? [:]
        let full = try await device.exchange(person.verification, first, body)
        #expect(full.status == 200)
        return try #require(full["accessToken"].text)
    }

    private static func path(_ person: Person, _ rest: String) -> String {
        "/v1/kyc-identifications/\(person.identification)\(rest)"
    }

    /// Announces a picture and sends it whole.
    private static func send(
        _ person: Person, _ token: String, _ place: JSONValue = page, _ bytes: Data = Pictures.jpeg
    ) async throws -> String {
        let camera = JSONValue.object(place.members.merging(["captureSource": "camera"]) { $1 })
        let (id, answer) = try await person.send(bytes, as: camera, by: token)
        #expect(answer.status == 200)
        return id
    }

    private static func standing(_ person: Person, _ token: String) async throws -> JSONValue {
        try await person.app.call(.get, path(person, ""), token: token)["capture"]
    }

    private static func content(_ person: Person, _ token: String, _ id: String) async throws -> Answer {
        try await person.app.call(.get, path(person, "/pictures/\(id)/content"), token: token)
    }

    @Test func `is the chosen document, on any device, until its first picture counts`() async throws {
        try await TestApp.run { app in
            let person = try await app.person()
            func choose(_ type: JSONValue) async throws -> Answer {
                try await person.put("document-type", ["type": type])
            }
            #expect(try await Self.standing(person, person.token).members["chosenDocumentType"] == nil)
            #expect(try await choose("IdCard").status == 204)
            #expect(try await choose("Passport").status == 204)
            let elsewhere = try await Self.open(person, key: nil)
            #expect(try await Self.standing(person, elsewhere)["chosenDocumentType"] == "Passport")
            let unknown = try await choose("Library")
            #expect(unknown.status == 400 && Array(unknown["errors"].members.keys) == ["type"])
            #expect(try await choose("SocialId").status == 400)
            #expect(try await choose(.null).status == 204)
            #expect(try await Self.standing(person, elsewhere).members["chosenDocumentType"] == nil)
            for _ in 0..<2 {
                #expect(try await choose("Passport").status == 204)
                try await person.document("Passport", "DataPage", Pictures.jpeg)
                let standing = try await Self.standing(person, elsewhere)
                #expect(standing.members["chosenDocumentType"] == nil && standing["documentType"] == "Passport")
            }
            try await person.selfie(Pictures.jpeg)
            try await person.put("complete")
            #expect(try await choose("Passport").status == 409)
        }
    }

    @Test func `is a document only after consent`() async throws {
        try await TestApp.run { app in
            let shy = try await Person(opening: try await app.create(), in: app)
            let identification = try await shy.begin()["id"].text ?? ""
            let answer = try await app.call(
                .put, "/v1/kyc-identifications/\(identification)/document-type", token: shy.token,
                json: ["type": "Passport"])
            #expect(answer.problem == "no-consent")
        }
    }

    @Test func `is a picture for the browser that sent it, and for nobody else with the link`() async throws {
        try await TestApp.run { app in
            let person = try await app.person()
            let first = try await Self.open(person, key: .string(Self.key))
            let id = try await Self.send(person, first)
            let again = try await Self.open(person, key: .string(Self.key))
            #expect(
                try await Self.standing(person, again)["pictures"] == [
                    [
                        "id": .string(id), "kind": "Document", "type": "Passport", "part": "DataPage",
                        "captureSource": "camera",
                    ]
                ])
            let seen = try await Self.content(person, again, id)
            #expect(seen.status == 200 && seen.bytes == Pictures.jpeg && seen.contentType == "image/jpeg")
            #expect(seen.headers[.cacheControl] == "no-store")
            // Another browser, one without a key, and keys that are none.
            let others: [JSONValue?] = [.string(Self.otherKey), nil, "short", .string(Self.key + " "), 7]
            for key in others {
                let token = try await Self.open(person, key: key)
                #expect(try await Self.standing(person, token).members["pictures"] == nil)
                let hidden = try await Self.content(person, token, id)
                #expect(hidden.status == 404 && hidden.problem == "picture-not-found")
            }
            let used = try await app.call(
                .put, Self.path(person, "/pictures/\(id)/use"), token: again, json: ["captureSource": "camera"])
            #expect(used.status == 204)
            #expect(try await Self.standing(person, again).members["pictures"] == nil)
            #expect(try await Self.content(person, again, id).status == 404)
        }
    }

    @Test func `is no picture for whoever sent it without a key`() async throws {
        try await TestApp.run { app in
            let person = try await app.person()
            let id = try await Self.send(person, person.token)
            #expect(try await Self.standing(person, person.token).members["pictures"] == nil)
            #expect(try await Self.content(person, person.token, id).status == 404)
            let keyed = try await Self.open(person, key: .string(Self.key))
            #expect(try await Self.content(person, keyed, id).status == 404)
        }
    }

    @Test func `is told the newest first, once whole, and of a selfie the first frame`() async throws {
        let clock = ManualClock()
        try await TestApp.run(clock: clock) { app in
            let person = try await app.person()
            let token = try await Self.open(person, key: .string(Self.key))
            let page = try await Self.send(person, token)
            clock.advance(by: 1)
            let selfie = try await Self.send(person, token, ["kind": "Selfie"])
            _ = try await Self.send(person, token, ["kind": "Selfie", "frame": 1])
            let half = try await app.call(
                .post, Self.path(person, "/pictures"), token: token,
                json: ["kind": "Document", "type": "IdCard", "part": "Front", "sizeBytes": 30_000])
            #expect(half.status == 201)
            #expect(try await Self.content(person, token, half["id"].text ?? "").problem == "picture-incomplete")
            let told = try await Self.standing(person, token)["pictures"].items.map { $0["id"].text }
            #expect(told == [selfie, page])
        }
    }

    @Test func `goes at once where the person does not want it`() async throws {
        try await TestApp.run { app in
            let person = try await app.person()
            let token = try await Self.open(person, key: .string(Self.key))
            let id = try await Self.send(person, token)
            for _ in 0..<2 {
                let answer = try await app.call(.delete, Self.path(person, "/pictures/\(id)"), token: token)
                #expect(answer.status == 204)
            }
            #expect(try await app.house.vault.list().isEmpty)
            #expect(try await Self.standing(person, token).members["pictures"] == nil)
            let other = try await app.person()
            let theirs = try await Self.send(other, other.token)
            let foreign = try await app.call(.delete, Self.path(other, "/pictures/\(theirs)"), token: token)
            #expect(foreign.status == 403)
            let mixed = try await app.call(.delete, Self.path(person, "/pictures/\(theirs)"), token: token)
            #expect(mixed.status == 204)
            #expect(try await app.house.vault.list().count == 1)
        }
    }

    @Test func `is nothing for the second device of a hand-off`() async throws {
        try await TestApp.run { app in
            try await app.switchOn("enabled")
            let person = try await app.person()
            let token = try await Self.open(person, key: .string(Self.key))
            let id = try await Self.send(person, token)
            let (desk, phone) = (Device(app, agent: Device.desktop), Device(app, agent: Device.phone))
            let link = try await desk.hand(.post, person.verification, token)
            let taken = try await phone.take(link["url"])
            _ = try await desk.choose(taken["number"], person.verification, token)
            let full = try await phone.exchange(
                person.verification, taken["accessToken"].text, ["deviceKey": .string(Self.otherKey)])
            let second = try #require(full["accessToken"].text)
            #expect(try await Self.standing(person, second).members["pictures"] == nil)
            #expect(try await Self.content(person, second, id).status == 404)
            // What the phone sends to the same place takes the other's: neither sees both.
            let own = try await Self.send(person, second)
            #expect(try await Self.standing(person, second)["pictures"].items.map { $0["id"].text } == [own])
            #expect(try await Self.standing(person, token).members["pictures"] == nil)
        }
    }

    @Test func `goes with the person's data`() async throws {
        try await TestApp.run { app in
            let person = try await app.person()
            let token = try await Self.open(person, key: .string(Self.key))
            _ = try await Self.send(person, token)
            try await person.put("document-type", ["type": "Passport"])
            let erased = try await app.call(
                .delete, "/v1/identity-verifications/\(person.verification)", token: try await app.token())
            #expect(erased.status == 204)
            let rows = try await app.house.database.read { transaction in
                try transaction.row(
                    """
                    SELECT (SELECT COUNT(*) FROM document_choice) + (SELECT COUNT(*) FROM picture_draft) AS count
                    """)?.int("count")
            }
            #expect(rows == 0)
            #expect(try await app.house.vault.list().isEmpty)
        }
    }
}
