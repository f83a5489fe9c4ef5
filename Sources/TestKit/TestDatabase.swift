package import Database
package import DatabaseSQLite
import Foundation

/// A fresh database with the tables of the foundations, in a folder of its own.
package struct TestDatabase: Sendable {
    package let database: SQLiteDatabase
    package let folder: TemporaryFolder

    package init(_ migrations: [Migration]? = nil) async throws {
        folder = try TemporaryFolder()
        database = try SQLiteDatabase(path: "\(folder.path)/couth.sqlite")
        try await Migrator(migrations ?? [Self.foundations()]).migrate(database)
    }

    /// The migration that makes the tables of the vault and the journal: the very file that the product ships.
    private static func foundations() throws -> Migration {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Onboarding/Migrations/0001_journal.sql").standardized
        return Migration(number: 1, name: "journal", text: try String(contentsOf: file, encoding: .utf8))
    }
}
