package import Foundation
package import Kernel

/// One row of an answer, read by column name. Reading a column that is not there, or not of that kind, throws.
package struct Row: Sendable {
    private let columns: [String]
    private let values: [SQLValue]

    package init(columns: [String], values: [SQLValue]) {
        self.columns = columns
        self.values = values
    }

    package func value(_ column: String) throws -> SQLValue {
        guard let index = columns.firstIndex(of: column) else { throw DatabaseError.unexpectedColumn(column) }
        return values[index]
    }

    package func text(_ column: String) throws -> String {
        guard let text = try optionalText(column) else { throw DatabaseError.unexpectedColumn(column) }
        return text
    }

    package func optionalText(_ column: String) throws -> String? {
        switch try value(column) {
        case .null: nil
        case .text(let text): text
        default: throw DatabaseError.unexpectedColumn(column)
        }
    }

    package func int(_ column: String) throws -> Int {
        guard let number = try optionalInt(column) else { throw DatabaseError.unexpectedColumn(column) }
        return number
    }

    package func optionalInt(_ column: String) throws -> Int? {
        switch try value(column) {
        case .null: nil
        case .integer(let number): Int(number)
        default: throw DatabaseError.unexpectedColumn(column)
        }
    }

    package func optionalDouble(_ column: String) throws -> Double? {
        switch try value(column) {
        case .null: nil
        case .real(let number): number
        default: throw DatabaseError.unexpectedColumn(column)
        }
    }

    package func bool(_ column: String) throws -> Bool {
        try int(column) != 0
    }

    package func optionalBool(_ column: String) throws -> Bool? {
        try optionalInt(column).map { $0 != 0 }
    }

    package func data(_ column: String) throws -> Data {
        guard let data = try optionalData(column) else { throw DatabaseError.unexpectedColumn(column) }
        return data
    }

    package func optionalData(_ column: String) throws -> Data? {
        switch try value(column) {
        case .null: nil
        case .blob(let data): data
        default: throw DatabaseError.unexpectedColumn(column)
        }
    }

    package func date(_ column: String) throws -> Date {
        Date(timeIntervalSince1970: Double(try int(column)) / 1000)
    }

    package func optionalDate(_ column: String) throws -> Date? {
        try optionalInt(column).map { Date(timeIntervalSince1970: Double($0) / 1000) }
    }

    package func id<Kind>(_ column: String, of kind: Kind.Type = Kind.self) throws -> ID<Kind> {
        guard let id = ID<Kind>(try text(column)) else { throw DatabaseError.unexpectedColumn(column) }
        return id
    }

    package func optionalID<Kind>(_ column: String, of kind: Kind.Type = Kind.self) throws -> ID<Kind>? {
        guard let text = try optionalText(column) else { return nil }
        guard let id = ID<Kind>(text) else { throw DatabaseError.unexpectedColumn(column) }
        return id
    }

    /// A column that holds the raw value of an enumeration.
    package func word<Word: RawRepresentable<String>>(_ column: String, of type: Word.Type = Word.self) throws -> Word {
        guard let word = Word(rawValue: try text(column)) else { throw DatabaseError.unexpectedColumn(column) }
        return word
    }

    package func optionalWord<Word: RawRepresentable<String>>(
        _ column: String, of type: Word.Type = Word.self
    ) throws -> Word? {
        guard let text = try optionalText(column) else { return nil }
        guard let word = Word(rawValue: text) else { throw DatabaseError.unexpectedColumn(column) }
        return word
    }
}
