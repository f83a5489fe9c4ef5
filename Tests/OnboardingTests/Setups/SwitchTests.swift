import Database
import Decision
import Foundation
import HTTPTypes
import Kernel
import Onboarding
import TestKit
import Testing

/// What a setup says is what the flow does: contract § 3.1 and § 3.3, held to the router.
@Suite struct `A switch of a setup` {
    private static let passport: JSONValue = ["types": [["name": "Passport"]]]

    private static func picture(_ members: JSONValue = [:]) -> JSONValue {
        .object(["imageBase64": Business.picture].merging(members.members) { $1 })
    }

    @Test func `§3.3 document.types takes the listed documents and no other`() async throws {
        try await TestApp.run { app in
            let setup = try await app.newSetup(kyc: ["document": Self.passport])
            let person = try await app.person(setup: setup)
            let refused = try await person.document("IdCard", "Front", Pictures.jpeg)
            #expect(refused.status == 400 && refused["errors"].members["type"] != nil)
            #expect(try await person.document("Passport", "DataPage", Pictures.jpeg).status == 204)
        }
    }

    @Test(
        arguments: [
            ([["name": "IdCard", "parts": [["name": "Front"]]]], "IdCard", ["Front"]),
            ([["name": "IdCard"]], "IdCard", ["Front", "Back"]),
            (
                [["name": "Passport", "parts": [["name": "FrontCover"], ["name": "DataPage"]]]], "Passport",
                ["FrontCover", "DataPage"]
            ),
        ] as [(JSONValue, String, [String])])
    func `§3.3 document.parts says which pictures make a document whole`(
        _ types: JSONValue, _ type: String, _ parts: [String]
    ) async throws {
        try await TestApp.run { app in
            let setup = try await app.newSetup(kyc: ["document": ["types": types], "face": ["enabled": false]])
            let person = try await app.person(setup: setup)
            for part in parts {
                #expect(try await person.put("verification").status == 409)
                #expect(try await person.document(type, part, Pictures.jpeg).status == 204)
            }
            #expect(try await person.put("verification").status == 204)
            #expect(try await person.put("complete").status == 204)
        }
    }

    @Test func `§3.3 document.enabled off asks for no document and takes none`() async throws {
        try await TestApp.run { app in
            let setup = try await app.newSetup(kyc: ["document": ["enabled": false]])
            let person = try await app.person(setup: setup)
            #expect(try await person.document("Passport", "DataPage", Pictures.jpeg).status == 400)
            #expect(try await person.selfie(Pictures.jpeg).status == 204)
            #expect(try await person.put("complete").status == 204)
        }
    }

    @Test func `§3.3 face.enabled off asks for no selfie and takes none`() async throws {
        try await TestApp.run { app in
            let setup = try await app.newSetup(kyc: ["document": Self.passport, "face": ["enabled": false]])
            let person = try await app.person(setup: setup)
            #expect(try await person.selfie(Pictures.jpeg).status == 400)
            #expect(try await person.document("Passport", "DataPage", Pictures.jpeg).status == 204)
            #expect(try await person.put("complete").status == 204)
        }
    }

    @Test(arguments: [true, false])
    func `§3.3 face.passiveLivenessEnabled says whether that check decides`(_ isOn: Bool) async throws {
        try await TestApp.run { app in
            let id = try await app.newKycSetup(["face": ["passiveLivenessEnabled": .bool(isOn)]])
            let rule = try await app.house.database.read { [setups = app.house.setups] transaction in
                return try setups.currentKyc(try #require(ID<Setup>(id)), in: transaction).settings.rules.first {
                    $0.name == "SuccessfulPassiveLivenessCheck"
                }
            }
            #expect(rule?.isBlocking == isOn)
        }
    }

