import Foundation
import HTTPTypes
import Kernel
import Onboarding
import TestKit
import Testing

/// What the server itself writes into a page, before any script has run or where none does.
@Suite struct `The language of a page` {
    /// What a person sends, and the language that comes of it.
    struct Wish: Sendable, CustomTestStringConvertible {
        let query: String
        let accepted: String?
        let language: String

        init(_ query: String, _ accepted: String?, _ language: String) {
            (self.query, self.accepted, self.language) = (query, accepted, language)
        }

        var testDescription: String { "\(query) \(accepted ?? "-") → \(language)" }
    }

    private static let wishes = [
        Wish("", "de-AT,de;q=0.9,en;q=0.8", "de"), Wish("", "ar", "ar"), Wish("", "tlh", "en"), Wish("", nil, "en"),
        Wish("language=de", "ar", "de"), Wish("language=AR-EG", "de", "ar"), Wish("language=tlh", "de", "de"),
        Wish("language=tlh", nil, "en"), Wish("", "en;q=0.5, ar;q=0.7, de ; Q=0.9, tlh", "de"),
        Wish("", "de;q=0, ar;q=0.1", "ar"), Wish("", "*", "en"), Wish("", "de;q=x, ar;q=7, fr", "fr"),
        Wish("language=%3Cscript%3E", ";;,=,q=,,", "en"),
        Wish("", String(repeating: "tlh,", count: 20) + "de", "en"),
    ]

    private static func text(
        _ app: TestApp, _ path: String, accepting accepted: String? = nil, status: Int = 200
    ) async throws -> String {
        let headers: HTTPFields = accepted.map { [.acceptLanguage: $0] } ?? [:]
        let answer = try await app.send(.get, path, headers: headers)
        #expect(answer.status == status)
        return String(decoding: answer.bytes, as: UTF8.self)
    }

    private static func words(_ language: String) throws -> [String: String] {
        let file = OpenAPI.checkout.appending(path: "Sources/Onboarding/Capture/Assets/texts/\(language).json")
        return try JSONDecoder().decode([String: String].self, from: Data(contentsOf: file))
    }

    /// As a page has it between two tags: the templates escape everything.
    private static func shows(_ text: String, _ keys: String..., in language: String) throws {
        let words = try words(language)
        for key in keys {
            let word = try #require(words[key], "\(key)")
            let escaped = word.replacing("'", with: "&#39;").replacing("\"", with: "&quot;")
            #expect(text.contains(">\(escaped)<"), "\(key) in \(language)")
        }
        let direction = language == "ar" ? "rtl" : "ltr"
        #expect(text.contains("<html lang=\"\(language)\" dir=\"\(direction)\""))
    }

    /// A setup that offers these languages, the first of them as its own; all that there are where none is named.
    private static func setup(_ app: TestApp, _ languages: [String] = []) async throws -> String {
        let all = languages.map { JSONValue.object(["language": .string($0)]) }
        return try await app.newSetup([
            "webAppSetting": [
                "defaultLocalisationSetting": all.first ?? [:], "localisationSettings": .array(Array(all.dropFirst())),
            ]
        ])
    }

    @Test func `is the one that the person asks for, by the address first and the browser second`() async throws {
        try await TestApp.run { app in
            let setup = try await Self.setup(app)
            let id = try await app.create(setup: setup)
            for wish in Self.wishes {
                let start = try await Self.text(app, "/setups/\(setup)?\(wish.query)", accepting: wish.accepted)
                try Self.shows(
                    start, "title", "welcome.heading", "welcome.lead", "welcome.start", in: wish.language)
                let page = try await Self.text(app, "/?id=\(id)&\(wish.query)", accepting: wish.accepted)
                try Self.shows(page, "title", "noScript", in: wish.language)
                let phone = try await Self.text(app, "/hand-off?\(wish.query)", accepting: wish.accepted)
                try Self.shows(phone, "title", "noScript", in: wish.language)
                let nowhere = try await Self.text(
                    app, "/?id=x&\(wish.query)", accepting: wish.accepted, status: 404)
                try Self.shows(nowhere, "end.invalidLink.heading", "end.invalidLink.lead", in: wish.language)
            }
        }
    }

    @Test(
        arguments: [
            (["de-DE"], "language=ar", "ar", "de"), (["de-DE", "ar"], "language=fr", "ar", "ar"),
            (["de-DE", "ar"], "language=fr", "pl", "de"), (["tlh"], "", "ar", "ar"), (["tlh"], "", nil, "en"),
            (["tlh", "ar"], "", "de", "ar"),
        ] as [([String], String, String?, String)])
    func `is one that the setup offers, its own where it offers nothing that is asked for`(
        _ offered: [String], _ query: String, _ accepted: String?, _ language: String
    ) async throws {
        try await TestApp.run { app in
            let setup = try await Self.setup(app, offered)
            let start = try await Self.text(app, "/setups/\(setup)?\(query)", accepting: accepted)
            try Self.shows(start, "welcome.heading", in: language)
            let id = try await app.create(setup: setup)
            try Self.shows(
                try await Self.text(app, "/?id=\(id)&\(query)", accepting: accepted), "noScript", in: language)
        }
    }

    @Test(arguments: ["de", "ar", "tlh"])
    func `is kept where too many begin at once`(_ language: String) async throws {
        try await TestApp.run(clock: ManualClock()) { app in
            let setup = try await Self.setup(app)
            let form: HTTPFields = [
                .contentType: "application/x-www-form-urlencoded", .acceptLanguage: language,
            ]
            for _ in 1...CaptureLimits.startsPerSetupAndMinute {
                #expect(try await app.send(.post, "/setups/\(setup)", headers: form, body: Data()).status == 303)
            }
            let busy = try await app.send(.post, "/setups/\(setup)", headers: form, body: Data())
            #expect(busy.status == 429)
            let shown = language == "tlh" ? "en" : language
            try Self.shows(
                String(decoding: busy.bytes, as: UTF8.self), "busy.heading", "busy.lead", in: shown)
        }
    }
}
