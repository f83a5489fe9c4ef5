import Foundation

/// One numbered step of the schema. Forward only; never edited once released.
package struct Migration: Sendable {
    package let number: Int
    package let name: String
    package let text: String

    package init(number: Int, name: String, text: String) {
        self.number = number
        self.name = name
        self.text = text
    }

    /// The statements of the file: separated by semicolons at the end of a line, comments (`-- …`) left out.
    package var statements: [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { line in line.range(of: "--").map { String(line[..<$0.lowerBound]) } ?? String(line) }
            .joined(separator: "\n")
            .components(separatedBy: ";\n")
            .map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
            .map { $0.hasSuffix(";") ? String($0.dropLast()) : $0 }
            .filter { !$0.isEmpty }
    }
}

/// Brings a database to the newest schema: each migration and the note that it ran are one transaction, so that a
/// machine that stops half-way goes on where it was.
package struct Migrator: Sendable {
    private let migrations: [Migration]

    package init(_ migrations: [Migration]) {
        self.migrations = migrations.sorted { $0.number < $1.number }
    }

    /// - Returns: how many migrations ran.
    /// - Throws: `DatabaseError.newerSchema` where the database knows a migration that this program does not.
    @discardableResult
    package func migrate(_ database: some Database) async throws -> Int {
        let applied = try await database.write { transaction in
            try transaction.execute(
                "CREATE TABLE IF NOT EXISTS migration (number BIGINT PRIMARY KEY, name TEXT NOT NULL)")
            return try transaction.rows("SELECT number FROM migration ORDER BY number").map { try $0.int("number") }
        }
        let newest = migrations.last?.number ?? 0
        if let found = applied.last, found > newest {
            throw DatabaseError.newerSchema(found: found, known: newest)
        }
        let pending = migrations.filter { !applied.contains($0.number) }
        for migration in pending {
            try await database.write { transaction in
                for statement in migration.statements {
                    try transaction.execute(SQL(trusted: statement))
                }
                try transaction.execute(
                    "INSERT INTO migration (number, name) VALUES (\(migration.number), \(migration.name))")
            }
        }
        return pending.count
    }
}