    @Test func `§3.3 additionalDocument asks for each listed document before the person hands in`() async throws {
        try await TestApp.run { app in
            let listed: JSONValue = ["types": [["name": "ProofOfAddress"], ["name": "SelfieWithDoc"]]]
            let setup = try await app.newSetup(kyc: ["additionalDocument": listed, "document": ["enabled": false]])
            let person = try await app.person(setup: setup)
            try await person.selfie(Pictures.jpeg)
            for type in ["ProofOfAddress", "SelfieWithDoc"] as [JSONValue] {
                #expect(try await person.put("complete").status == 409)
                #expect(try await person.put("additional-document", Self.picture(["type": type])).status == 204)
            }
            #expect(try await person.put("complete").status == 204)
            let off: JSONValue = ["additionalDocument": ["enabled": false, "types": [["name": "ProofOfAddress"]]]]
            let without = try await app.person(setup: try await app.newSetup(kyc: off))
            let refused = try await without.put("additional-document", Self.picture(["type": "ProofOfAddress"]))
            #expect(refused.status == 400)
        }
    }

    @Test(arguments: [1, 2])
    func `attempts says how often a person may hand in`(_ attempts: Int) async throws {
        try await TestApp.run { app in
            let setup = try await app.newSetup(kyc: [
                "attempts": .number(Double(attempts)), "document": ["enabled": false],
            ])
            let person = try await app.person(setup: setup)
            for attempt in 1...attempts {
                try await person.selfie(Pictures.jpeg)
                #expect(try await person.put("complete").status == 204)
                await app.drain()
                let review = try await app.review(person.identification, "reject", ["reason": "BlurredPhoto"])
                #expect(review.status == 204)
                let isLast = attempt == attempts
                #expect(
                    try await app.verification(person.verification)["status"] == (isLast ? "Suspended" : "InProgress"))
                let again = try await person.put("resubmit")
                #expect(again.status == (isLast ? 409 : 204))
                if isLast { #expect(again.problem == "too-many-attempts") }
            }
        }
    }

    @Test(arguments: [true, false])
    func `§3.3 resultsWaiting.autoCompleteSkip leaves the end to the client`(_ isSkipped: Bool) async throws {
        try await TestApp.run { app in
            let setup = try await app.newSetup(kyc: [
                "resultsWaiting": ["enabled": true, "autoCompleteSkip": .bool(isSkipped)],
                "document": ["enabled": false],
            ])
            let person = try await app.person(setup: setup)
            try await person.selfie(Pictures.jpeg)
            try await person.put("complete")
            await app.drain()
            #expect(try await app.review(person.identification, "approve").status == 204)
            let decided = try await app.verification(person.verification)
            #expect(decided["step"]["kycIdentification"]["isSuccess"] == true)
            #expect(decided["status"] == (isSkipped ? "InProgress" : "Completed"))
            let path = "/v1/identity-verifications/\(person.verification)/complete"
            #expect(try await app.call(.put, path, token: person.token).status == 204)
            #expect(try await app.verification(person.verification)["status"] == "Completed")
        }
    }

    @Test func `§3.3 resultsWaiting.enabled off is told to the page, which ends without the result`() async throws {
        try await TestApp.run { app in
            let setup = try await app.newSetup(kyc: [
                "resultsWaiting": ["enabled": false], "document": ["enabled": false],
            ])
            let person = try await app.person(setup: setup)
            let seen = try await app.call(
                .get, "/v1/kyc-identifications/\(person.identification)/setup", token: person.token)
            #expect(seen["resultsWaiting"]["enabled"] == false)
            try await person.selfie(Pictures.jpeg)
            try await person.put("complete")
            let path = "/v1/identity-verifications/\(person.verification)/complete"
            #expect(try await app.call(.put, path, token: person.token).status == 204)
            #expect(try await app.verification(person.verification)["status"] == "Completed")
            #expect(try await person.state()["status"] == "Awaiting")
        }
    }

    @Test func `§3.1 steps without consent asks for none`() async throws {
        try await TestApp.run { app in
            let kyc = try await app.newKycSetup(["document": ["enabled": false]])
            let made = try await app.call(
                .post, TestApp.idvSetups, token: try await app.token(),
                json: [
                    "name": "No consent",
                    "steps": [["type": "KycIdentification", "order": 0, "setupId": .string(kyc)]],
                ])
            let person = try await Person(opening: try await app.create(setup: made["id"].text), in: app)
            let id = try await person.begin()["id"].text ?? ""
            let selfie = try await app.call(
                .put, "/v1/kyc-identifications/\(id)/face-tec-liveness-2d", token: person.token,
                json: ["auditImagesBase64": [Business.picture]])
            #expect(selfie.status == 204)
        }
    }

