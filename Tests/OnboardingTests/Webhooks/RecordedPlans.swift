import Database
import DatabaseSQLite
import Foundation
import Synchronization

/// How SQLite means to find what each statement asks for: collected while a test runs over real rows.
final class RecordedPlans: Sendable {
    private let recorded = Mutex<[String]>([])

    /// The steps of all plans, such as `SEARCH event USING INDEX …` or `SCAN event`.
    var steps: [String] { recorded.withLock { $0 } }

    /// The same database, with an ear at its statements.
    func database(_ database: SQLiteDatabase) -> any Database {
        Listening(database: database, plans: self)
    }

    private struct Listening: Database {
        let database: SQLiteDatabase
        let plans: RecordedPlans

        func read<Value: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> Value) async throws -> Value
        {
            try await database.read { try body(Explaining(transaction: $0, plans: plans)) }
        }

        func write<Value: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> Value) async throws -> Value
        {
            try await database.write { try body(Explaining(transaction: $0, plans: plans)) }
        }
    }

    private struct Explaining: Transaction {
        let transaction: any Transaction
        let plans: RecordedPlans

        func execute(_ statement: SQL) throws -> Int {
            try explain(statement)
            return try transaction.execute(statement)
        }

        func rows(_ statement: SQL) throws -> [Row] {
            try explain(statement)
            return try transaction.rows(statement)
        }

        /// The plan needs no values: a subquery, which the planner does not look into, stands for each.
        private func explain(_ statement: SQL) throws {
            var text = "EXPLAIN QUERY PLAN " + statement.text
            for number in stride(from: statement.values.count, to: 0, by: -1) {
                text = text.replacingOccurrences(of: "$\(number)", with: "(SELECT 1)")
            }
            let steps = try transaction.rows(SQL(trusted: text)).map { try $0.text("detail") }
            plans.recorded.withLock { $0 += steps }
        }
    }
}
