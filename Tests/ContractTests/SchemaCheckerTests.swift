import Foundation
import Kernel
import TestKit
import Testing
import Web

/// The checker is a measuring instrument: each keyword is tried on a value that keeps it and on one that breaks it.
@Suite struct `The schema checker` {
    struct Trial: Sendable, CustomTestStringConvertible {
        let schema: String
        let good: String
        let bad: String
        var testDescription: String { "\(schema): \(good), not \(bad)" }
    }

    static let trials = [
        Trial(schema: "{ type: string }", good: "\"1\"", bad: "1"),
        Trial(schema: "{ type: integer }", good: "3", bad: "3.5"),
        Trial(schema: "{ type: number }", good: "3.5", bad: "\"3.5\""),
        Trial(schema: "{ type: boolean }", good: "false", bad: "0"),
        Trial(schema: "{ type: array }", good: "[]", bad: "{}"),
        Trial(schema: "{ type: object }", good: "{}", bad: "[]"),
        Trial(schema: "{ type: object }", good: "{}", bad: "null"),
        Trial(schema: "{ type: [integer, string] }", good: "\"1\"", bad: "true"),
        Trial(schema: "{ enum: [Asc, Desc] }", good: "\"Desc\"", bad: "\"desc\""),
        Trial(schema: "{ const: Bearer }", good: "\"Bearer\"", bad: "\"bearer\""),
        Trial(schema: "{ required: [id] }", good: "{\"id\": 1}", bad: "{\"ID\": 1}"),
        Trial(schema: "{ properties: { a: { type: string } } }", good: "{\"a\": \"b\"}", bad: "{\"a\": 1}"),
        Trial(schema: "{ additionalProperties: false }", good: "{}", bad: "{\"a\": 1}"),
        Trial(schema: "{ additionalProperties: { type: array } }", good: "{\"a\": []}", bad: "{\"a\": 1}"),
        Trial(schema: "{ items: { type: integer } }", good: "[1, 2]", bad: "[1, \"2\"]"),
        Trial(schema: "{ minItems: 1, maxItems: 2 }", good: "[1, 2]", bad: "[]"),
        Trial(schema: "{ maxItems: 2 }", good: "[1, 2]", bad: "[1, 2, 3]"),
        Trial(schema: "{ minLength: 2 }", good: "\"ab\"", bad: "\"a\""),
        Trial(schema: "{ maxLength: 2 }", good: "\"ab\"", bad: "\"abc\""),
        Trial(schema: "{ minimum: 400 }", good: "400", bad: "399.5"),
        Trial(schema: "{ maximum: 599 }", good: "599", bad: "600"),
        Trial(schema: "{ pattern: '^[A-Z]{2}$' }", good: "\"LT\"", bad: "\"LTU\""),
        Trial(schema: "{ allOf: [{ minimum: 1 }, { maximum: 2 }] }", good: "2", bad: "3"),
        Trial(schema: "{ anyOf: [{ type: string }, { type: integer }] }", good: "1", bad: "[]"),
        Trial(schema: "{ oneOf: [{ minimum: 1 }, { minimum: 5 }] }", good: "3", bad: "6"),
        Trial(schema: "{ oneOf: [{ minimum: 1 }, { minimum: 5 }] }", good: "3", bad: "0"),
        Trial(schema: "{ $ref: '#/kinds/Asc' }", good: "\"Asc\"", bad: "\"Desc\""),
        Trial(
            schema: "{ format: uuid }", good: "\"0192f3c1-5a7e-7c3b-8f21-9f0d6c1b2a34\"",
            bad: "\"0192F3C1-5A7E-7C3B-8F21-9F0D6C1B2A34\""),
        Trial(schema: "{ format: uuid }", good: "\"0192f3c1-5a7e-7c3b-8f21-9f0d6c1b2a34\"", bad: "\"0192f3c1\""),
        Trial(schema: "{ format: date }", good: "\"2024-02-29\"", bad: "\"2023-02-29\""),
        Trial(schema: "{ format: date-time }", good: "\"2023-04-04T08:01:46.2425824Z\"", bad: "\"2023-04-04T08:01\""),
        Trial(schema: "{ format: date-time }", good: "\"2023-04-04T08:00:59Z\"", bad: "\"2023-04-04T24:00:00Z\""),
        Trial(
            schema: "{ format: date-time }", good: "\"2023-04-04T23:59:59Z\"",
            bad: "\"2023-04-04T08:00:59.12345678Z\""),
        Trial(schema: "{ format: uri }", good: "\"https://example.com/a\"", bad: "\"example\""),
    ]

    static let root = try? JSONValue(
        yaml: """
            kinds:
              Asc: { const: Asc }
              Named: { type: object, properties: { name: { type: string } } }
            """)

    func violations(_ json: String, _ schema: String, isStrict: Bool = true) throws -> [String] {
        let checker = SchemaChecker(root: try #require(Self.root), isStrict: isStrict)
        let value = try JSONDecoder().decode(JSONValue.self, from: Data(json.utf8))
        return checker.violations(of: value, against: try JSONValue(yaml: schema))
    }

    @Test(arguments: trials)
    func `accepts what keeps a keyword and refuses what breaks it`(_ trial: Trial) throws {
        #expect(try violations(trial.good, trial.schema) == [])
        #expect(try violations(trial.bad, trial.schema).count == 1)
    }

    @Test(arguments: [
        "{ dependentRequired: {} }", "{ format: hostname }", "{ $ref: '#/kinds/None' }", "{ pattern: '(' }",
    ])
    func `never passes over a part of a schema that it cannot check`(_ schema: String) throws {
        #expect(try violations("\"value\"", schema).count == 1)
    }

    @Test func `refuses members that an answer's schema does not name, however deep and however composed`() throws {
        let schema = "{ allOf: [{ $ref: '#/kinds/Named' }, { properties: { inner: { $ref: '#/kinds/Named' } } }] }"
        #expect(try violations(#"{"name": "a", "inner": {"name": "b"}}"#, schema) == [])
        #expect(try violations(#"{"name": "a", "inner": {"nome": "b"}}"#, schema) == ["#/inner/nome: not declared"])
        #expect(try violations(#"{"nome": "a"}"#, schema) == ["#/nome: not declared"])
        #expect(try violations(#"{"nome": "a"}"#, schema, isStrict: false) == [])
        #expect(try violations(#"{"nome": "a"}"#, "{ properties: { a: {} }, additionalProperties: true }") == [])
    }

    @Test func `says where`() throws {
        let schema = "{ properties: { rules: { items: { properties: { status: { enum: [Success] } } } } } }"
        let found = try violations(#"{"rules": [{"status": "Success"}, {"status": "success"}]}"#, schema)
        #expect(found == ["#/rules/1/status: is none of the enum"])
    }
}
