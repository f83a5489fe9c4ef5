import Foundation

/// One script of many modules, put together once at start: on a slow line each file that is asked for costs a turn, and
/// browsers ask for six at a time. The modules stay as they were written; only what stands between them is gone.
///
/// It knows the one form of import and export that the house uses: `import { a, b as c } from './name.js';` and
/// `export` before a function, a class or a constant, each at the beginning of a line.
package enum ScriptBundle {
    package enum Failure: Error, Equatable {
        case missing(String)
        /// Modules that import each other in a ring have no first one.
        case ring(String)
        /// An import or export of a form that is not known here.
        case unknownForm(module: String, line: String)
    }

    /// - Parameters:
    ///   - entry: the module that begins everything.
    ///   - sources: every module's text by its file name.
    package static func make(from entry: String, _ sources: [String: String]) throws(Failure) -> String {
        var bundle = Bundle(sources: sources)
        try bundle.add(entry, importedBy: [])
        return bundle.parts.joined(separator: "\n")
    }

    private struct Bundle {
        let sources: [String: String]
        var parts: [String] = []
        private var done: Set<String> = []

        init(sources: [String: String]) {
            self.sources = sources
        }

        mutating func add(_ name: String, importedBy chain: [String]) throws(Failure) {
            if done.contains(name) { return }
            guard !chain.contains(name) else { throw .ring(name) }
            guard let source = sources[name] else { throw .missing(name) }
            var lines: [String] = []
            var exports: [String] = []
            for line in ScriptBundle.statements(of: source) {
                if line.hasPrefix("import ") {
                    guard let found = line.wholeMatch(of: /import \{(.*)\} from '\.\/([\w-]+\.js)';/) else {
                        throw .unknownForm(module: name, line: line)
                    }
                    let imported = String(found.2)
                    try add(imported, importedBy: chain + [name])
                    let names = found.1.replacing(" as ", with: ": ")
                    lines.append("const {\(names)} = \(ScriptBundle.variable(imported));")
                } else if line.hasPrefix("export ") {
                    guard let found = line.firstMatch(of: /^export ((?:async )?function|class|const) (\w+)/) else {
                        throw .unknownForm(module: name, line: line)
                    }
                    exports.append(String(found.2))
                    lines.append(String(line.dropFirst("export ".count)))
                } else {
                    lines.append(line)
                }
            }
            let body = lines.joined(separator: "\n")
            parts.append(
                "const \(ScriptBundle.variable(name)) = (() => {\n\(body)\n"
                    + "return { \(exports.joined(separator: ", ")) };\n})();")
            done.insert(name)
        }
    }

    private static func variable(_ module: String) -> String {
        "$" + module.dropLast(".js".count).replacing("-", with: "_")
    }

    /// The lines without those that are comments alone, and with an import of several lines as one.
    private static func statements(of source: String) -> [String] {
        var statements: [String] = []
        var isComment = false
        var open: String?
        for line in source.split(separator: "\n", omittingEmptySubsequences: true) {
            let text = line.drop { $0 == " " }
            if isComment {
                isComment = !text.hasSuffix("*/")
            } else if text.hasPrefix("/**") {
                isComment = !text.hasSuffix("*/")
            } else if text.hasPrefix("//") {
                continue
            } else if let begun = open {
                let whole = begun + " " + text
                open = whole.hasSuffix(";") ? nil : whole
                if open == nil { statements.append(whole) }
            } else if line.hasPrefix("import ") && !line.hasSuffix(";") {
                open = String(line)
            } else {
                statements.append(String(line))
            }
        }
        return statements
    }
}
