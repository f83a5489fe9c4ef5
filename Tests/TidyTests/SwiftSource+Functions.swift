extension SwiftSource {
    struct Function {
        let name: String
        /// From 1.
        let line: Int
        /// From the line of its name to the one of its closing brace.
        let lineCount: Int
        /// Nil for an initialiser, which takes what its type has.
        let parameterCount: Int?
    }

    /// Every function and initialiser with a body, found by its braces.
    var functions: [Function] {
        tokens.indices.compactMap { place in
            let isFunction = tokens[place].text == "func"
            guard isFunction || isInitializer(at: place), let opening = bodyStart(after: place) else { return nil }
            return Function(
                name: isFunction ? tokens[place + 1].text : tokens[place].text,
                line: tokens[place].line,
                lineCount: tokens[end(ofBraceAt: opening)].line - tokens[place].line + 1,
                parameterCount: isFunction ? parameterCount(after: place) : nil)
        }
    }

    private func isInitializer(at place: Int) -> Bool {
        guard ["init", "deinit"].contains(tokens[place].text), place + 1 < tokens.count else { return false }
        // `self.init(…)` and `.init(…)` are calls.
        let isCall = place > 0 && tokens[place - 1].text == "."
        return !isCall && ["(", "?", "<", "{"].contains(tokens[place + 1].text)
    }

    /// The brace that opens the body; nil where the declaration ends without one, as in a protocol.
    private func bodyStart(after place: Int) -> Int? {
        let ends: Set = [
            "}", "func", "var", "let", "init", "case", "struct", "class", "enum", "actor", "extension", "protocol",
            "static", "package", "private", "fileprivate", "mutating", "associatedtype",
        ]
        var depth = 0
        for index in (place + 1)..<tokens.count {
            switch tokens[index].text {
            case "(", "[": depth += 1
            case ")", "]": depth -= 1
            case "{" where depth == 0: return index
            case let text where depth == 0 && ends.contains(text): return nil
            default: break
            }
        }
        return nil
    }

    private func end(ofBraceAt opening: Int) -> Int {
        var depth = 0
        for index in opening..<tokens.count {
            if tokens[index].text == "{" { depth += 1 }
            if tokens[index].text == "}" { depth -= 1 }
            if depth == 0 { return index }
        }
        return tokens.count - 1
    }

    /// Commas between the brackets of the parameter list, those of inner types left out.
    private func parameterCount(after place: Int) -> Int {
        guard let opening = tokens[place...].firstIndex(where: { $0.text == "(" }) else { return 0 }
        var (depth, commas) = (0, 0)
        for index in opening..<tokens.count {
            switch tokens[index].text {
            case "(", "[", "{", "<": depth += 1
            case ">" where tokens[index - 1].text == "-": break
            case ")" where depth == 1:
                let isEmpty = index == opening + 1
                return isEmpty ? 0 : commas + (tokens[index - 1].text == "," ? 0 : 1)
            case ")", "]", "}", ">": depth -= 1
            case "," where depth == 1: commas += 1
            default: break
            }
        }
        return commas
    }
}
