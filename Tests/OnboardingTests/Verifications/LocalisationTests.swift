import Foundation
import HTTPTypes
import Kernel
import Onboarding
import TestKit
import Testing

@Suite struct `Redirects of one verification` {
    private static let body: JSONValue = [
        "defaultLanguage": "en-GB", "successUrl": "ignored",
        "localisationSettings": [
            [
                "language": "en-GB", "pageTitle": "Harbour Bank", "successRedirectUrl": "https://bank.example/a?x=1",
                "failureRedirectUrl": "https://bank.example/b", "consentDeclinedRedirectUrl": "http://localhost:3000/c",
            ],
            ["language": "lt-LT", "failureRedirectUrl": "https://bank.example/lt"],
        ],
    ]

    private func put(_ app: TestApp, _ id: String, _ body: JSONValue = body, token: String? = nil) async throws
        -> Answer
    {
        let token = if let token { token } else { try await app.token() }
        return try await app.call(
            .put, "/v1/identity-verifications/\(id)/setup-localisations", token: token, json: body)
    }

    private func web(_ app: TestApp, _ id: String, token: String) async throws -> JSONValue {
        try await app.call(.get, "/v1/identity-verifications/\(id)/setup", token: token)["webAppSetting"]
    }

    @Test(.contract("4.6 body", "4.6 answer", "4.6 that session", "4.3 setup.overrideId", "4.7 three targets"))
    func `§4.6 are seen by the business and by the page of that session, and by no other`() async throws {
        try await TestApp.run { app in
            let (id, other) = (try await app.create(), try await app.create())
            let answer = try await put(app, id)
            #expect(answer.status == 204)
            #expect(answer.bytes.isEmpty)
            let found = try await app.verification(id)
            #expect(ID<Setup>(found["setup"]["overrideId"].text ?? "") != nil)
            let person = try await Person(opening: id, in: app)
            let token = try await app.token()
            for settings in try await [web(app, id, token: token), web(app, id, token: person.token)] {
                let standard = settings["defaultLocalisationSetting"]
                #expect(standard["language"] == "en-GB")
                #expect(standard["pageTitle"] == "Harbour Bank")
                #expect(standard["successRedirectUrl"] == "https://bank.example/a?x=1")
                #expect(standard["consentDeclinedRedirectUrl"] == "http://localhost:3000/c")
                let languages = settings["localisationSettings"].items.map { $0["language"].text }
                #expect(languages == ["en-GB", "lt-LT"])
                #expect(settings["localisationSettings"].items[1]["failureRedirectUrl"] == "https://bank.example/lt")
            }
            #expect(try await app.verification(other)["setup"].members["overrideId"] == nil)
            let untouched = try await web(app, other, token: token)["defaultLocalisationSetting"]
            #expect(untouched.members["successRedirectUrl"] == nil)
        }
    }

    @Test func `§4.6 take the place of those before, under an id of their own`() async throws {
        try await TestApp.run { app in
            let id = try await app.create()
            _ = try await put(app, id)
            let first = try await app.verification(id)["setup"]["overrideId"]
            let next: JSONValue = ["localisationSettings": [["language": "en-GB", "pageTitle": "Other"]]]
            #expect(try await put(app, id, next).status == 204)
            #expect(try await app.verification(id)["setup"]["overrideId"] != first)
            let settings = try await web(app, id, token: try await app.token())["defaultLocalisationSetting"]
            #expect(settings == ["language": "en-GB", "pageTitle": "Other"])
        }
    }

    @Test func `§4.6 lead everybody to the same place, whatever language of the setup they read`() throws {
        let setting = IdvSettings.standard(baseURL: "https://a.example", kycSetupID: "x")
        #expect(setting.webAppSetting.localisationSettings.count == 1)
        let own = try JSONDecoder().decode(
            [IdvSettings.Localisation].self,
            from: Data(#"[{"language": "de-DE", "successRedirectUrl": "https://bank.example/de"}]"#.utf8))
        let result = SetupOverride(
            defaultLanguage: "de-DE", localisationSettings: own, at: Date(timeIntervalSince1970: 0)
        ).applied(to: setting).webAppSetting
        #expect(result.defaultLocalisationSetting.language == "de-DE")
        #expect(result.localisationSettings.map(\.language) == ["de-DE", "en-GB"])
        #expect(result.localisationSettings.allSatisfy { $0.successRedirectUrl == "https://bank.example/de" })
    }

    @Test func `§4.6 are refused once the verification has ended`() async throws {
        try await TestApp.run { app in
            let person = try await Person(opening: try await app.create(), in: app)
            try await person.consent(false)
            let answer = try await put(app, person.verification)
            #expect(answer.status == 409)
            #expect(answer.problem == "wrong-status")
        }
    }

    @Test(.contract("4.6 scope"))
    func `§4.6 are the business's to set: with the writing scope, on its own verifications`() async throws {
        try await TestApp.run { app in
            let id = try await app.create()
            let reading = try await app.token(scope: "idv_api_readonly")
            #expect(try await put(app, id, token: reading).status == 403)
            let foreign = try await app.token(of: try await app.otherTenant())
            let refused = try await put(app, id, token: foreign)
            let absent = try await put(app, "00000000-0000-7000-8000-000000000000")
            #expect(refused.status == 404)
            #expect(refused.withoutTrace == absent.withoutTrace)
        }
    }

    @Test(
        arguments: [
            "http://bank.example/", "javascript:alert(1)", "https://", "/relative", "ftp://bank.example/",
            "https://user:pass@bank.example/", "https://bank.example/" + String(repeating: "x", count: 2048),
            "http://localhost.evil.example/",
        ])
    func `§4.7 may not lead anywhere but to an https address`(_ target: String) async throws {
        try await TestApp.run { app in
            let body: JSONValue = [
                "localisationSettings": [["language": "en-GB", "failureRedirectUrl": .string(target)]]
            ]
            let answer = try await put(app, try await app.create(), body)
            #expect(answer.status == 400)
            #expect(Array(answer["errors"].members.keys) == ["localisationSettings.[0].failureRedirectUrl"])
        }
    }

    @Test(
        arguments: [
            [:], ["localisationSettings": []], ["localisationSettings": [["pageTitle": "A"]]],
            ["localisationSettings": [["language": "english"]]],
            ["localisationSettings": [["language": "en-GB"], ["language": "en-gb"]]],
            ["defaultLanguage": "?", "localisationSettings": [["language": "en-GB"]]],
        ] as [JSONValue])
    func `§4.6 are held to their form`(_ body: JSONValue) async throws {
        try await TestApp.run { app in
            let answer = try await put(app, try await app.create(), body)
            #expect(answer.status == 400)
            #expect(answer.problem == "validation-failed")
        }
    }

    @Test func `§4.7 are never taken from the address of the page`() async throws {
        try await TestApp.run { app in
            let id = try await app.create(["successUrl": "https://evil.example", "language": "en"])
            let page = try await app.call(
                .get, "/?id=\(id)&successUrl=https%3A%2F%2Fevil.example&successRedirectUrl=https%3A%2F%2Fevil.example")
            #expect(page.status == 200)
            #expect(!String(decoding: page.bytes, as: UTF8.self).contains("evil"))
            let person = try await Person(opening: id, in: app)
            let settings = try await web(app, id, token: person.token)
            #expect(!"\(settings)".contains("evil"))
        }
    }
}
