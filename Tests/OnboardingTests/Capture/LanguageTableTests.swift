import Foundation
import Kernel
import TestKit
import Testing

/// The language tables of the page, held against the English one and against what the page's script lists.
@Suite struct `The language tables` {
    private static let assets = OpenAPI.checkout.appending(path: "Sources/Onboarding/Capture/Assets")

    private static let categories: Set = ["zero", "one", "two", "few", "many", "other"]
    /// The categories that whole numbers have in each language: Unicode CLDR, plural rules for cardinals.
    private static let plurals: [String: Set<String>] = [
        "en": ["one", "other"], "de": ["one", "other"], "nl": ["one", "other"], "et": ["one", "other"],
        "tr": ["one", "other"], "fr": ["one", "many", "other"], "es": ["one", "many", "other"],
        "it": ["one", "many", "other"], "pt": ["one", "many", "other"], "lt": ["one", "few", "other"],
        "lv": ["zero", "one", "other"], "pl": ["one", "few", "many", "other"], "uk": ["one", "few", "many", "other"],
        "ru": ["one", "few", "many", "other"], "ar": ["zero", "one", "two", "few", "many", "other"],
    ]
    /// Forms of one number alone, in languages that say it by the noun: the number need not stand there.
    private static let numberless: [String: Set<String>] = ["ar": ["zero", "one", "two"]]

    private let tables: [String: [String: String]]
    private let script: String

    init() throws {
        let folder = Self.assets.appending(path: "texts")
        var tables: [String: [String: String]] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            let bytes = try Data(contentsOf: folder.appending(path: name))
            tables[name.replacing(".json", with: "")] = try JSONDecoder().decode([String: String].self, from: bytes)
        }
        self.tables = tables
        script = try String(contentsOf: Self.assets.appending(path: "texts.js"), encoding: .utf8)
    }

    /// What the script says there is: language → direction.
    private var listed: [String: String] {
        let block = script.firstMatch(of: /const tables = \{([^}]*)\}/)?.1 ?? ""
        return Dictionary(block.matches(of: /([a-z]+): '([a-z]+)'/).map { (String($0.1), String($0.2)) }) { $1 }
    }

    private var english: [String: String] { tables["en"] ?? [:] }

    /// The keys of which a language has one form for each category of numbers.
    private var counted: Set<String> {
        Set(
            english.keys.filter { $0.hasSuffix(".one") }.map { String($0.dropLast(4)) }.filter {
                english["\($0).other"] != nil
            })
    }

    /// The key that is counted, and the category; nil for one that is not.
    private func form(_ key: String) -> (key: String, category: String)? {
        guard let dot = key.lastIndex(of: "."), counted.contains(String(key[..<dot])) else { return nil }
        let category = String(key[key.index(after: dot)...])
        return Self.categories.contains(category) ? (String(key[..<dot]), category) : nil
    }

    private static func placeholders(_ text: String) -> Set<String> {
        Set(text.matches(of: /\{(\w+)\}/).map { String($0.1) })
    }

    @Test func `are those that the page lists, each in its direction`() {
        #expect(Set(tables.keys) == Set(listed.keys))
        #expect(Set(listed.keys).isSubset(of: Self.plurals.keys))
        for (language, direction) in listed { #expect(direction == (language == "ar" ? "rtl" : "ltr"), "\(language)") }
    }

    @Test func `have the same keys, and the plural forms of their language`() {
        #expect(english.count > 230 && counted.contains("help.keptDays"))
        let plain = Set(english.keys.filter { form($0) == nil })
        for (language, table) in tables {
            let forms = Self.plurals[language] ?? []
            let expected = plain.union(counted.flatMap { key in forms.map { "\(key).\($0)" } })
            let found = Set(table.keys)
            #expect(expected.subtracting(found).sorted() == [], "missing in \(language)")
            #expect(found.subtracting(expected).sorted() == [], "superfluous in \(language)")
        }
    }

    @Test func `say nothing empty, and name what is filled in where English does`() {
        for (language, table) in tables {
            for (key, text) in table {
                #expect(text.trimmingCharacters(in: .whitespaces) != "", "\(key) in \(language)")
                let form = form(key)
                let model = english[form.map { "\($0.key).other" } ?? key] ?? ""
                var expected = Self.placeholders(model)
                if let form, Self.numberless[language]?.contains(form.category) == true { expected.remove("count") }
                let found = Self.placeholders(text)
                #expect(found == expected || found == Self.placeholders(model), "\(key) in \(language)")
            }
        }
    }
}
