import Foundation
import Kernel
import Testing

@Suite struct `A private value` {
    private struct Person {
        let name: Private<String>
        let names: [Private<String>]
    }

    private let canary = "Sofía Íñiguez"

    @Test func `never prints`() {
        let value = Private(canary)
        var dumped = ""
        dump(value, to: &dumped)
        let person = Person(name: value, names: [value])
        dump(person, to: &dumped)
        for text in [
            "\(value)", String(reflecting: value), String(describing: person), "\(Optional(value) as Any)", dumped,
        ] {
            #expect(!text.contains(canary))
            #expect(text.contains("‹private›"))
        }
        #expect(Mirror(reflecting: value).children.isEmpty)
    }

    @Test func `is the value itself on the wire`() throws {
        let json = try JSONEncoder().encode([Private(canary)])
        #expect(try JSONDecoder().decode([String].self, from: json) == [canary])
        #expect(try JSONDecoder().decode([Private<String>].self, from: json).map(\.value) == [canary])
    }

    @Test func `stays out of the text of a decoding error`() {
        let json = Data("{\"name\": \"\(canary)\"}".utf8)
        let error = #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([String: Private<Int>].self, from: json)
        }
        #expect(error.map { !"\($0)".contains(canary) } == true)
    }
}
