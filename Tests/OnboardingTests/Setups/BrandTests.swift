import Crypto
import Database
import Evidence
import Foundation
import HTTPTypes
import Kernel
import Onboarding
import TestKit
import Testing

/// The brand of a setup: saved, refused, and what the page is made of.
@Suite struct `A brand` {
    private static let logo = Data(SampleFiles.pngAlpha)

    private static func change(_ app: TestApp, _ brand: JSONValue) async throws -> Answer {
        try await app.call(
            .put, "\(TestApp.idvSetups)/\(app.tenant.sandbox)", token: try await app.token(), json: ["brand": brand])
    }

    private static func text(_ answer: Answer) -> String { String(decoding: answer.bytes, as: UTF8.self) }

    private static let whole: JSONValue = [
        "name": "Bank of Rivers", "colours": ["light": ["brand": "#0047BB", "ground": "#f7f7fa"]],
        "cornerRadiusPixels": 6, "fontFamily": "Serif",
        "logo": ["imageBase64": .string(logo.base64EncodedString())],
    ]

    @Test func `is saved with its version, answered, and kept by the verifications of that version`() async throws {
        try await TestApp.run { app in
            let before = try await app.create()
            let changed = try await Self.change(app, Self.whole)
            #expect(changed.status == 200, "\(changed.json)")
            let brand = changed["brand"]
            #expect(brand["name"] == "Bank of Rivers" && brand["fontFamily"] == "Serif")
            #expect(brand["colours"] == ["light": ["brand": "#0047bb", "ground": "#f7f7fa"]])
            #expect(brand["cornerRadiusPixels"] == 6)
            #expect(brand["logo"]["mediaType"] == "image/png" && brand["logo"].members["imageBase64"] == nil)
            #expect(brand["logo"]["sha256"].text == Hex.encode(SHA256.hash(data: Self.logo)))
            let again = try await Self.change(app, brand)
            #expect(again.status == 200 && again["brand"] == brand)
            let page = Self.text(try await app.call(.get, "/?id=\(try await app.create())"))
            let folder = "/flow/brand/\(try #require(again["versionId"].text))"
            #expect(page.contains("<link rel=\"stylesheet\" id=\"brand-sheet\" href=\"\(folder).css?v="))
            #expect(page.contains("src=\"\(folder)/logo?v=") && page.contains("alt=\"Bank of Rivers\""))
            #expect(page.contains("<title>Bank of Rivers</title>") && page.contains("data-brand=\"Bank of Rivers\""))
            #expect(page.contains("content=\"#f7f7fa\"") && !page.contains("class=\"mark\""))
            let old = Self.text(try await app.call(.get, "/?id=\(before)"))
            #expect(!old.contains("brand-sheet") && old.contains("class=\"mark\""))
            #expect(old.contains("<title>Identity check</title>") && old.contains("content=\"#f4f6f5\""))
        }
    }

    @Test func `is taken away as a whole, and left alone by a change of anything else`() async throws {
        try await TestApp.run { app in
            let first = try await Self.change(app, Self.whole)
            let other = try await app.call(
                .put, "\(TestApp.idvSetups)/\(app.tenant.sandbox)", token: try await app.token(),
                json: ["endScreen": ["enabled": false]])
            #expect(other["brand"] == first["brand"])
            let named = try await Self.change(app, ["name": "Bank"])
            #expect(named["brand"] == ["name": "Bank"])
            let none = try await Self.change(app, ["name": " ", "colours": ["light": [:]]])
            #expect(none.status == 200 && none.json.members["brand"] == nil)
        }
    }

