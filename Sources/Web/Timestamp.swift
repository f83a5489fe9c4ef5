package import Foundation
import Kernel

/// An instant as the contract writes it: RFC 3339, UTC with `Z`, three fractional digits.
package struct Timestamp: Codable, Hashable, Sendable {
    package let date: Date

    package init(_ date: Date) {
        self.date = date
    }

    /// Nil where there is no date: for members that are left out.
    package init?(_ date: Date?) {
        guard let date else { return nil }
        self.date = date
    }

    private static let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)

    /// Reads zero to seven fractional digits, as real messages have them; milliseconds are kept.
    package init?(_ text: String) {
        guard let match = text.wholeMatch(of: /(\d{4}-\d\d-\d\d)T\d\d:\d\d:\d\d(\.\d{1,7})?Z/),
            CalendarDate(match.1) != nil
        else { return nil }
        let fraction = match.2.map { ($0 + "00").prefix(4) } ?? ".000"
        let whole = text.prefix { $0 != "." && $0 != "Z" }
        guard let date = try? Self.style.parse("\(whole)\(fraction)Z") else { return nil }
        self.date = date
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let found = Timestamp(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a time in UTC")
        }
        self = found
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(date.formatted(Self.style))
    }
}
