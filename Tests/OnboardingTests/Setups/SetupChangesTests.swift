import Database
import Decision
import Foundation
import HTTPTypes
import Kernel
import Onboarding
import TestKit
import Testing

@Suite struct `A business's own setups` {
    private static let idv = "/v1/identity-verification-setups"
    private static let kyc = "/v1/identification-setups"

    private static func steps(_ kyc: String) -> JSONValue {
        [["type": "Consent", "order": 0], ["type": "KycIdentification", "order": 1, "setupId": .string(kyc)]]
    }

    /// An identification setup that takes passports, and its id.
    private static func newKyc(_ app: TestApp, _ members: JSONValue = [:]) async throws -> String {
        var body: [String: JSONValue] = ["name": "Passports", "document": ["types": [["name": "Passport"]]]]
        body.merge(members.members) { $1 }
        let answer = try await app.call(.post, kyc, token: try await app.token(), json: .object(body))
        #expect(answer.status == 201, "\(answer.json)")
        return try #require(answer["id"].text)
    }

    @Test(.contract("3 setups by API", "3.2 create"))
    func `§3.1 are created from little, with the rest as in a new installation`() async throws {
        try await TestApp.run { app in
            let token = try await app.token()
            let kyc = try await Self.newKyc(app)
            let made = try await app.call(
                .post, Self.idv, token: token, json: ["name": "Account", "steps": Self.steps(kyc), "colour": "blue"])
            #expect(made.status == 201)
            #expect(made["steps"].items.count == 2)
            #expect(made["isLive"] == false && made["isDisabled"] == false)
            #expect(made["endScreen"]["enabled"] == true)
            let read = try await app.call(.get, "\(Self.idv)/\(try #require(made["id"].text))", token: token)
            #expect(read.json == made.json)
            let verification = try await app.create(setup: made["id"].text)
            #expect(try await app.verification(verification)["setup"]["versionId"] == made["versionId"])
        }
    }

    @Test(.contract("3.3 document", "3.3 additionalDocument", "3.3 read and filter"))
    func `§3.3 say what an identification asks for`() async throws {
        try await TestApp.run { app in
            let token = try await app.token()
            let id = try await Self.newKyc(
                app,
                [
                    "document": ["types": [["name": "IdCard", "parts": [["name": "Front"]]], ["name": "Passport"]]],
                    "face": ["passiveLivenessEnabled": true], "minimumAgeYears": 21, "attempts": 2,
                    "additionalDocument": ["types": [["name": "ProofOfAddress"]]],
                    "resultsWaiting": ["enabled": false], "acceptedCountries": ["lva", "LTU"],
                    "prohibitedNationalities": ["UTO"],
                ])
            let found = try await app.call(.get, "\(Self.kyc)/\(id)", token: token)
            #expect(found["document"]["types"].items[0]["parts"] == [["name": "Front"]])
            #expect(found["document"]["types"].items[1]["parts"] == [["name": "DataPage"]])
            #expect(found["face"]["passiveLivenessEnabled"] == true && found["face"]["enabled"] == true)
            #expect(found["minimumAgeYears"] == 21 && found["attempts"] == 2)
            #expect(found["additionalDocument"] == ["enabled": true, "types": [["name": "ProofOfAddress"]]])
            #expect(found["resultsWaiting"]["enabled"] == false)
            #expect(found["acceptedCountries"] == ["LTU", "LVA"])
        }
    }

