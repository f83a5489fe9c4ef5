import Foundation
import HTTPTypes
import Kernel
import TestKit
import Testing

/// Contract § 3: setups of both levels, member by member.
@Suite struct `A setup on the wire` {
    private static let idv = "/v1/identity-verification-setups"
    private static let kyc = "/v1/identification-setups"

    /// The switches of § 3.1, each away from its default.
    private static func switches(_ kyc: JSONValue) -> JSONValue {
        [
            "name": "Account opening", "isLive": true, "generalAppSetting": ["supportEmail": "help@bank.example"],
            "webAppSetting": [
                "baseUrl": "https://idv.bank.example",
                "defaultLocalisationSetting": [
                    "language": "en-GB", "pageTitle": "Bank", "successRedirectUrl": "https://bank.example/yes",
                    "failureRedirectUrl": "https://bank.example/no",
                    "consentDeclinedRedirectUrl": "https://bank.example/declined",
                ],
                "localisationSettings": [
                    [
                        "language": "lt-LT", "pageTitle": "Bankas", "successRedirectUrl": "https://bank.example/taip",
                        "failureRedirectUrl": "https://bank.example/ne",
                    ]
                ],
            ],
            "omnichannel": [
                "enabled": true, "appStoreEnabled": true, "restrictToSameIpAddress": true, "onlyMobileEnabled": true,
            ],
            "sessionScreenRecording": ["enabled": true], "endScreen": ["enabled": false],
            "submissionContinuity": ["enabled": true, "otpDeliverType": "Sms"],
            "steps": [["type": "Consent", "order": 0], ["type": "KycIdentification", "order": 1, "setupId": kyc]],
        ]
    }

