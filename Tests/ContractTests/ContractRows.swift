import Foundation
import TestKit

/// The list of promises, and what the sources of the tests say that they prove.
struct ContractRows {
    struct Row {
        /// Section and name: `4.3 status`.
        let id: String
        let words: String
        let isOpen: Bool
    }

    let rows: [Row]

    init(_ text: String) {
        rows = text.split(separator: "\n").compactMap { line in
            let isOpen = line.hasPrefix("open ")
            let parts = (isOpen ? line.dropFirst(5) : line).split(separator: " — ", maxSplits: 1)
            guard let id = parts.first, !line.hasPrefix("#") else { return nil }
            return Row(id: String(id), words: parts.count == 2 ? String(parts[1]) : "", isOpen: isOpen)
        }
    }

    static func load() throws -> ContractRows {
        let file = OpenAPI.checkout.appending(path: "Tests/ContractTests/contract-rows.txt")
        return ContractRows(try String(contentsOf: file, encoding: .utf8))
    }

    /// Row → the files of the tests that name it, in Swift by the trait, in Python by a comment of the same form.
    static func named() throws -> [String: Set<String>] {
        let folder = OpenAPI.checkout.appending(path: "Tests")
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects ?? []
        var named: [String: Set<String>] = [:]
        for case let file as URL in files where ["swift", "py"].contains(file.pathExtension) {
            for row in names(in: try String(contentsOf: file, encoding: .utf8)) {
                named[row, default: []].insert(file.lastPathComponent)
            }
        }
        return named
    }

    static func names(in source: String) -> [String] {
        source.matches(of: /\.contract\(([^)]*)\)/).flatMap { call in
            call.1.matches(of: /"([^"]+)"/).map { String($0.1) }
        }
    }
}
