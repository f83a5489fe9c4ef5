/// The seam to the database is the statement: a transaction runs SQL text that SQLite (3.40 and later) and PostgreSQL
/// (15 and later) both understand.
package protocol Database: Sendable {
    /// Runs `body` on one consistent state of the database. Reading and nothing else.
    func read<Value: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> Value) async throws -> Value

    /// Runs `body` in one transaction that is on disk, durably, when this returns, or has had no effect when it throws.
    ///
    /// `body` is synchronous: it can wait for nothing but the database. It may run together with other bodies in one
    /// commit; each is undone by itself when it throws.
    @discardableResult
    func write<Value: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> Value) async throws -> Value
}

/// One transaction, valid while the body that received it runs.
package protocol Transaction {
    /// - Returns: how many rows were inserted, changed or deleted.
    @discardableResult
    func execute(_ statement: SQL) throws -> Int

    func rows(_ statement: SQL) throws -> [Row]
}

extension Transaction {
    /// The first row, where a statement answers with one or none.
    package func row(_ statement: SQL) throws -> Row? {
        try rows(statement).first
    }
}

package enum DatabaseError: Error, Equatable {
    /// A unique index, a foreign key or a `CHECK` refused the change.
    case constraintViolated(String)
    /// A column is missing from the answer, or holds a value of another kind: the statement and its reader disagree.
    case unexpectedColumn(String)
    /// The database was written by a newer version of the program.
    case newerSchema(found: Int, known: Int)
    /// The database does not give the durability that the house promises.
    case notDurable(String)
    /// The database was closed before it was asked.
    case closed
}
