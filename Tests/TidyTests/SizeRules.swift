/// The sizes of the house. What is longer is hard to take in, and nearly always two things.
enum SizeRules {
    static let columns = 120
    static let fileLines = 500
    static let manifestLines = 250
    static let functionLines = 60
    static let parameters = 5
    static let fileBytes = 1 << 20

    /// The kinds that are code. Prose and data may have longer lines: a table's row cannot be broken.
    private static let code: Set = ["swift", "c", "h", "cpp", "hpp", "sh", "py", "sql", "js", "css", "mustache"]

    static func lines(of file: TextFile) -> [Violation] {
        guard code.contains(file.kind) else { return [] }
        let lines = file.lines
        let limit = file.path == "Package.swift" ? manifestLines : fileLines
        let long = lines.enumerated().filter { $0.element.count > columns }.map { number, line in
            Violation(file.path, line: number + 1, "\(line.count) columns; \(columns) is the end")
        }
        return long + (lines.count <= limit ? [] : [Violation(file.path, "\(lines.count) lines; \(limit) is the end")])
    }

    static func functions(of source: SwiftSource) -> [Violation] {
        source.functions.flatMap { function -> [Violation] in
            var violations: [Violation] = []
            if function.lineCount > functionLines {
                let what = "\(function.name) has \(function.lineCount) lines; \(functionLines) is the end"
                violations.append(Violation(source.path, line: function.line, what))
            }
            if let count = function.parameterCount, count > parameters {
                let what = "\(function.name) takes \(count) parameters; \(parameters) is the end"
                violations.append(Violation(source.path, line: function.line, what))
            }
            return violations
        }
    }

    static func bytes(of entry: Repository.Entry) -> [Violation] {
        entry.sizeBytes <= fileBytes ? [] : [Violation(entry.path, "\(entry.sizeBytes) bytes; 1 MiB is the end")]
    }
}
