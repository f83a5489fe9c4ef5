import Foundation
import Kernel
import Testing

@Suite struct `A JSON value` {
    @Test(
        arguments: [
            ("null", .null), ("true", .bool(true)), ("false", .bool(false)), ("0", .number(0)), ("1", .number(1)),
            ("-2.5", .number(-2.5)), ("\"1\"", .string("1")), ("\"true\"", .string("true")), ("\"\"", .string("")),
            ("[]", .array([])), ("{}", .object([:])),
            ("[1,[null,{\"a\":\"b\"}]]", .array([.number(1), .array([.null, .object(["a": .string("b")])])])),
        ] as [(String, JSONValue)])
    func `is what the text says`(_ text: String, _ value: JSONValue) throws {
        #expect(try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8)) == value)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        #expect(String(decoding: try encoder.encode(value), as: UTF8.self) == text)
    }
}
