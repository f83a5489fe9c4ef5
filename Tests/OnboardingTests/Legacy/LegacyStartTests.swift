import Database
import Foundation
import HTTPTypes
import Kernel
import Onboarding
import TestKit
import Testing

/// `POST /identifications/start` with bodies as older clients send them: contract § 12.
@Suite struct `An identification begun by an older client` {
    /// The whole of what such a client knows of a person.
    private static let full = """
        {"requestData": {"email": "mila@example.com", "birthDate": "1990-04-12", "firstName": "Mila",
                         "lastName": "Vantorre", "personalIdentityCode": "39004120000", "phoneNumber": "+370 600-00000",
                         "language": "lt", "nationality": "LVA", "address": "Harbour 1", "city": "Vilnius",
                         "country": "ltu", "refId": "customer-48213"},
         "flowData": {"language": "de", "redirectUrl": "https://bank.example/back?case=1", "formType": "default"},
         "webhookUrl": "https://bank.example/hook"}
        """

    @Test(.contract("12 start")) func `§12 is an identity verification with the registration in the words of today`()
        async throws
    {
        try await LegacyClient.run { client in
            let answer = try await client.start(Self.full)
            #expect(answer.status == 200)
            #expect(Set(answer.json.members.keys) == ["identificationId", "redirectUrl"])
            let id = try #require(answer["identificationId"].text)
            #expect(answer["redirectUrl"] == .string("http://127.0.0.1:8080/?id=\(id)"))
            let made = try await client.app.verification(id)
            #expect(made["status"] == "Pending")
            #expect(made["externalReferenceId"] == "customer-48213")
            #expect(made["setup"]["id"].text == client.app.tenant.sandbox)
            #expect(
                made["registration"] == [
                    "firstName": "Mila", "lastName": "Vantorre", "email": "mila@example.com",
                    "personalCode": "39004120000", "dateOfBirth": "1990-04-12", "phoneNumber": 37_060_000_000,
                    "countryCode": "LT",
                ])
            #expect(try await client.app.call(.get, "/?id=\(id)").status == 200)
        }
    }

    @Test func `§12 leads the person back to one place, whatever comes, in the language that was asked for`()
        async throws
    {
        try await LegacyClient.run { client in
            let id = try #require(try await client.start(Self.full)["identificationId"].text)
            let token = try await client.app.token()
            let setup = try await client.app.call(.get, "/v1/identity-verifications/\(id)/setup", token: token)
            let web = setup["webAppSetting"]
            let target: JSONValue = "https://bank.example/back?case=1"
            for place in [web["defaultLocalisationSetting"]] + web["localisationSettings"].items {
                #expect(place["successRedirectUrl"] == target)
                #expect(place["failureRedirectUrl"] == target)
                #expect(place["consentDeclinedRedirectUrl"] == target)
            }
            #expect(web["defaultLocalisationSetting"]["language"] == "de-DE")
            #expect(try await client.app.verification(id)["setup"]["overrideId"].text != nil)
        }
    }

    @Test(
        arguments: [
            (#"{"language": "pb"}"#, "pt-BR"), (#"{"language": "LT"}"#, "lt-LT"), (#"{"language": "en-GB"}"#, "en-GB"),
            (#"{"language": "ka"}"#, "ka"), (#"{"redirectUrl": "https://a.example/"}"#, "en-GB"),
            (#"{"redirectUrl": "http://localhost:3000/done", "language": null}"#, "en-GB"),
        ])
    func `§12 speaks the language as a full tag`(_ flow: String, _ tag: String) async throws {
        try await LegacyClient.run { client in
            let id = try #require(try await client.start("{\"flowData\": \(flow)}")["identificationId"].text)
            let path = "/v1/identity-verifications/\(id)/setup"
            let setup = try await client.app.call(.get, path, token: try await client.app.token())
            #expect(setup["webAppSetting"]["defaultLocalisationSetting"]["language"].text == tag)
        }
    }

    @Test(
        arguments: [
            "{}", #"{"requestData": null, "flowData": null}"#, #"{"requestData": {}, "flowData": {}}"#,
            #"{"requestData": {"email": "", "phoneNumber": "", "birthDate": null, "country": " ", "refId": null}}"#,
            #"{"flowData": {"language": "", "redirectUrl": ""}, "unknown": {"deep": [1, 2]}}"#,
            #"{"requestData": {"country": "Lithuania", "language": "Lithuanian", "address": {"street": 1}}}"#,
        ])
    func `§12 needs nothing, and takes nulls, empty texts and what it does not know`(_ body: String) async throws {
        try await LegacyClient.run { client in
            let answer = try await client.start(body)
            #expect(answer.status == 200)
            let made = try await client.app.verification(try #require(answer["identificationId"].text))
            #expect(made["registration"] == .null)
            #expect(made["externalReferenceId"] == .null)
            #expect(made["setup"]["overrideId"] == .null)
        }
    }

    @Test(
        arguments: [
            (#"{"phoneNumber": 37060000000}"#, "phoneNumber", 37_060_000_000),
            (#"{"phoneNumber": "0037060000000"}"#, "phoneNumber", 37_060_000_000),
            (#"{"personalIdentityCode": 39004120000}"#, "personalCode", "39004120000"),
            (#"{"country": "LT"}"#, "countryCode", "LT"), (#"{"country": "GBR"}"#, "countryCode", "GB"),
            (#"{"nationality": "EST"}"#, "countryCode", "EE"),
            (#"{"country": "Latvia", "nationality": "lv"}"#, "countryCode", "LV"),
        ] as [(String, String, JSONValue)])
    func `§12 reads numbers as text and codes of countries of either length`(
        _ data: String, _ member: String, _ value: JSONValue
    ) async throws {
        try await LegacyClient.run { client in
            let answer = try await client.start("{\"requestData\": \(data)}")
            let made = try await client.app.verification(try #require(answer["identificationId"].text))
            #expect(made["registration"] == .object([member: value]))
        }
    }

    @Test(
        arguments: [
            (#"{"requestData": {"birthDate": "12.04.1990"}}"#, "requestData.birthDate"),
            (#"{"requestData": {"birthDate": "1990-02-30"}}"#, "requestData.birthDate"),
            (#"{"requestData": {"phoneNumber": "call me"}}"#, "requestData.phoneNumber"),
            (#"{"requestData": {"phoneNumber": 1}}"#, "requestData.phoneNumber"),
            (#"{"requestData": {"email": ["a"]}}"#, "requestData.email"),
            (#"{"requestData": "Mila"}"#, "requestData"),
            (#"{"flowData": {"redirectUrl": "javascript:alert(1)"}}"#, "flowData.redirectUrl"),
            (#"{"flowData": {"redirectUrl": "http://bank.example/"}}"#, "flowData.redirectUrl"),
            (#"{"flowData": {"redirectUrl": "https://a:b@bank.example/"}}"#, "flowData.redirectUrl"),
            (#"{"flowData": {"language": "Klingon"}}"#, "flowData.language"),
            ("{\"requestData\": {\"firstName\": \"\(String(repeating: "a", count: 257))\"}}", "requestData.firstName"),
            (
                "{\"requestData\": {\"personalIdentityCode\": \"\(String(repeating: "1", count: 257))\"}}",
                "requestData.personalIdentityCode"
            ),
            ("{\"requestData\": {\"refId\": \"\(String(repeating: "a", count: 257))\"}}", "requestData.refId"),
            ("{", "The body is not JSON"), ("", "The body is not JSON"), ("{\"requestData\": \"\\u0000\"}", "U+0000"),
        ])
    func `§12 is refused with the member, as this API's clients read it`(_ body: String, _ words: String) async throws {
        try await LegacyClient.run { client in
            let answer = try await client.start(body)
            #expect(answer.status == 400)
            #expect(answer.contentType == "application/json; charset=utf-8")
            #expect(Set(answer.json.members.keys) == ["status", "message"])
            #expect(answer["status"] == "BAD_REQUEST")
            #expect(answer["message"].text?.contains(words) == true)
            #expect(answer["message"].text?.contains("javascript") == false)
        }
    }

    @Test(.contract("12 errors")) func `§12 is refused where the body is another's or too large`() async throws {
        try await LegacyClient.run { client in
            let (app, path) = (client.app, "/identifications/start")
            var headers: HTTPFields = [.contentType: "text/xml"]
            headers[TestApp.olderKeyField] = client.key
            let xml = try await app.send(.post, path, headers: headers, body: Data("<a/>".utf8))
            #expect(xml.status == 415)
            #expect(xml["status"] == "BAD_REQUEST")
            let large = try await client.start("{\"a\": \"\(String(repeating: "a", count: 70_000))\"}")
            #expect(large.status == 413)
            #expect(large["status"] == "BAD_REQUEST")
        }
    }

    @Test func `§12 is not begun where the key's setup is disabled`() async throws {
        try await LegacyClient.run { client in
            let path = "/v1/identity-verification-setups/\(client.app.tenant.sandbox)"
            let token = try await client.app.token()
            #expect(try await client.app.call(.put, path, token: token, json: ["isDisabled": true]).status == 200)
            let answer = try await client.start()
            #expect(answer.status == 400)
            #expect(answer["status"] == "SESSION_NOT_CREATED")
            let count = try await client.app.house.database.read {
                try $0.row("SELECT COUNT(*) AS count FROM verification")?.int("count")
            }
            #expect(count == 0)
        }
    }

    @Test func `§12 takes an Idempotency-Key`() async throws {
        try await LegacyClient.run { client in
            func start(_ body: String, _ key: String) async throws -> Answer {
                var headers: HTTPFields = [.contentType: "application/json", .idempotencyKey: "once"]
                headers[TestApp.olderKeyField] = key
                return try await client.app.send(
                    .post, "/identifications/start", headers: headers, body: Data(body.utf8))
            }
            let first = try await start(Self.full, client.key)
            let again = try await start(Self.full, client.key)
            #expect(first.status == 200 && again.bytes == first.bytes)
            #expect(again.headers[.idempotencyReplayed] == "true")
            let other = try await start("{}", client.key)
            #expect(other.status == 400)
            #expect(other["status"] == "BAD_REQUEST")
            // The name is the key's own.
            let second = try await LegacyClient(in: client.app)
            let theirs = try await start(Self.full, second.key)
            #expect(theirs.status == 200 && theirs["identificationId"] != first["identificationId"])
        }
    }
}
