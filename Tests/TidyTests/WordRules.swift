import Foundation

/// Words that do not belong in the house, each with the place where it may stand after all.
enum WordRules {
    struct Ban {
        let tokens: [String]
        let why: String
        /// Path prefixes that may have it.
        var allowed: [String] = []
    }

    static let bans = [
        Ban(tokens: ["fatalError", "("], why: "a programmer's mistake is a precondition, anything else an error"),
        Ban(tokens: ["try", "!"], why: "throws or handles, never traps"),
        Ban(tokens: ["public"], why: "package for what crosses modules, nothing else"),
        Ban(tokens: ["@", "testable"], why: "tests see what other modules see"),
        Ban(tokens: ["print", "("], why: "only the command speaks to the terminal", allowed: speakers),
        Ban(tokens: ["catch", "{", "}"], why: "an error is handled or passed on"),
        Ban(tokens: ["Date", "(", ")"], why: "the clock is handed in", allowed: clocks),
        Ban(tokens: ["Date", ".", "now"], why: "the clock is handed in", allowed: clocks),
        Ban(tokens: ["Task", "{"], why: "structured, but in Jobs and Compose", allowed: taskHolders),
        Ban(tokens: ["Task", ".", "detached"], why: "structured, but in Jobs and Compose", allowed: taskHolders),
    ]
    private static let speakers = ["Sources/couth/", "examples/"]
    private static let clocks = ["Sources/Kernel/WallClock.swift", "Sources/couth/", "Tests/", "examples/"]
    private static let taskHolders = [
        "Sources/Journal/Jobs/", "Sources/Onboarding/Compose", "Sources/couth/", "Tests/",
    ]

    static func code(of source: SwiftSource) -> [Violation] {
        bans.flatMap { ban -> [Violation] in
            guard !ban.allowed.contains(where: source.path.hasPrefix) else { return [] }
            return source.places(of: ban.tokens).filter { place in
                // A method of that name, declared or called, is another thing.
                place == 0 || ![".", "func"].contains(source.tokens[place - 1].text)
            }.map { place in
                Violation(source.path, line: source.tokens[place].line, "\(ban.tokens.joined()): \(ban.why)")
            }
        }
    }

    /// Marks of unfinished work. In comments only: one of them is also a code of ICAO 9303.
    static func comments(of source: SwiftSource) -> [Violation] {
        let marks = ["TODO", "FIXME", "XXX", "HACK", "for now"]
        return source.comments.enumerated().flatMap { number, comment in
            marks.filter { contains($0, in: comment) }.map {
                Violation(source.path, line: number + 1, "\($0): finish it, or write an issue")
            }
        }
    }

    /// The same in every other text.
    static func marks(of file: TextFile) -> [Violation] {
        guard file.kind != "swift" else { return [] }
        return file.lines.enumerated().flatMap { number, line in
            ["TODO", "FIXME"].filter { contains($0, in: line) }.map {
                Violation(file.path, line: number + 1, "\($0): finish it, or write an issue")
            }
        }
    }

    /// What the compiler is told to believe needs its reason beside it, on the same line or in the comment above.
    static func unchecked(of source: SwiftSource) -> [Violation] {
        let places = source.places(of: ["@", "unchecked"]) + source.places(of: ["nonisolated", "(", "unsafe"])
        return places.compactMap { place in
            let line = source.tokens[place].line
            let around = source.comments[max(0, line - 2)...min(line - 1, source.comments.count - 1)]
            guard around.allSatisfy({ $0.allSatisfy(\.isWhitespace) }) else { return nil }
            return Violation(source.path, line: line, "unchecked without a comment that says why it is safe")
        }
    }

    /// Names that say nothing of what is inside.
    static func name(of file: TextFile) -> [Violation] {
        guard file.kind == "swift" else { return [] }
        let empty: Set = ["Util", "Utils", "Utilities", "Helper", "Helpers", "Common", "Manager", "Base", "Misc"]
        let bad = words(of: file.stem).filter(empty.contains)
        return bad.map { Violation(file.path, "\($0) is no name: say what the file holds") }
    }

    /// True where the word stands alone, not as a part of a longer one.
    static func contains(_ word: String, in line: Substring) -> Bool {
        var rest = line
        while let range = rest.range(of: word) {
            let before = rest[..<range.lowerBound].last
            let after = rest[range.upperBound...].first
            if before?.isLetter != true && after?.isLetter != true { return true }
            rest = rest[range.upperBound...]
        }
        return false
    }

    /// `FaceReader+Portrait` → `Face`, `Reader`, `Portrait`.
    private static func words(of name: String) -> [String] {
        name.reduce(into: [String]()) { words, character in
            if character.isUppercase || !character.isLetter || words.isEmpty { words.append("") }
            if character.isLetter || character.isNumber { words[words.count - 1].append(character) }
        }
    }
}