    @Test func `§7 may name types, parts and steps in capitals, and are answered in the other spelling`() async throws {
        try await TestApp.run { app in
            let token = try await app.token()
            let id = try await Self.newKyc(
                app,
                [
                    "document": ["types": [["name": "ID_CARD", "parts": [["name": "FRONT"]]], ["name": "PASSPORT"]]],
                    "additionalDocument": ["types": [["name": "PROOF_OF_ADDRESS"]]],
                ])
            let found = try await app.call(.get, "\(Self.kyc)/\(id)", token: token)
            #expect(
                found["document"]["types"] == [
                    ["name": "IdCard", "parts": [["name": "Front"]]],
                    ["name": "Passport", "parts": [["name": "DataPage"]]],
                ])
            #expect(found["additionalDocument"]["types"] == [["name": "ProofOfAddress"]])
            let flow = try await app.call(
                .post, Self.idv, token: token,
                json: [
                    "name": "Account",
                    "steps": [["type": "KYC_IDENTIFICATION", "order": 0, "setupId": .string(id)]],
                ])
            #expect(flow["steps"].items.first?["type"] == "KycIdentification")
            let twice: JSONValue = ["name": "Twice", "document": ["types": [["name": "ID_CARD"], ["name": "IdCard"]]]]
            let refused = try await app.call(.post, Self.kyc, token: token, json: twice)
            #expect(refused.status == 400)
            #expect(Array(refused["errors"].members.keys) == ["document.types"])
        }
    }

    @Test(.contract("3 versions", "3 bound version", "3.2 setup of a session"))
    func `§3 change by new versions, and a verification keeps the one it began with`() async throws {
        try await TestApp.run { app in
            let token = try await app.token()
            let path = "\(Self.idv)/\(app.tenant.sandbox)"
            let before = try await app.call(.get, path, token: token)
            let verification = try await app.create()
            let changed = try await app.call(
                .put, path, token: token, json: ["description": "Without an end", "endScreen": ["enabled": false]])
            #expect(changed.status == 200)
            #expect(changed["versionId"] != before["versionId"] && changed["id"] == before["id"])
            #expect(changed["steps"] == before["steps"])
            let bound = try await app.call(.get, "/v1/identity-verifications/\(verification)/setup", token: token)
            #expect(bound["versionId"] == before["versionId"] && bound["endScreen"]["enabled"] == true)
            let later = try await app.verification(try await app.create())
            #expect(later["setup"]["versionId"] == changed["versionId"])
            let history = try await app.call(.get, "\(path)/versions", token: token).json.items
            #expect(history.map { $0["number"] } == [2, 1])
            #expect(history[0]["description"] == "Without an end" && history[0]["isCurrent"] == true)
            #expect(history[1].members["description"] == nil && history[1]["isCurrent"] == false)
            let old = try #require(before["versionId"].text)
            let first = try await app.call(.get, "\(path)/versions/\(old)", token: token)
            #expect(first.status == 200 && first["endScreen"]["enabled"] == true)
        }
    }

    @Test(.contract("4.1 disabled setup", "3.1 isDisabled"))
    func `§4.1 take no new verification once they are disabled, and let open ones go on`() async throws {
        try await TestApp.run { app in
            let token = try await app.token()
            let open = try await app.create()
            let path = "\(Self.idv)/\(app.tenant.sandbox)"
            #expect(try await app.call(.put, path, token: token, json: ["isDisabled": true]).status == 200)
            let refused = try await app.call(
                .post, "/v1/identity-verifications", token: token, json: ["setupId": .string(app.tenant.sandbox)])
            #expect(refused.status == 409 && refused.problem == "setup-disabled")
            let person = try await Person(opening: open, in: app)
            #expect(try await person.begin()["id"].text != nil)
            #expect(try await app.call(.put, path, token: token, json: ["isDisabled": false]).status == 200)
            #expect(try await app.create() != open)
        }
    }

    @Test func `§3.3 of identifications close the flows that lead to them, and let open ones go on`() async throws {
        try await TestApp.run { app in
            let token = try await app.token()
            let open = try await app.create()
            let flow = try await app.call(.get, "\(Self.idv)/\(app.tenant.sandbox)", token: token)
            let kyc = "\(Self.kyc)/\(flow["steps"].items[1]["setupId"].text ?? "")"
            #expect(try await app.call(.put, kyc, token: token, json: ["isDisabled": true]).status == 200)
            let refused = try await app.call(
                .post, "/v1/identity-verifications", token: token, json: ["setupId": .string(app.tenant.sandbox)])
            #expect(refused.status == 409 && refused.problem == "setup-disabled")
            #expect(try await app.call(.get, "/setups/\(app.tenant.sandbox)").status == 404)
            #expect(try await Person(opening: open, in: app).begin()["id"].text != nil)
            #expect(try await app.call(.put, kyc, token: token, json: ["isDisabled": false]).status == 200)
            #expect(try await app.create() != open)
        }
    }

    @Test(
        arguments: [
            (["steps": []], "steps"), (["name": nil], "name"),
            (["steps": [["type": "Consent", "order": 0]]], "steps"),
            (["steps": [["type": "Form", "order": 0]]], "steps[0].type"),
            (["steps": [["type": "KycIdentification", "order": 0]]], "steps[0].setupId"),
            (["webAppSetting": ["baseUrl": "ftp://a.example"]], "webAppSetting.baseUrl"),
            (
                ["webAppSetting": ["defaultLocalisationSetting": ["successRedirectUrl": "javascript:alert(1)"]]],
                "webAppSetting.defaultLocalisationSetting.successRedirectUrl"
            ),
            (
                ["webAppSetting": ["localisationSettings": [["failureRedirectUrl": "http://bank.example"]]]],
                "webAppSetting.localisationSettings[0].failureRedirectUrl"
            ),
            (
                ["webAppSetting": ["defaultLocalisationSetting": ["language": "english!"]]],
                "webAppSetting.defaultLocalisationSetting.language"
            ),
            (["lifetimeSeconds": 1], "lifetimeSeconds"), (["isLive": true], "steps"),
            (["generalAppSetting": ["supportEmail": "nobody"]], "generalAppSetting.supportEmail"),
            (["generalAppSetting": ["supportEmail": "a@b.example?bcc=c@d.example"]], "generalAppSetting.supportEmail"),
        ] as [(JSONValue, String)])
    func `are refused where nobody could finish them`(_ members: JSONValue, _ name: String) async throws {
        try await TestApp.run { app in
            let kyc = try await Self.newKyc(app)
            var body: [String: JSONValue] = ["name": "Account", "steps": Self.steps(kyc)]
            body.merge(members.members) { $1 }
            let answer = try await app.call(.post, Self.idv, token: try await app.token(), json: .object(body))
            #expect(answer.status == 400 && answer.problem == "validation-failed")
            #expect(answer["errors"].members.keys.contains(name), "\(answer.json)")
        }
    }

    @Test(
        arguments: [
            (["document": ["types": []]], "document.types"),
            (["document": ["types": [["name": "LibraryCard"]]]], "document.types[0].name"),
            (["document": ["types": [["name": "Passport", "parts": [["name": "Back"]]]]]], "document.types[0].parts"),
            (["document": ["types": [["name": "Passport"], ["name": "Passport"]]]], "document.types"),
            (["document": ["enabled": false], "face": ["enabled": false]], "document.enabled"),
            (["face": ["enabled": false, "activeLivenessEnabled": true]], "face.activeLivenessEnabled"),
            (["minimumAgeYears": 121], "minimumAgeYears"), (["attempts": 0], "attempts"),
            (["acceptedCountries": ["Latvia"]], "acceptedCountries"),
            (["additionalDocument": ["types": [["name": "Poem"]]]], "additionalDocument.types"),
            (["additionalDocument": ["enabled": true]], "additionalDocument.types"),
            (
                ["additionalDocument": ["types": [["name": "SelfieWithDoc"], ["name": "SelfieWithDoc"]]]],
                "additionalDocument.types"
            ),
            (["document": ["types": [["name": "IdCard", "parts": [["name": "Back"]]]]]], "document.types[0].parts"),
            (
                ["document": ["types": [["name": "Passport", "parts": [["name": "FrontCover"]]]]]],
                "document.types[0].parts"
            ),
            (["document": ["enabled": false], "minimumAgeYears": 18], "minimumAgeYears"),
            (["document": ["enabled": false], "acceptedCountries": ["LTU"]], "acceptedCountries"),
            (["document": ["enabled": false], "prohibitedNationalities": ["LTU"]], "prohibitedNationalities"),
            (["document": ["enabled": false], "dataToMatch": ["LastName"]], "dataToMatch"),
            (["dataToMatch": ["ShoeSize"]], "dataToMatch"), (["dataToMatch": ["LastName", "LastName"]], "dataToMatch"),
            (["face": ["enabled": false, "passiveLivenessEnabled": true]], "face.passiveLivenessEnabled"),
        ] as [(JSONValue, String)])
    func `of identifications are refused in the same way`(_ members: JSONValue, _ name: String) async throws {
        try await TestApp.run { app in
            var body: [String: JSONValue] = ["name": "Passports"]
            body.merge(members.members) { $1 }
            let answer = try await app.call(.post, Self.kyc, token: try await app.token(), json: .object(body))
            #expect(answer.status == 400 && answer.problem == "validation-failed")
            #expect(answer["errors"].members.keys.contains(name), "\(answer.json)")
        }
    }

    @Test func `lose what hangs on a document where the document goes`() async throws {
        try await TestApp.run { app in
            let token = try await app.token()
            let id = try await Self.newKyc(
                app,
                [
                    "isLive": true, "acceptedCountries": ["LTU"], "dataToMatch": ["LastName", "CountryCode"],
                    "face": ["passiveLivenessEnabled": true],
                ])
            let path = "\(Self.kyc)/\(id)"
            let before = try await app.call(.get, path, token: token)
            #expect(before["dataToMatch"] == ["LastName", "CountryCode"])
            let faceless = try await app.call(.put, path, token: token, json: ["face": ["enabled": false]])
            #expect(faceless.status == 200 && faceless["face"]["passiveLivenessEnabled"] == false)
            let nothing = try await app.call(.put, path, token: token, json: ["document": ["enabled": false]])
            #expect(nothing.status == 400)
            let changed = try await app.call(
                .put, path, token: token, json: ["document": ["enabled": false], "face": ["enabled": true]])
            #expect(changed.status == 200)
            for member in ["minimumAgeYears", "acceptedCountries", "dataToMatch"] {
                #expect(changed.json.members[member] == nil, "\(member)")
            }
            let back = try await app.call(.put, path, token: token, json: ["document": ["enabled": true]])
            #expect(changed["face"]["passiveLivenessEnabled"] == true && back["minimumAgeYears"] == 18)
        }
    }

    @Test func `that are live lead to live identifications only, and a closed one to none`() async throws {
        try await TestApp.run { app in
            let token = try await app.token()
            let (sandbox, live) = (try await Self.newKyc(app), try await Self.newKyc(app, ["isLive": true]))
            func make(_ kyc: String) async throws -> Answer {
                try await app.call(
                    .post, Self.idv, token: token,
                    json: ["name": "Account", "isLive": true, "steps": Self.steps(kyc)])
            }
            #expect(try await make(sandbox)["errors"].members["steps"] != nil)
            let made = try await make(live)
            #expect(made.status == 201)
            let path = "\(Self.idv)/\(made["id"].text ?? "")"
            let turned = try await app.call(.put, path, token: token, json: ["steps": Self.steps(sandbox)])
            #expect(turned.status == 400)
            _ = try await app.call(.put, "\(Self.kyc)/\(live)", token: token, json: ["isDisabled": true])
            #expect(try await make(live)["errors"].members["steps"] != nil)
        }
    }

    @Test func `lead only to identification setups of the same application`() async throws {
        try await TestApp.run { app in
            let token = try await app.token()
            let other = try await app.otherTenant()
            let foreign = try await app.call(
                .get, "\(Self.idv)/\(other.sandbox)", token: try await app.token(of: other))
            let kyc = try #require(foreign["steps"].items[1]["setupId"].text)
            let answer = try await app.call(
                .post, Self.idv, token: token, json: ["name": "Stolen", "steps": Self.steps(kyc)])
            #expect(answer.status == 400)
            #expect(try await app.call(.get, "\(Self.kyc)/\(kyc)", token: token).status == 404)
            #expect(try await app.call(.put, "\(Self.kyc)/\(kyc)", token: token, json: [:]).status == 404)
            #expect(try await app.call(.get, "\(Self.kyc)/\(kyc)/versions", token: token).status == 404)
        }
    }

    @Test(.contract("3.3 read and filter"))
    func `§3.2 are found by the members of the filter, page by page`() async throws {
        try await TestApp.run { app in
            let token = try await app.token()
            for name in ["Delta", "Alpha", "Charlie"] { _ = try await Self.newKyc(app, ["name": .string(name)]) }
            let counting: HTTPFields = [
                .contentType: "application/json", HTTPField.Name("Return-Total-Count")!: "true",
            ]
            func page(_ query: String, _ body: String) async throws -> Answer {
                try await app.send(
                    .post, "\(Self.kyc)/filter\(query)", token: token, headers: counting, body: Data(body.utf8))
            }
            let first = try await page("?limit=2&orderBy=Name&orderDirection=Desc", #"{"createdUtc":{}}"#)
            #expect(first.json.items.count == 2)
            #expect(first.headers[HTTPField.Name("Total-Count")!] == "5")
            let cursor = try #require(first.headers[HTTPField.Name("Next-Cursor")!])
            let second = try await page("?limit=2&orderBy=Name&orderDirection=Desc&cursor=\(cursor)", "{}")
            #expect(second.json.items.map { $0["name"].text } == ["Delta", "Charlie"])
            let third = try await page(
                "?limit=2&orderDirection=Desc&cursor=\(second.json.items[1]["id"].text ?? "")", "")
            #expect(third.json.items.map { $0["name"].text } == ["Alpha"])
            #expect(third.headers[HTTPField.Name("Next-Cursor")!] == nil)
            #expect(try await page("", #"{"name":"Alpha"}"#).json.items.count == 1)
            #expect(try await page("", #"{"isLive":true}"#).json.items.count == 1)
            #expect(try await page("?cursor=x", "{}").status == 400)
        }
    }

    @Test func `that limit the origin report the findings that decide`() async throws {
        try await TestApp.run { app in
            let limited = try await Self.newKyc(
                app, ["acceptedCountries": ["UTO"], "prohibitedNationalities": ["XXA"]])
            let free = try await Self.newKyc(app)
            let one = try await Self.newKyc(app, ["acceptedCountries": ["UTO"]])
            let counts = try await app.house.database.read { [setups = app.house.setups] transaction in
                try [limited, free, one].map { text in
                    let id = try #require(ID<Setup>(text))
                    return try setups.currentKyc(id, in: transaction).settings.rules.count {
                        $0.name.hasSuffix("Accepted")
                    }
                }
            }
            #expect(counts == [2, 0, 1])
        }
    }
}
