/// Files that nothing names are dead: a page no route renders, a picture no page shows, a script nobody calls.
enum DeadFileRules {
    /// What has to be named by someone, as a path has it.
    static func mustBeNamed(_ file: TextFile) -> Bool {
        let kinds: Set = ["mustache", "css", "js", "svg", "sql", "sh", "py"]
        return kinds.contains(file.kind) || file.path.contains("/Assets/")
    }

    /// Files of `texts` that no other names: by full name, by stem in quotes, or bare where their kind calls them so.
    static func violations(in texts: [TextFile]) -> [Violation] {
        let speakers: Set = ["swift", "mustache", "js", "css", "sh", "py", "Makefile", "run", "md", "json", "c", "cpp"]
        let speaking = texts.filter { speakers.contains($0.kind) }.map { (file: $0, words: words(of: $0.text)) }
        return texts.filter(mustBeNamed).compactMap { file in
            let isNamed = speaking.contains { other in
                other.file.path != file.path
                    && (other.words.contains(file.name) || other.words.contains("\"\(file.stem)\"")
                        || callsBare(other.file, file) && other.words.contains(file.stem))
            }
            return isNamed ? nil : Violation(file.path, "named by no other file: dead, or never reached")
        }
    }

    /// A Mustache partial and a Python module are called without their extension, a language table by its language.
    private static func callsBare(_ caller: TextFile, _ file: TextFile) -> Bool {
        if file.path.contains("/texts/") { return caller.kind == "js" }
        return caller.kind == file.kind && ["mustache", "py"].contains(file.kind)
    }

    /// What could be a file's name: runs of letters, digits, points, hyphens and underscores; in quotes as well where
    /// the whole of a literal is one.
    private static func words(of text: String) -> Set<String> {
        let bytes = Array(text.utf8)
        let quotes: Set<UInt8> = [UInt8(ascii: "\""), UInt8(ascii: "'")]
        var words: Set<String> = []
        var start = 0
        for end in 0...bytes.count where end == bytes.count || !isNamePart(bytes[end]) {
            if end > start {
                let word = String(decoding: bytes[start..<end], as: UTF8.self)
                words.insert(word)
                if word.hasSuffix(".") { words.insert(String(word.dropLast())) }
                if start > 0, end < bytes.count, quotes.contains(bytes[start - 1]), bytes[end] == bytes[start - 1] {
                    words.insert("\"\(word)\"")
                }
            }
            start = end + 1
        }
        return words
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"): true
        default: false
        }
    }
}
