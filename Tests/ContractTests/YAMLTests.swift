import Kernel
import Testing
import Web

@Suite struct `A YAML document read as JSON` {
    static let scalars: [(String, JSONValue)] = [
        ("1", .number(1)), ("-1.5", .number(-1.5)), ("\"200\"", .string("200")), ("'1.0'", .string("1.0")),
        ("true", .bool(true)), ("\"true\"", .string("true")), ("null", .null), ("~", .null), ("", .null),
        ("2026-03-02", .string("2026-03-02")), ("2026-03-02T09:14:05Z", .string("2026-03-02T09:14:05Z")),
        ("5d0a1b52-0c86", .string("5d0a1b52-0c86")), ("[]", .array([])), ("{}", .object([:])),
        ("LT", .string("LT")), (">-\n  two\n  lines", .string("two lines")),
    ]

    @Test(arguments: scalars)
    func `keeps text text and numbers numbers`(_ yaml: String, _ value: JSONValue) throws {
        #expect(try JSONValue(yaml: "key: \(yaml)") == .object(["key": value]))
    }

    @Test func `refuses a key that JSON cannot have`() {
        #expect(throws: YAMLError.keyIsNoString(at: "#/answers")) { try JSONValue(yaml: "answers:\n  200: OK") }
    }

    @Test(arguments: ["", "a: [1", "a: *nothing"])
    func `refuses what is no document`(_ yaml: String) {
        #expect(throws: YAMLError.self) { try JSONValue(yaml: yaml) }
    }
}
