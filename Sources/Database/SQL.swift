package import Foundation
package import Kernel

/// A statement and its parameters. An interpolated value becomes `$1, $2 …` and travels apart from the text, so that no
/// value can ever be read as SQL.
package struct SQL: ExpressibleByStringInterpolation, Sendable {
    package let text: String
    package let values: [SQLValue]
    /// The text around the values: one more than there are values.
    private let fragments: [String]

    package init(stringLiteral text: String) {
        self.text = text
        values = []
        fragments = [text]
    }

    package init(stringInterpolation: StringInterpolation) {
        fragments = stringInterpolation.fragments
        values = stringInterpolation.values
        text = fragments.dropFirst().enumerated().reduce(fragments[0]) { "\($0)$\($1.offset + 1)\($1.element)" }
    }

    /// A statement from a file of the project itself: a migration.
    package init(trusted text: String) {
        self.text = text
        values = []
        fragments = [text]
    }

    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var fragments = [""]
        fileprivate var values: [SQLValue] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            fragments.reserveCapacity(interpolationCount + 1)
            values.reserveCapacity(interpolationCount)
        }

        package mutating func appendLiteral(_ literal: String) {
            fragments[fragments.count - 1] += literal
        }

        package mutating func appendInterpolation(_ value: some SQLConvertible) {
            append(value.sqlValue)
        }

        package mutating func appendInterpolation(_ value: (some SQLConvertible)?) {
            append(value?.sqlValue ?? .null)
        }

        /// Another statement's piece with the values in it: a condition, an order.
        package mutating func appendInterpolation(_ piece: SQL) {
            appendLiteral(piece.fragments[0])
            for (value, fragment) in zip(piece.values, piece.fragments.dropFirst()) {
                append(value)
                appendLiteral(fragment)
            }
        }

        private mutating func append(_ value: SQLValue) {
            values.append(value)
            fragments.append("")
        }

        /// The values of an `IN` list, each its own parameter. An empty list becomes `NULL`, which matches nothing.
        package mutating func appendInterpolation(list: [some SQLConvertible]) {
            guard !list.isEmpty else {
                appendLiteral("NULL")
                return
            }
            for (index, value) in list.enumerated() {
                if index > 0 { appendLiteral(", ") }
                appendInterpolation(value)
            }
        }
    }
}

/// A value as both databases hold it.
package enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob(Data)
}

/// What may stand in a statement.
package protocol SQLConvertible {
    var sqlValue: SQLValue { get }
}

extension String: SQLConvertible {
    package var sqlValue: SQLValue { .text(self) }
}

extension Int: SQLConvertible {
    package var sqlValue: SQLValue { .integer(Int64(self)) }
}

extension Double: SQLConvertible {
    package var sqlValue: SQLValue { .real(self) }
}

extension Bool: SQLConvertible {
    package var sqlValue: SQLValue { .integer(self ? 1 : 0) }
}

extension Data: SQLConvertible {
    package var sqlValue: SQLValue { .blob(self) }
}

extension Date: SQLConvertible {
    /// Unix milliseconds, UTC: columns that hold an instant are named `…_ms`.
    package var sqlValue: SQLValue { .integer(Int64((timeIntervalSince1970 * 1000).rounded(.down))) }
}

extension ID: SQLConvertible {
    package var sqlValue: SQLValue { .text(description) }
}

extension RawRepresentable where RawValue == String {
    package var sqlValue: SQLValue { .text(rawValue) }
}
