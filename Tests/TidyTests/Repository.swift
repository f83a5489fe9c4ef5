import Foundation
import Glibc

/// The files of this checkout that are tracked or could be: what git ignores is nobody's to tidy.
struct Repository {
    struct Entry {
        /// From the root of the checkout, with slashes.
        let path: String
        let sizeBytes: Int
    }

    static let here = Repository(root: folder(above: #filePath, levels: 3))

    let root: URL
    let entries: [Entry]
    /// Every file whose kind is text.
    let texts: [TextFile]
    /// Every Swift file, its code and its comments apart.
    let swift: [SwiftSource]

    init(root: URL) {
        self.root = root
        let paths = Repository.pathsFromGit(root) ?? Repository.pathsFromDisk(root)
        entries = paths.sorted().compactMap { path in
            let attributes = try? FileManager.default.attributesOfItem(atPath: root.appending(path: path).path)
            guard let size = attributes?[.size] as? Int else { return nil }
            return Entry(path: path, sizeBytes: size)
        }
        texts = entries.compactMap { TextFile(path: $0.path, under: root) }
        swift = texts.filter { $0.kind == "swift" }.map { SwiftSource(path: $0.path, text: $0.text) }
    }

    private static func folder(above file: String, levels: Int) -> URL {
        (0..<levels).reduce(URL(filePath: file).resolvingSymlinksInPath()) { url, _ in url.deletingLastPathComponent() }
    }

    /// Tracked files, and new ones that are not ignored. Nil where there is no git or no repository, as in an archive.
    ///
    /// By `popen`: `Process` lists the open descriptors of the whole test run first, and reads past the end of a long
    /// list.
    private static func pathsFromGit(_ root: URL) -> [String]? {
        let folder = root.path.replacing("'", with: #"'\''"#)
        let command = "git -C '\(folder)' ls-files -z --cached --others --exclude-standard 2>/dev/null"
        guard let stream = popen(command, "r") else { return nil }
        var listing: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 65_536)
        while case let count = fread(&part, 1, part.count, stream), count > 0 { listing += part.prefix(count) }
        guard pclose(stream) == 0 else { return nil }
        return String(decoding: listing, as: UTF8.self).split(separator: "\0").map(String.init)
    }

    private static func pathsFromDisk(_ root: URL) -> [String] {
        let ignored = [".git/", ".build", ".runtime/", "data/", "artifacts/"]
        let all = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
        return all.filter { path in !ignored.contains { path.hasPrefix($0) } }
    }
}
