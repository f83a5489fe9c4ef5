import Foundation
import Kernel

/// What a JSON text must not have, found in one pass and without building anything, before a decoder sees it.
enum JSONScan {
    enum Fault: Equatable {
        /// Also a comma before a closing bracket, which Foundation's decoder lets pass on Linux.
        case noJSON
        case tooDeep
        /// U+0000: SQLite ends a text there.
        case nullCharacter

        var problem: Problem {
            switch self {
            case .noJSON: Problem(type: "malformed-json", title: "The body is not JSON", status: 400)
            case .tooDeep: Problem(type: "malformed-json", title: "The JSON is nested too deeply", status: 400)
            case .nullCharacter:
                Problem(
                    type: "validation-failed", title: "The request is not valid", status: 400,
                    detail: "text must not have U+0000", errors: ["$": ["text must not have U+0000"]])
            }
        }
    }

    static func fault(in data: Data) -> Fault? {
        data.withUnsafeBytes { fault(in: $0) }
    }

    private static func fault(in bytes: UnsafeRawBufferPointer) -> Fault? {
        var depth = 0
        var isInString = false
        var isAfterComma = false
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0 { return isInString ? .nullCharacter : .noJSON }
            if isInString {
                if byte == backslash {
                    if isNullEscape(bytes, at: index) { return .nullCharacter }
                    index += 1
                } else if byte == quote {
                    isInString = false
                }
            } else if !isSpace(byte) {
                if byte == open.array || byte == open.object {
                    depth += 1
                    if depth > WebLimits.jsonDepth { return .tooDeep }
                } else if byte == close.array || byte == close.object {
                    if isAfterComma { return .noJSON }
                    depth -= 1
                }
                isInString = byte == quote
                isAfterComma = byte == comma
            }
            index += 1
        }
        return nil
    }

    private static let (quote, backslash, comma) = (UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: ","))
    private static let open = (array: UInt8(ascii: "["), object: UInt8(ascii: "{"))
    private static let close = (array: UInt8(ascii: "]"), object: UInt8(ascii: "}"))

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    /// `\u0000`
    private static func isNullEscape(_ bytes: UnsafeRawBufferPointer, at index: Int) -> Bool {
        bytes[index...].prefix(6).elementsEqual("\\u0000".utf8)
    }
}
