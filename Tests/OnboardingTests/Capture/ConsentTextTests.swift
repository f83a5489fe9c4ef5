import Crypto
import Database
import Foundation
import HTTPTypes
import Journal
import Kernel
import Onboarding
import TestKit
import Testing

/// Which words a person agreed to.
@Suite struct `A consent text` {
    private static func change(_ app: TestApp, _ consent: JSONValue) async throws -> Answer {
        try await app.call(
            .put, "\(TestApp.idvSetups)/\(app.tenant.sandbox)", token: try await app.token(),
            json: ["consent": consent])
    }

    private static func consent(
        _ person: Person, in language: String?, _ isConsented: Bool = true
    ) async throws -> Answer {
        var body: [String: JSONValue] = ["isConsented": .bool(isConsented)]
        body["language"] = language.map(JSONValue.string)
        return try await person.app.call(
            .put, "/v1/identity-verifications/\(person.verification)/consent", token: person.token,
            json: .object(body))
    }

    private static func digest(_ lines: String...) -> String {
        Hex.encode(SHA256.hash(data: Data(lines.joined(separator: "\n").utf8)))
    }

    private static func table(_ language: String) throws -> [String: String] {
        let file = OpenAPI.checkout.appending(path: "Sources/Onboarding/Capture/Assets/texts/\(language).json")
        return try JSONDecoder().decode([String: String].self, from: Data(contentsOf: file))
    }

    private static let own: JSONValue = [
        "texts": [
            [
                "language": "de-AT", "heading": "Einwilligung", "version": "2026-03",
                "text": "Erster Absatz.\r\n\r\nZweiter <b>Absatz</b>.\n",
            ],
            ["language": "en", "text": "I agree."],
        ],
        "privacyPolicyUrl": "https://bank.example/privacy",
    ]

    @Test(.contract("9.3 consent", "4.3 step.consent"))
    func `of the setup is kept with the consent by its digest`() async throws {
        try await TestApp.run { app in
            let setup = try await Self.change(app, Self.own)
            #expect(setup.status == 200, "\(setup.json)")
            #expect(setup["consent"]["texts"].items[0]["text"] == "Erster Absatz.\n\nZweiter <b>Absatz</b>.")
            let person = try await Person(opening: try await app.create(), in: app)
            let shown = try await app.call(
                .get, "/v1/identity-verifications/\(person.verification)/setup", token: person.token)
            #expect(shown["consent"] == setup["consent"])
            #expect(try await Self.consent(person, in: "de").status == 204)
            let step = try await app.verification(person.verification)["step"]["consent"]
            let expected = Self.digest("Einwilligung", "Erster Absatz.\n\nZweiter <b>Absatz</b>.")
            #expect(step["isConsented"] == true && step["language"] == "de-AT")
            #expect(step["textSha256"].text == expected && step["setupVersionId"] == setup["versionId"])
            let entries = try await app.house.database.read { transaction in
                try AuditLog.entries(about: person.verification, in: transaction)
            }
            let entry = try #require(entries.first { $0.action == "verification.consented" })
            let version = try #require(setup["versionId"].text)
            #expect(entry.detail == ["language": "de-AT", "textSha256": expected, "setupVersion": version])
            let event = try #require(try await app.events(of: person.verification).last)
            #expect(String(decoding: event.body, as: UTF8.self).contains(expected))
            // The first answer stands.
            #expect(try await Self.consent(person, in: "en").status == 204)
            #expect(try await app.verification(person.verification)["step"]["consent"] == step)
        }
    }

    @Test func `without a heading has the page's`() async throws {
        try await TestApp.run { app in
            _ = try await Self.change(app, Self.own)
            let person = try await Person(opening: try await app.create(), in: app)
            #expect(try await Self.consent(person, in: "en-US").status == 204)
            let step = try await app.verification(person.verification)["step"]["consent"]
            let heading = try #require(try Self.table("en")["consent.heading"])
            #expect(step["language"] == "en" && step["textSha256"].text == Self.digest(heading, "I agree."))
        }
    }