    @Test(
        .contract(
            "3.1 id", "3.1 times", "3.1 isDisabled", "3.1 isLive", "3.1 name", "3.1 generalAppSetting",
            "3.1 webAppSetting", "3.1 omnichannel", "3.1 sessionScreenRecording", "3.1 endScreen",
            "3.1 submissionContinuity", "3.1 steps", "3.2 read"))
    func `of a verification is read with every member that it was given`() async throws {
        try await TestApp.run { app in
            let token = try await app.token()
            let level = try await app.call(
                .post, Self.kyc, token: token,
                json: ["name": "Passports", "isLive": true, "document": ["types": [["name": "Passport"]]]])
            let given = Self.switches(level["id"])
            let made = try await app.call(.post, Self.idv, token: token, json: given)
            #expect(made.status == 201, "\(made.json)")
            let found = try await app.call(.get, "\(Self.idv)/\(made["id"].text ?? "")", token: token).json
            for (name, value) in given.members { #expect(found[name] == value, "\(name)") }
            #expect(Wire.isID(found["id"]) && Wire.isID(found["versionId"]))
            #expect(found["applicationId"].text == app.tenant.application.description)
            #expect(Wire.isInstant(found["createdUtc"]) && Wire.isInstant(found["modifiedUtc"]))
            #expect(found["isDisabled"] == false)
            #expect(Wire.names(found["steps"].items[0]) == ["type", "order"])
        }
    }

    @Test(.contract("3.1 step types"))
    func `is refused with a step that no feature here does, by the step's name`() async throws {
        try await TestApp.run { app in
            let token = try await app.token()
            for type in ["KybIdentification", "AuthenticationSignature", "DocumentSignature", "Form", "consent"] {
                let answer = try await app.call(
                    .post, Self.idv, token: token,
                    json: ["name": "A", "steps": [["type": .string(type), "order": 0]]])
                #expect(answer.status == 400, "\(type)")
                #expect(answer["errors"].members["steps[0].type"] != nil, "\(type)")
            }
        }
    }

    @Test(
        .contract(
            "3.3 id", "3.3 isDisabled", "3.3 document", "3.3 face", "3.3 resultsWaiting", "3.3 additionalDocument",
            "3.3 setup of an identification", "3.3 setup for the capture client"))
    func `of an identification is the same to the business and to the person's client`() async throws {
        try await TestApp.run { app in
            let person = try await app.person()
            let token = try await app.token()
            let own = try await app.call(
                .get, "/v1/identifications/\(person.identification)/setup", token: token)
            let seen = try await app.call(
                .get, "/v1/kyc-identifications/\(person.identification)/setup", token: person.token)
            #expect(own.status == 200 && seen.status == 200)
            #expect(own.json == seen.json)
            let bound = try await app.identification(person.identification)["setup"]
            #expect(own["id"] == bound["id"] && own["versionId"] == bound["versionId"])
            #expect(Wire.isID(own["id"]) && Wire.isID(own["versionId"]))
            #expect(own["applicationId"].text == app.tenant.application.description)
            #expect(own["isDisabled"] == false)
            #expect(own["document"]["enabled"] == true)
            for type in own["document"]["types"].items {
                #expect(type["name"].text != nil && type["parts"].items.allSatisfy { $0["name"].text != nil })
            }
            let switches = ["enabled", "activeLivenessEnabled", "passiveLivenessEnabled"].map { own["face"][$0] }
            #expect(switches.allSatisfy { $0 == true || $0 == false } && switches[0] == true)
        }
    }

    @Test(.contract("3.3 resultsWaiting", "3.3 additionalDocument", "7 additional types"))
    func `of an identification keeps what the result and further documents are like`() async throws {
        try await TestApp.run { app in
            let token = try await app.token()
            let made = try await app.call(
                .post, Self.kyc, token: token,
                json: [
                    "name": "More", "resultsWaiting": ["enabled": false, "autoCompleteSkip": true],
                    "additionalDocument": [
                        "enabled": true, "types": [["name": "ProofOfAddress"], ["name": "SelfieWithDoc"]],
                    ],
                ])
            #expect(made.status == 201)
            let found = try await app.call(.get, "\(Self.kyc)/\(made["id"].text ?? "")", token: token)
            #expect(found["resultsWaiting"] == ["enabled": false, "autoCompleteSkip": true])
            let types = found["additionalDocument"]["types"].items.compactMap { $0["name"].text }
            #expect(Set(types) == ["ProofOfAddress", "SelfieWithDoc"])
        }
    }

    @Test(
        .contract("7 types", "9.4 document"),
        arguments: [
            ("Passport", "FrontCover"), ("Passport", "DataPage"), ("IdCard", "Front"), ("IdCard", "Back"),
            ("DriverLicense", "Front"), ("DriverLicense", "Back"), ("ResidencePermit", "Front"),
            ("ResidencePermit", "Back"), ("InternalPassport", "FrontCover"), ("InternalPassport", "DataPage"),
            ("SocialId", "Front"), ("SocialId", "Back"),
        ])
    func `takes each document of the contract by each of its parts`(_ type: String, _ part: String) async throws {
        // The side with the portrait is always one of them.
        let portrait = type.hasSuffix("Passport") ? "DataPage" : "Front"
        let parts = Set([part, portrait]).sorted().map { JSONValue.object(["name": .string($0)]) }
        try await TestApp.run { app in
            let token = try await app.token()
            let level = try await app.call(
                .post, Self.kyc, token: token,
                json: [
                    "name": "One",
                    "document": ["types": [["name": .string(type), "parts": .array(parts)]]],
                ])
            #expect(level.status == 201, "\(level.json)")
            let setup = try await app.call(
                .post, Self.idv, token: token,
                json: [
                    "name": "One", "steps": [["type": "KycIdentification", "order": 0, "setupId": level["id"]]],
                ])
            let person = try await Person(opening: try await app.create(setup: setup["id"].text), in: app)
            let id = try await person.begin()["id"].text ?? ""
            let answer = try await app.call(
                .put, "/v1/kyc-identifications/\(id)/document", token: person.token,
                json: [
                    "type": .string(type), "part": .string(part), "imageFileType": "Jpeg",
                    "imageBase64": .string(Wire.picture.base64EncodedString()),
                ])
            #expect(answer.status == 204, "\(answer.json)")
            let file = try await app.identification(id)["document"]["files"].items.first
            #expect(file?["part"].text == part)
            #expect(try await app.identification(id)["document"]["type"].text == type)
        }
    }

    @Test(
        .contract("7 languages"),
        arguments: [
            "bg-BG", "ca-ES", "cs-CZ", "da-DK", "de-DE", "el-GR", "en-GB", "es-ES", "et-EE", "fi-FI", "fr-FR", "hu-HU",
            "it-IT", "ko-KR", "lt-LT", "lv-LV", "nl-NL", "pl-PL", "pt-BR", "pt-PT", "ro-RO", "ru-RU", "sk-SK", "sl-SI",
            "hr-HR", "sq-AL", "sv-SE", "th-TH", "uk-UA", "vi-VN", "zh-CN",
        ])
    func `takes every language tag of the contract for one verification`(_ language: String) async throws {
        try await TestApp.run { app in
            let id = try await app.create()
            let answer = try await app.call(
                .put, "\(Wire.verifications)/\(id)/setup-localisations", token: try await app.token(),
                json: [
                    "defaultLanguage": .string(language),
                    "localisationSettings": [
                        ["language": .string(language), "successRedirectUrl": "https://bank.example/"]
                    ],
                ])
            #expect(answer.status == 204, "\(answer.json)")
            let setup = try await app.call(
                .get, "\(Wire.verifications)/\(id)/setup", token: try await app.token())
            let settings = setup["webAppSetting"]["localisationSettings"].items
            #expect(settings.contains { $0["language"].text == language })
        }
    }
}
