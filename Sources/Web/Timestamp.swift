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

    /// Reads zero to seven fractional digits, as real messages have them; milliseconds are kept. Clients whose language
    /// writes `+00:00` for `Z` are read as well, and with them any other offset (RFC 3339, section 5.6).
    package init?(_ text: String) {
        guard let match = text.wholeMatch(of: /(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(\.\d{1,7})?(Z|[+-]\d\d:\d\d)/),
            CalendarDate(match.1) != nil, let offset = Self.offsetSeconds(match.4)
        else { return nil }
        let fraction = match.3.map { ($0 + "00").prefix(4) } ?? ".000"
        guard let date = try? Self.style.parse("\(match.1)T\(match.2)\(fraction)Z") else { return nil }
        self.date = date.addingTimeInterval(-Double(offset))
    }

    /// How far ahead of UTC a zone is: `Z`, `+hh:mm` or `-hh:mm`.
    private static func offsetSeconds(_ zone: Substring) -> Int? {
        if zone == "Z" { return 0 }
        guard let hours = Int(zone.dropFirst().prefix(2)), let minutes = Int(zone.suffix(2)), hours < 24, minutes < 60
        else { return nil }
        return (zone.hasPrefix("-") ? -1 : 1) * (hours * 60 + minutes) * 60
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
        try container.encode(text)
    }

    /// As it stands on the wire.
    package var text: String { date.formatted(Self.style) }
}
