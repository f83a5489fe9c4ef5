import Foundation

/// A form-encoded body (`application/x-www-form-urlencoded`). Where a member stands twice, the first counts.
package struct Form: Sendable {
    private let members: [String: String]

    package init(_ text: String) {
        var members: [String: String] = [:]
        for pair in text.split(separator: "&").prefix(64) {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.decode(parts[0]), let value = Self.decode(parts.count > 1 ? parts[1] : "") else {
                continue
            }
            if members[name] == nil { members[name] = value }
        }
        self.members = members
    }

    package subscript(_ name: String) -> String? { members[name] }

    /// Nil where a percent sign is not followed by two hexadecimal digits, or the bytes are not UTF-8.
    package static func decode(_ text: some StringProtocol) -> String? {
        String(text).replacing("+", with: " ").removingPercentEncoding
    }
}
