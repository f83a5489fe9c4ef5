import Database
import Foundation
import GRDB

/// A GRDB connection in the words of the seam. It is valid only while the connection is.
struct SQLiteTransaction: HouseTransaction {
    private let connection: Connection

    static func run<Value>(
        on connection: Connection, _ body: (any HouseTransaction) throws -> Value
    ) throws -> Value {
        do {
            return try body(SQLiteTransaction(connection: connection))
        } catch let error as GRDB.DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            throw HouseError.constraintViolated(error.message ?? "constraint")
        }
    }

    @discardableResult
    func execute(_ statement: Statement) throws -> Int {
        let prepared = try prepare(statement)
        try prepared.execute()
        return connection.changesCount
    }

    func rows(_ statement: Statement) throws -> [HouseRow] {
        let prepared = try prepare(statement)
        let columns = prepared.columnNames
        // Row by row from the statement: the list of all would copy every value once more.
        let cursor = try GRDB.Row.fetchCursor(prepared)
        var rows: [HouseRow] = []
        while let row = try cursor.next() {
            rows.append(HouseRow(columns: columns, values: row.databaseValues.map(Self.value)))
        }
        return rows
    }

    private func prepare(_ statement: Statement) throws -> GRDB.Statement {
        let prepared = try connection.cachedStatement(sql: statement.text)
        try prepared.setArguments(StatementArguments(statement.values.map(Self.argument)))
        return prepared
    }

    private static func argument(_ value: StatementValue) -> DatabaseValue {
        switch value {
        case .null: .null
        case .integer(let number): number.databaseValue
        case .real(let number): number.databaseValue
        case .text(let text): text.databaseValue
        case .blob(let data): data.databaseValue
        }
    }

    private static func value(_ value: DatabaseValue) -> StatementValue {
        switch value.storage {
        case .null: .null
        case .int64(let number): .integer(number)
        case .double(let number): .real(number)
        case .string(let text): .text(text)
        case .blob(let data): .blob(data)
        }
    }
}