    @Test func `fileUploadEnabled off takes pictures of a camera alone, by every way, and letters all the same`()
        async throws
    {
        try await TestApp.run { app in
            let setup = try await app.newSetup(kyc: [
                "document": Self.passport, "fileUploadEnabled": false, "pdfUploadEnabled": true,
                "additionalDocument": ["types": [["name": "SelfieWithDoc"], ["name": "ProofOfAddress"]]],
            ])
            let person = try await app.person(setup: setup)
            let uploads: [(String, JSONValue, Int)] = [
                ("document", Self.picture(["type": "Passport", "part": "DataPage"]), 409),
                ("face-tec-liveness-2d", ["auditImagesBase64": [Business.picture]], 409),
                ("additional-document", Self.picture(["type": "SelfieWithDoc"]), 409),
                ("additional-document", Self.picture(["type": "ProofOfAddress"]), 204),
            ]
            for (call, body, status) in uploads {
                let sent = JSONValue.object(body.members.merging(["captureSource": "upload"]) { $1 })
                let answer = try await person.put(call, sent)
                #expect(answer.status == status, "\(call): \(answer.json)")
                #expect(status == 204 || answer.problem == "file-upload-disabled")
            }
            let (picture, sent) = try await person.send(Pictures.jpeg, as: ["kind": "Selfie"])
            #expect(sent.status == 200)
            for (source, status) in [("upload", 409), ("camera", 204)] as [(JSONValue, Int)] {
                let used = try await person.put("pictures/\(picture)/use", ["captureSource": source])
                #expect(used.status == status)
            }
            #expect(try await person.document("Passport", "DataPage", Data("%PDF-1.7".utf8)).status == 415)
            #expect(try await person.document("Passport", "DataPage", Pictures.jpeg).status == 204)
            let seen = try await app.call(
                .get, "/v1/kyc-identifications/\(person.identification)/setup", token: person.token)
            #expect(seen["fileUploadEnabled"] == false)
        }
    }

    @Test func `§3.1 lifetimeSeconds ends a verification that nobody finished`() async throws {
        let clock = ManualClock()
        try await TestApp.run(clock: clock) { app in
            let setup = try await app.newSetup(kyc: [:], ["lifetimeSeconds": 60])
            let person = try await app.person(setup: setup)
            clock.advance(by: 60)
            #expect(try await person.selfie(Pictures.jpeg).status == 409)
            _ = try await app.compose.housekeeping.expire()
            #expect(try await app.verification(person.verification)["status"] == "Expired")
        }
    }

    @Test func `§3.1 what only the page reads is told to it as it was said`() async throws {
        try await TestApp.run { app in
            let said: [String: JSONValue] = [
                "generalAppSetting": ["supportEmail": "help@bank.example"], "endScreen": ["enabled": false],
                "submissionContinuity": ["enabled": true, "otpDeliverType": "Sms"],
                "omnichannel": [
                    "enabled": true, "appStoreEnabled": true, "restrictToSameIpAddress": false,
                    "onlyMobileEnabled": false,
                ],
                "webAppSetting": [
                    "baseUrl": "https://verify.bank.example",
                    "defaultLocalisationSetting": [
                        "language": "en-GB", "pageTitle": "Account", "successRedirectUrl": "https://bank.example/a",
                        "failureRedirectUrl": "https://bank.example/b",
                        "consentDeclinedRedirectUrl": "https://bank.example/c",
                    ],
                    "localisationSettings": [["language": "lt-LT", "successRedirectUrl": "https://bank.example/lt"]],
                ],
            ]
            let setup = try await app.newSetup(kyc: [:], .object(said))
            let person = try await Person(opening: try await app.create(setup: setup), in: app)
            let seen = try await app.call(
                .get, "/v1/identity-verifications/\(person.verification)/setup", token: person.token)
            for (member, value) in said {
                // What a sender is set up for is the house's own word, beside what was said.
                let told = seen[member].members.filter { $0.key != "messageChannels" }
                #expect(.object(told) == value, "\(member)")
            }
        }
    }
}