    @Test func `is served as a style sheet of checked values, for as long as a browser likes`() async throws {
        try await TestApp.run { app in
            let version = try #require(try await Self.change(app, Self.whole)["versionId"].text)
            let sheet = try await app.call(.get, "/flow/brand/\(version).css")
            #expect(sheet.status == 200 && sheet.contentType == "text/css; charset=utf-8")
            #expect(sheet.headers[.cacheControl] == "public, max-age=31536000, immutable")
            #expect(sheet.headers[.xContentTypeOptions] == "nosniff")
            let text = Self.text(sheet)
            for line in text.split(separator: "\n") {
                let isRule = [":root {", "}", "@media (prefers-color-scheme: dark) {"].contains(line)
                let isColour = line.wholeMatch(of: /--[a-z-]+: #[0-9a-f]{6};/) != nil
                let isRadius = line.wholeMatch(of: /--radius[a-z-]*: [0-9]+px;/) != nil
                let isFont = line.hasPrefix("--font: ui-serif, ") && !line.contains("url")
                #expect(isRule || isColour || isRadius || isFont, "\(line)")
            }
            #expect(text.contains("--brand: #0047bb;") && text.contains("--on-brand: #ffffff;"))
            #expect(text.contains("--radius: 6px;") && text.contains("--logo-ground: #ffffff;"))
            let logo = try await app.call(.get, "/flow/brand/\(version)/logo")
            #expect(logo.status == 200 && logo.bytes == Self.logo && logo.contentType == "image/png")
            #expect(logo.headers[.xContentTypeOptions] == "nosniff")
            #expect(logo.headers[.contentSecurityPolicy]?.hasPrefix("default-src 'none'") == true)
            #expect(logo.headers[.cacheControl] == sheet.headers[.cacheControl])
        }
    }

    @Test func `is not there where there is none, or on another business's host`() async throws {
        try await TestApp.run { app in
            let token = try await app.token()
            let plain = try await app.call(.get, "\(TestApp.idvSetups)/\(app.tenant.live)", token: token)
            let bare = try #require(plain["versionId"].text)
            let own = try #require(try await Self.change(app, ["cornerRadiusPixels": 3])["versionId"].text)
            for path in ["\(bare).css", "\(bare)/logo", "\(own)/logo", "\(own).js", own, "x.css", "x/logo"] {
                let answer = try await app.call(.get, "/flow/brand/\(path)")
                #expect(answer.status == 404 && answer.problem == "no-such-path", "\(path)")
            }
            let other = try await app.otherTenant()
            try await app.behind(Hosts(roles: [:], whiteLabels: ["localhost": other.application])) { foreign in
                let answer = try await foreign.call(.get, "/flow/brand/\(own).css")
                #expect(answer.status == 404)
            }
            #expect(try await app.call(.get, "/flow/brand/\(own).css").status == 200)
        }
    }

    @Test(
        arguments: [
            (["light": ["ink": "#999999"]], "light.ink", "2.84:1 to surface"),
            (["light": ["onBrand": "#ffffff", "brand": "#ffcc00"]], "light.onBrand", "1.51:1 to brand"),
            (["light": ["brand": "#ffcc00"]], "light.brand", "1.51:1 to surface"),
            (["dark": ["brand": "#172130"]], "dark.brand", ":1 to surface"),
            (["light": ["surface": "#ffffff", "ground": "#000000"]], "light.ground", ":1 to ink"),
            (["dark": ["ground": "#777777", "ink": "#eaf1ef"]], "dark.ink", ":1 to ground"),
        ] as [(JSONValue, String, String)])
    func `whose colours cannot be read is refused with the ratio`(
        _ colours: JSONValue, _ member: String, _ words: String
    ) async throws {
        try await TestApp.run { app in
            let refused = try await Self.change(app, ["colours": colours])
            #expect(refused.status == 400 && refused.problem == "validation-failed")
            let sentences = refused["errors"]["brand.colours.\(member)"].items.compactMap(\.text)
            #expect(sentences.contains { $0.contains(words) && $0.contains("is needed") }, "\(refused.json)")
            let found = try await app.call(
                .get, "\(TestApp.idvSetups)/\(app.tenant.sandbox)", token: try await app.token())
            #expect(found.json.members["brand"] == nil)
        }
    }

    @Test(
        arguments: [
            (["colours": ["light": ["brand": "red"]]], "brand.colours.light.brand"),
            (["colours": ["dark": ["ink": "#ffffff; } body { color: red"]]], "brand.colours.dark.ink"),
            (["cornerRadiusPixels": 33], "brand.cornerRadiusPixels"),
            (["cornerRadiusPixels": -1], "brand.cornerRadiusPixels"),
            (["fontFamily": "Comic"], "brand.fontFamily"),
            (["name": "two\nlines"], "brand.name"),
            (["logo": [:], "name": "Bank"], "brand.logo.imageBase64"),
            (["logo": ["imageBase64": .string(logo.base64EncodedString())]], "brand.name"),
        ] as [(JSONValue, String)])
    func `that is none is refused by its member`(_ brand: JSONValue, _ member: String) async throws {
        try await TestApp.run { app in
            let refused = try await Self.change(app, brand)
            #expect(refused.status == 400)
            #expect(Array(refused["errors"].members.keys) == [member], "\(refused.json)")
        }
    }

    private static let svg = Data(
        #"<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><script>alert(1)</script></svg>"#.utf8)

    @Test(
        arguments: [
            ("not base64!", "Base64"), (svg.base64EncodedString(), "must be a PNG"),
            (Data(SampleFiles.gif).base64EncodedString(), "must be a PNG"),
            (Data(SampleFiles.heic).base64EncodedString(), "must be a PNG"),
            (Data(SampleFiles.webpAnimated).base64EncodedString(), "cannot be used"),
            (logo.prefix(60).base64EncodedString(), "cannot be used"),
            ((logo + Data(repeating: 0, count: 65_536)).base64EncodedString(), "64 KiB"),
            (
                Data(Picture(width: 1_025, height: 20, colour: [9, 9, 9]).png()).base64EncodedString(),
                "must have at most 1024 × 1024 pixels"
            ),
        ])
    func `whose logo is no picture that a page can show is refused`(_ file: String, _ words: String) async throws {
        try await TestApp.run { app in
            let refused = try await Self.change(app, ["name": "Bank", "logo": ["imageBase64": .string(file)]])
            #expect(refused.status == 400, "\(refused.json)")
            let sentences = refused["errors"]["brand.logo.imageBase64"].items.compactMap(\.text)
            #expect(sentences.contains { $0.contains(words) }, "\(refused.json)")
        }
    }

    @Test func `comes with a new setup as well, once however often it is asked for`() async throws {
        try await TestApp.run { app in
            let setup = try await app.newSetup(["brand": Self.whole])
            let found = try await app.call(.get, "\(TestApp.idvSetups)/\(setup)", token: try await app.token())
            let version = try #require(found["versionId"].text)
            #expect(try await app.call(.get, "/flow/brand/\(version)/logo").bytes == Self.logo)
            let start = Self.text(try await app.call(.get, "/setups/\(setup)"))
            #expect(start.contains("/flow/brand/\(version).css") && start.contains("alt=\"Bank of Rivers\""))
        }
    }

    @Test func `is absent from versions of the time before, which are read as ever`() async throws {
        try await TestApp.run { app in
            let id = try #require(ID<Setup>(app.tenant.sandbox))
            let settings = try await app.house.database.read { transaction in
                try transaction.row(
                    """
                    SELECT setup_version.settings FROM setup_version
                      JOIN setup ON setup.current_version_id = setup_version.id WHERE setup.id = \(id)
                    """)?.text("settings")
            }
            let text = try #require(settings)
            // What an installation wrote that knew neither.
            #expect(!text.contains("\"brand\"") && !text.contains("\"consent\""))
            let read = try JSONDecoder().decode(IdvSettings.self, from: Data(text.utf8))
            #expect(read.brand == nil && read.consent == nil && read.steps.count == 2)
        }
    }
}
