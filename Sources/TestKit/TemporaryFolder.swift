package import Foundation

/// A folder of one test's own, gone with the last who holds it.
package final class TemporaryFolder: Sendable {
    package let path: String

    package init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "couth-\(UUID())").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Every byte of every file in it, one file after another: for tests that look for what must not be there.
    package func allBytes() throws -> Data {
        try FileManager.default.subpathsOfDirectory(atPath: path).sorted().reduce(into: Data()) { all, name in
            let file = "\(path)/\(name)"
            let type = try FileManager.default.attributesOfItem(atPath: file)[.type] as? FileAttributeType
            if type == .typeRegular { all.append(try Data(contentsOf: URL(fileURLWithPath: file))) }
        }
    }
}