    @Test(arguments: ["en", "lt"])
    func `of the page is known to the server, whatever the language`(_ language: String) async throws {
        try await TestApp.run { app in
            let person = try await Person(opening: try await app.create(), in: app)
            #expect(try await Self.consent(person, in: language, false).status == 204)
            let step = try await app.verification(person.verification)["step"]["consent"]
            let table = try Self.table(language)
            let words = try ["consent.heading", "consent.text", "consent.rights"].map { try #require(table[$0]) }
            #expect(step["isConsented"] == false && step["language"].text == language)
            #expect(step["textSha256"].text == Self.digest(words[0], words[1], words[2]))
        }
    }

    @Test func `of a face alone is another`() async throws {
        try await TestApp.run { app in
            let reference = try await app.reference()
            let steps: JSONValue = [["type": "Consent", "order": 0], ["type": "FaceAuthentication", "order": 1]]
            let setup = try await app.call(
                .post, TestApp.idvSetups, token: try await app.token(), json: ["name": "Face", "steps": steps])
            let id = try await app.create(
                ["faceAuthentication": ["identityVerificationId": .string(reference.verification)]],
                setup: setup["id"].text)
            let person = try await Person(opening: id, in: app)
            #expect(try await Self.consent(person, in: "en").status == 204)
            let table = try Self.table("en")
            let words = try ["consent.heading", "face.consent.text", "consent.rights"].map { try #require(table[$0]) }
            let step = try await app.verification(id)["step"]["consent"]
            #expect(step["textSha256"].text == Self.digest(words[0], words[1], words[2]))
        }
    }

    @Test func `that nobody named is not made up, and one that is none is refused`() async throws {
        try await TestApp.run { app in
            let person = try await Person(opening: try await app.create(), in: app)
            for language in ["xx", "x", "en/../de", String(repeating: "e", count: 300)] {
                let refused = try await Self.consent(person, in: language)
                #expect(refused.status == 400 && refused["errors"].members["language"] != nil, "\(language)")
            }
            #expect(try await app.verification(person.verification)["step"].members["consent"] == nil)
            #expect(try await Self.consent(person, in: nil).status == 204)
            let step = try await app.verification(person.verification)["step"]["consent"]
            #expect(Set(step.members.keys) == ["id", "isConsented", "consentedUtc"])
        }
    }

    @Test(
        arguments: [
            (["privacyPolicyUrl": "http://bank.example/"], "consent.privacyPolicyUrl"),
            (["privacyPolicyUrl": "javascript:alert(1)"], "consent.privacyPolicyUrl"),
            (["privacyPolicyUrl": "http://localhost/"], "consent.privacyPolicyUrl"),
            (["texts": [["language": "de"]]], "consent.texts[0].text"),
            (["texts": [["text": "Ja."]]], "consent.texts[0].language"),
            (["texts": [["language": "deutsch", "text": "Ja."]]], "consent.texts[0].language"),
            (["texts": [["language": "de", "text": "Ja.\u{7}"]]], "consent.texts[0].text"),
            (
                ["texts": [["language": "de", "text": .string(String(repeating: "x", count: 8_001))]]],
                "consent.texts[0].text"
            ),
            (
                ["texts": [["language": "de-AT", "text": "Ja."], ["language": "de-CH", "text": "Jo."]]],
                "consent.texts"
            ),
        ] as [(JSONValue, String)])
    func `that could not be shown is refused by its member`(_ consent: JSONValue, _ member: String) async throws {
        try await TestApp.run { app in
            let refused = try await Self.change(app, consent)
            #expect(refused.status == 400 && Array(refused["errors"].members.keys) == [member], "\(refused.json)")
        }
    }

    @Test func `is taken away by an empty setting`() async throws {
        try await TestApp.run { app in
            let given = try await Self.change(app, Self.own)
            #expect(given["consent"]["texts"].items.count == 2)
            #expect(try await Self.change(app, [:]).json.members["consent"] == nil)
        }
    }

    @Test(arguments: [(7, 7), (30, 30), (0, nil)] as [(Int, Int?)])
    func `§9.3 stands beside how long the data is kept, for the person`(_ days: Int, _ told: Int?) async throws {
        try await TestApp.run(configure: { $0.sandboxDays = days }) { app in
            for (setup, expected) in [(app.tenant.sandbox, told), (app.tenant.live, nil)] {
                let person = try await Person(opening: try await app.create(setup: setup), in: app)
                let path = "/v1/identity-verifications/\(person.verification)/setup"
                let seen = try await app.call(.get, path, token: person.token)
                #expect(seen.json.members["dataKeptDays"] == expected.map { .number(Double($0)) })
                let asBusiness = try await app.call(.get, path, token: try await app.token())
                #expect(asBusiness.json.members["dataKeptDays"] == nil)
            }
        }
    }
}
