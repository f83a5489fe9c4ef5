/// Walks once through a Swift text and sorts its bytes into code and comments. Contents of string literals and of
/// backticks go to neither; the code inside an interpolation is code. Line ends go to both, so that lines keep their
/// numbers. Regex literals are not known to it.
struct SwiftSplitter {
    private(set) var code: [UInt8] = []
    private(set) var comments: [UInt8] = []
    private let bytes: [UInt8]
    private var index = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
        code.reserveCapacity(bytes.count)
    }

    mutating func split() {
        while index < bytes.count {
            splitCode()
            // Only a closing bracket too many ends it early.
            takeCode()
        }
    }

    private static let newline = UInt8(ascii: "\n")
    private static let quote = UInt8(ascii: "\"")
    private static let hash = UInt8(ascii: "#")
    /// The only bytes at which something else than code may begin or end.
    private static let special: Set<UInt8> = Set("/#\"`()".utf8)

    private func byte(_ offset: Int = 0) -> UInt8? {
        index + offset < bytes.count ? bytes[index + offset] : nil
    }

    private func starts(with text: StaticString) -> Bool {
        (0..<text.utf8CodeUnitCount).allSatisfy { byte($0) == text.utf8Start[$0] }
    }

    private mutating func takeCode() {
        guard let byte = byte() else { return }
        code.append(byte)
        if byte == Self.newline { comments.append(byte) }
        index += 1
    }

    private mutating func takeComment() {
        guard let byte = byte() else { return }
        comments.append(byte)
        if byte == Self.newline { code.append(byte) }
        index += 1
    }

    private mutating func skip(_ count: Int = 1) {
        for _ in 0..<count where index < bytes.count {
            if bytes[index] == Self.newline {
                code.append(Self.newline)
                comments.append(Self.newline)
            }
            index += 1
        }
    }

    /// Code up to the end of the text or to a round bracket that closes more than was opened.
    private mutating func splitCode() {
        var depth = 0
        while let next = byte() {
            if !Self.special.contains(next) {
                takeCode()
            } else if starts(with: "//") {
                while let byte = byte(), byte != Self.newline { takeComment() }
            } else if starts(with: "/*") {
                splitBlockComment()
            } else if let hashes = openingHashes() {
                splitString(hashes: hashes)
            } else if next == UInt8(ascii: "`") {
                splitBackticks()
            } else {
                if next == UInt8(ascii: "(") { depth += 1 }
                if next == UInt8(ascii: ")") { depth -= 1 }
                guard depth >= 0 else { return }
                takeCode()
            }
        }
    }

    private mutating func splitBlockComment() {
        var depth = 0
        repeat {
            if starts(with: "/*") {
                depth += 1
                skip(2)
            } else if starts(with: "*/") {
                depth -= 1
                skip(2)
            } else {
                takeComment()
            }
        } while depth > 0 && index < bytes.count
    }

    /// What stands in backticks is one name; it reads as `_`.
    private mutating func splitBackticks() {
        skip()
        while let byte = byte(), byte != UInt8(ascii: "`"), byte != Self.newline { skip() }
        skip()
        code.append(UInt8(ascii: "_"))
    }

    /// The number of `#` before a string literal that begins here; nil where none begins.
    private func openingHashes() -> Int? {
        var hashes = 0
        while byte(hashes) == Self.hash { hashes += 1 }
        return byte(hashes) == Self.quote ? hashes : nil
    }

    private mutating func splitString(hashes: Int) {
        skip(hashes)
        let isMultiline = starts(with: "\"\"\"")
        let quotes = isMultiline ? 3 : 1
        skip(quotes)
        code.append(contentsOf: [Self.quote, Self.quote])
        while let next = byte() {
            if ends(quotes: quotes, hashes: hashes) {
                skip(quotes + hashes)
                return
            } else if next == UInt8(ascii: "\\"), (0..<hashes).allSatisfy({ byte(1 + $0) == Self.hash }) {
                splitEscape(hashes: hashes)
            } else if next == Self.newline, !isMultiline {
                return
            } else {
                skip()
            }
        }
    }

    private func ends(quotes: Int, hashes: Int) -> Bool {
        (0..<quotes).allSatisfy { byte($0) == Self.quote }
            && (0..<hashes).allSatisfy { byte(quotes + $0) == Self.hash }
    }

    private mutating func splitEscape(hashes: Int) {
        skip(1 + hashes)
        guard byte() == UInt8(ascii: "(") else { return skip() }
        takeCode()
        splitCode()
        takeCode()
    }
}
