package import Database
package import DatabaseSQLite
import Foundation

/// A fresh database with the tables of the product, in a folder of its own.
package struct TestDatabase: Sendable {
    package let database: SQLiteDatabase
    package let folder: TemporaryFolder

    package init(_ migrations: [Migration]? = nil) async throws {
        folder = try TemporaryFolder()
        database = try SQLiteDatabase(path: "\(folder.path)/couth.sqlite")
        try await Migrator(migrations ?? Self.shipped()).migrate(database)
    }

    /// Every migration: the very files that the product ships.
    package static func shipped() throws -> [Migration] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Onboarding/Migrations").standardized
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".sql") }
        return try files.sorted().map { name in
            Migration(
                number: Int(name.prefix(4)) ?? 0, name: String(name.dropLast(4)),
                text: try String(contentsOf: folder.appending(path: name), encoding: .utf8))
        }
    }
}
