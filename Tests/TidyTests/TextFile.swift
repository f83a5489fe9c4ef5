import Foundation

/// One text of the checkout.
struct TextFile {
    let path: String
    let text: String

    /// The name's extension, or the whole name where there is none: `swift`, `Makefile`.
    var kind: String { name.split(separator: ".").last.map(String.init) ?? name }
    var name: String { path.split(separator: "/").last.map(String.init) ?? path }
    /// `0001_access` of `0001_access.sql`.
    var stem: String { name.split(separator: ".").first.map(String.init) ?? name }
    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

    init(path: String, text: String) {
        self.path = path
        self.text = text
    }

    /// Nil where the file is not UTF-8, that is, no text.
    init?(path: String, under root: URL) {
        guard let data = FileManager.default.contents(atPath: root.appending(path: path).path),
            !data.contains(0), let text = String(validating: data, as: UTF8.self)
        else { return nil }
        self.init(path: path, text: text)
    }
}
