/// A rule of the house that is broken, and where.
struct Violation: CustomStringConvertible {
    let path: String
    let line: Int?
    let what: String

    init(_ path: String, line: Int? = nil, _ what: String) {
        self.path = path
        self.line = line
        self.what = what
    }

    var description: String { line.map { "\(path):\($0): \(what)" } ?? "\(path): \(what)" }
}

extension [Violation] {
    /// One violation a line, for the message of a failed expectation.
    var report: String { map(\.description).joined(separator: "\n") }
}
