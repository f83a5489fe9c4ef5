import Database
import Foundation
import HTTPTypes
import Kernel
import Onboarding
import TestKit
import Testing
import Web

/// The body that writes its own JSON, held to what the encoder makes of it.
@Suite struct `The body of a verification` {
    private static func expectSame(_ id: String, _ app: TestApp) async throws {
        let found = try await app.house.database.read { [verifications = app.house.verifications] transaction in
            try verifications.find(try #require(ID<Verification>(id)), in: transaction)
        }
        for body in [VerificationBody(found), .forPerson(found)] {
            let (own, encoded) = (try JSONWriter.bytes(of: body), try JSONText.encode(body))
            #expect(String(decoding: own, as: UTF8.self) == String(decoding: encoded, as: UTF8.self))
            #expect(try JSONWriter.bytes(of: [body, body]) == JSONText.encode([body, body]))
        }
    }

    @Test(arguments: [
        "plain", "", #"a "quoted" \ back/slash"#, "tab\tline\nreturn\rfeed\u{c}bell\u{7}back\u{8}\u{1f}\u{7f}",
        "Žydrūnas 🪪 \u{2028} \u{202e}",
    ])
    func `is what the encoder makes of it, whatever the texts`(_ text: String) async throws {
        try await TestApp.run { app in
            let members: JSONValue = [
                "externalReferenceId": .string(text), "registration": ["firstName": .string(text)],
            ]
            try await Self.expectSame(try await app.create(members), app)
        }
    }

    @Test func `is what the encoder makes of it at every stage`() async throws {
        try await TestApp.run { app in
            let bare = try await app.create()
            try await Self.expectSame(bare, app)
            let person = try await app.person()
            try await Self.expectSame(person.verification, app)
            let approved = try await app.reference()
            try await Self.expectSame(approved.verification, app)
            let face = try await app.create(
                ["faceAuthentication": ["identityVerificationId": .string(approved.verification)]],
                setup: try await app.faceSetup())
            _ = try await FacePerson(opening: face, in: app)
            try await Self.expectSame(face, app)
            let declined = try await Person(opening: try await app.create(), in: app)
            try await declined.consent(false)
            try await Self.expectSame(declined.verification, app)
            try await app.call(
                .put, "/v1/identity-verifications/\(bare)/setup-localisations", token: try await app.token(),
                json: ["localisationSettings": [["language": "en-GB", "pageTitle": "Own"]]])
            try await Self.expectSame(bare, app)
            try await app.call(.delete, "/v1/identity-verifications/\(bare)", token: try await app.token())
            try await Self.expectSame(bare, app)
            #expect(try JSONWriter.bytes(of: [VerificationBody]()) == Data("[]".utf8))
        }
    }
}
