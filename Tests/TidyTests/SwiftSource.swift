/// One Swift file with its code and its comments apart, so that a rule about one is not fooled by the other.
struct SwiftSource {
    struct Token {
        /// An identifier, a number, or one sign.
        let text: String
        /// From 1.
        let line: Int
    }

    let path: String
    /// The code without comments and without the contents of string literals and backticks.
    let tokens: [Token]
    /// The comments, each in its own line of the file, and nothing else.
    let comments: [Substring]
    /// Where each token stands: every rule asks for a few among thousands.
    private let placesByText: [String: [Int]]

    init(path: String, text: String) {
        self.path = path
        var splitter = SwiftSplitter(text)
        splitter.split()
        let tokens = SwiftSource.tokens(of: splitter.code)
        self.tokens = tokens
        placesByText = Dictionary(grouping: tokens.indices) { tokens[$0].text }
        comments = String(decoding: splitter.comments, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// The places where the code has these tokens one after another: indices into `tokens`.
    func places(of sequence: [String]) -> [Int] {
        guard let first = sequence.first else { return [] }
        return placesByText[first, default: []].filter { start in
            start + sequence.count <= tokens.count
                && sequence.indices.allSatisfy { tokens[start + $0].text == sequence[$0] }
        }
    }

    /// The modules that the file imports: module and line.
    var imports: [(module: String, line: Int)] {
        let kinds: Set = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
        return places(of: ["import"]).compactMap { place in
            let next = place + 1 < tokens.count && kinds.contains(tokens[place + 1].text) ? place + 2 : place + 1
            guard next < tokens.count else { return nil }
            return (tokens[next].text, tokens[next].line)
        }
    }

    private static func tokens(of code: [UInt8]) -> [Token] {
        var tokens: [Token] = []
        var (line, index) = (1, 0)
        while index < code.count {
            let start = index
            while index < code.count, isWordPart(code[index]) { index += 1 }
            if index > start {
                tokens.append(Token(text: String(decoding: code[start..<index], as: UTF8.self), line: line))
                continue
            }
            switch code[index] {
            case UInt8(ascii: "\n"): line += 1
            case UInt8(ascii: " "): break
            default: tokens.append(Token(text: String(UnicodeScalar(code[index])), line: line))
            }
            index += 1
        }
        return tokens
    }

    /// Bytes past ASCII count as letters: identifiers may have them.
    private static func isWordPart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...: true
        default: false
        }
    }
}
