package import Foundation

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

    package init(from decoder: any Decoder) throws {
        date = try Self.style.parse(try decoder.singleValueContainer().decode(String.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(date.formatted(Self.style))
    }
}
