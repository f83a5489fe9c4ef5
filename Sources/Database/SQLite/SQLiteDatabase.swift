import Database
import Foundation
import GRDB

/// The embedded database: SQLite in WAL mode, every commit on the disk before it is acknowledged.
package final class SQLiteDatabase: HouseDatabase {
    private let pool: DatabasePool
    private let writer: GroupWriter
    private let readers: ReaderThreads

    /// Connections beside the reading threads': GRDB's own short reads.
    private static let spareReaders = 2

    /// Opens the file, or creates it (mode 0600).
    /// - Throws: `DatabaseError.notDurable` where `synchronous=FULL` or WAL could not be had.
    package init(path: String, readers: Int = 8) throws {
        if !FileManager.default.fileExists(atPath: path) {
            let isMade = FileManager.default.createFile(
                atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
            guard isMade else { throw HouseError.notDurable("\(path) cannot be created") }
        }
        var configuration = Configuration()
        configuration.maximumReaderCount = readers + Self.spareReaders
        configuration.busyMode = .timeout(10)
        configuration.foreignKeysEnabled = true
        configuration.label = "couth"
        // Parameters never appear in an error's text: they may be about a person.
        configuration.publicStatementArguments = false
        pool = try DatabasePool(path: path, configuration: configuration)
        // GRDB turns `synchronous` to NORMAL when it switches WAL on, after every hook it offers: a power cut could
        // then lose acknowledged commits. It is set here, after the pool is open, and read back.
        try pool.writeWithoutTransaction { connection in
            try connection.execute(sql: "PRAGMA synchronous = FULL")
            let synchronous = try Int.fetchOne(connection, sql: "PRAGMA synchronous")
            let journal = try String.fetchOne(connection, sql: "PRAGMA journal_mode")
            guard synchronous == 2, journal == "wal" else {
                throw HouseError.notDurable("synchronous=\(synchronous ?? -1), journal_mode=\(journal ?? "none")")
            }
        }
        writer = GroupWriter(pool: pool)
        self.readers = ReaderThreads(pool: pool, count: readers)
    }

    deinit {
        readers.close()
    }

    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (any HouseTransaction) throws -> Value
    ) async throws -> Value {
        try await readers.read(body)
    }

    @discardableResult
    package func write<Value: Sendable>(
        _ body: @escaping @Sendable (any HouseTransaction) throws -> Value
    ) async throws -> Value {
        try await writer.write(body)
    }

    /// `PRAGMA synchronous` of the writing connection: 2 is FULL. Read by the start-up check and its test.
    package func synchronousMode() async throws -> Int {
        try await pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") ?? -1 }
    }

    /// The answer of `PRAGMA integrity_check`: `ok` for a sound file.
    package func integrity() async throws -> String {
        try await pool.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") ?? "no answer" }
    }

    package func close() throws {
        readers.close()
        try pool.close()
    }
}
