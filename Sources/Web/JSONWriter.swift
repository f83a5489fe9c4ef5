package import Foundation

/// A body that writes its own JSON: for the few that are asked for again and again. What it writes is what
/// `JSONText.encode` would make of it; a test holds each of them to that.
package protocol JSONWritable: Encodable {
    func write(to writer: inout JSONWriter) throws
}

/// Writes JSON member by member. The caller gives the members in the order of their names, as `JSONText` sorts them;
/// a member without a value is left out.
package struct JSONWriter {
    private(set) var bytes: [UInt8] = []
    /// Whether something stands before the next item on its level.
    private var hasItem = false

    package init() {
        bytes.reserveCapacity(1_024)
    }

    package static func bytes(of value: some JSONWritable) throws -> Data {
        var writer = JSONWriter()
        try writer.item(value)
        return Data(writer.bytes)
    }

    package static func bytes(of values: [some JSONWritable]) throws -> Data {
        var writer = JSONWriter()
        writer.bytes.append(UInt8(ascii: "["))
        for value in values { try writer.item(value) }
        writer.bytes.append(UInt8(ascii: "]"))
        return Data(writer.bytes)
    }

    private mutating func item(_ value: some JSONWritable) throws {
        separate()
        try braced { try value.write(to: &$0) }
    }

    package mutating func member(_ name: StaticString, _ text: String?) {
        guard let text else { return }
        key(name)
        quoted(text)
    }

    package mutating func member(_ name: StaticString, _ isTrue: Bool?) {
        guard let isTrue else { return }
        key(name)
        bytes.append(contentsOf: (isTrue ? "true" : "false").utf8)
    }

    package mutating func object(_ name: StaticString, _ body: (inout JSONWriter) -> Void) {
        key(name)
        braced(body)
    }

    /// A member whose value is seldom there and has no writing of its own.
    package mutating func member(_ name: StaticString, encoded value: (some Encodable)?) throws {
        guard let value else { return }
        let text = try JSONText.encode(value)
        key(name)
        bytes.append(contentsOf: text)
    }

    private mutating func braced(_ body: (inout JSONWriter) throws -> Void) rethrows {
        bytes.append(UInt8(ascii: "{"))
        hasItem = false
        try body(&self)
        bytes.append(UInt8(ascii: "}"))
        hasItem = true
    }

    private mutating func separate() {
        if hasItem { bytes.append(UInt8(ascii: ",")) }
        hasItem = true
    }

    private mutating func key(_ name: StaticString) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
    }

    /// RFC 8259 section 7, escaping what must be and nothing more.
    private mutating func quoted(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for unit in text.utf8 {
            switch unit {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), unit]
            case 0x08: bytes.append(contentsOf: #"\b"#.utf8)
            case 0x09: bytes.append(contentsOf: #"\t"#.utf8)
            case 0x0A: bytes.append(contentsOf: #"\n"#.utf8)
            case 0x0C: bytes.append(contentsOf: #"\f"#.utf8)
            case 0x0D: bytes.append(contentsOf: #"\r"#.utf8)
            case 0..<0x20: bytes.append(contentsOf: "\\u00\(unit < 16 ? "0" : "")\(String(unit, radix: 16))".utf8)
            default: bytes.append(unit)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
