package import Foundation

/// Objects as files: `<folder>/ab/cd…`, written whole or not at all.
package struct FileObjects: ObjectStore {
    private static let pieceBytes = 256 * 1024

    private let folder: String

    package init(folder: String) throws {
        self.folder = folder
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    package func put(_ bytes: Data, as name: ObjectName) async throws {
        let path = path(of: name)
        if FileManager.default.fileExists(atPath: path) { return }
        let shelf = (path as NSString).deletingLastPathComponent
        if !FileManager.default.fileExists(atPath: shelf) {
            try FileManager.default.createDirectory(
                atPath: shelf, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try DurableFile.flushFolder(of: shelf)
        }
        try DurableFile.write(bytes, to: path, mode: 0o600)
    }

    package func get(_ name: ObjectName) async throws -> AsyncThrowingStream<Data, any Error> {
        guard let file = FileHandle(forReadingAtPath: path(of: name)) else { throw VaultError.objectMissing }
        return AsyncThrowingStream {
            guard let piece = try file.read(upToCount: Self.pieceBytes), !piece.isEmpty else {
                try file.close()
                return nil
            }
            return piece
        }
    }

    package func delete(_ name: ObjectName) async throws {
        do {
            try FileManager.default.removeItem(atPath: path(of: name))
        } catch let error as CocoaError where error.code == .fileNoSuchFile {
            return
        }
    }

    package func list() async throws -> [(name: ObjectName, modified: Date)] {
        let root = URL(fileURLWithPath: folder, isDirectory: true)
        guard
            let files = FileManager.default.enumerator(
                at: root, includingPropertiesForKeys: [.contentModificationDateKey])
        else { return [] }
        return files.allObjects.compactMap { item in
            guard let file = item as? URL,
                let name = ObjectName(file.deletingLastPathComponent().lastPathComponent + file.lastPathComponent),
                let modified = try? file.resourceValues(forKeys: [.contentModificationDateKey]).contentModificationDate
            else { return nil }
            return (name, modified)
        }
    }

    private func path(of name: ObjectName) -> String {
        "\(folder)/\(name.description.prefix(2))/\(name.description.dropFirst(2))"
    }
}
