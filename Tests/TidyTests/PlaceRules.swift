import Foundation

/// What only one machine knows does not stand in the house: folders of a machine, hosts of package registries.
enum PlaceRules {
    /// Put together from pieces, so that this file does not break its own rule.
    static let machineFolders = ["work", "tmp", "root", "home", "Users"].map { ["", $0, ""].joined(separator: "/") }
    static let registryHosts = [
        ["pypi", "org"], ["pythonhosted", "org"], ["registry", "npmjs", "org"], ["npmjs", "com"], ["crates", "io"],
        ["deb", "debian", "org"], ["rubygems", "org"], ["proxy", "golang", "org"], ["repo1", "maven", "org"],
    ].map { $0.joined(separator: ".") }

    /// Where the folder beside the checkout may be named: set-up looks there, accuracy is measured there.
    private static let sharedFolder = ["..", "shared"].joined(separator: "/")
    private static let mayLookBeside = ["setup/", "Sources/couth/Accuracy", "docs/accuracy.md"]

    static func violations(of file: TextFile) -> [Violation] {
        // Most files name none of them: one look at the whole before one at each line.
        let forbidden = machineFolders + registryHosts + (mayNameShared(file.path) ? [] : [sharedFolder])
        let present = forbidden.filter { file.text.contains($0) }
        guard !present.isEmpty else { return [] }
        return file.lines.enumerated().flatMap { number, line in
            present.filter { stands($0, in: line) }.map {
                Violation(file.path, line: number + 1, "\($0) is known to some machine only")
            }
        }
    }

    private static func mayNameShared(_ path: String) -> Bool {
        mayLookBeside.contains(where: path.hasPrefix)
    }

    /// A folder of a machine begins a path; `a/work/b` and `https://host/home/` are other things.
    private static func stands(_ word: String, in line: Substring) -> Bool {
        guard word.hasPrefix("/") else { return line.contains(word) }
        var rest = line
        while let range = rest.range(of: word) {
            let before = rest[..<range.lowerBound].last
            if before.map({ !$0.isLetter && !$0.isNumber && !"./-_}$*)".contains($0) }) ?? true { return true }
            rest = rest[range.upperBound...]
        }
        return false
    }
}
