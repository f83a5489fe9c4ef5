/// An address to send to, read by one strict parser and written again from its parts: what was checked is what is
/// used, whatever another parser would have made of the text.
package struct OutboundURL: Hashable, Sendable {
    package enum Scheme: String, Sendable {
        case http, https

        var defaultPort: Int { self == .https ? 443 : 80 }
    }

    package enum Host: Hashable, Sendable {
        /// Letters, digits, hyphens, underscores and dots, in lower case.
        case name(String)
        case address(IPAddress)
    }

    package let scheme: Scheme
    package let host: Host
    package let port: Int
    /// Path and query as they stand on the request line; begins with `/`.
    package let target: String

    private static let longest = 2048

    package init(_ text: String) throws(OutboundError) {
        guard text.utf8.count <= Self.longest, text.utf8.allSatisfy(Self.isAllowed) else { throw .refused(.notAURL) }
        guard let colon = text.firstIndex(of: ":"), text[colon...].hasPrefix("://") else { throw .refused(.notAURL) }
        guard let scheme = Scheme(rawValue: text[..<colon].lowercased()) else { throw .refused(.scheme) }
        let rest = text[colon...].dropFirst(3)
        let authorityEnd = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
        let authority = rest[..<authorityEnd]
        guard !authority.contains("@") else { throw .refused(.userinfo) }
        let (hostText, portText) = try Self.split(authority)
        self.scheme = scheme
        host = try Self.host(hostText)
        port = try portText.map(Self.port) ?? scheme.defaultPort
        target = try Self.target(rest[authorityEnd...])
    }

    /// The whole in its one spelling.
    package var text: String { "\(scheme.rawValue)://\(authority)\(target)" }

    /// Host and port as the `Host` field has them: without the port that the scheme implies.
    package var authority: String {
        let name =
            switch host {
            case .name(let name): name
            case .address(.v4(let number)): IPAddress.v4(number).description
            case .address(.v6(let number)): "[\(IPAddress.v6(number))]"
            }
        return port == scheme.defaultPort ? name : "\(name):\(port)"
    }

    /// What RFC 3986 lets stand in a URL as it is. No fragment: it is never sent.
    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "-._~:/?[]@!$&'()*+,;=%".utf8.contains(byte)
        }
    }

    private static func split(
        _ authority: Substring
    ) throws(OutboundError) -> (host: Substring, port: Substring?) {
        let searchFrom = authority.first == "[" ? authority.firstIndex(of: "]") : authority.startIndex
        guard let searchFrom else { throw .refused(.host) }
        guard let colon = authority[searchFrom...].firstIndex(of: ":") else { return (authority, nil) }
        return (authority[..<colon], authority[authority.index(after: colon)...])
    }

    private static func host(_ text: Substring) throws(OutboundError) -> Host {
        if text.first == "[" {
            guard text.last == "]", let address = IPAddress(text.dropFirst().dropLast()), case .v6 = address else {
                throw .refused(.host)
            }
            return .address(address)
        }
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        guard text.utf8.count <= 253, labels.allSatisfy(isLabel), let last = labels.last else { throw .refused(.host) }
        // A name whose last part is a number is an IPv4 address or nothing (WHATWG URL, "ends in a number"): 127.1,
        // 2130706433 and 0x7f.0.0.1 would otherwise reach the machine itself.
        if isNumber(last) {
            guard let address = IPAddress(text) else { throw .refused(.host) }
            return .address(address)
        }
        return .name(text.lowercased())
    }

    private static func isLabel(_ label: Substring) -> Bool {
        (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
            && label.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
                default: byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
                }
            }
    }

    private static func isNumber(_ label: Substring) -> Bool {
        label.allSatisfy(\.isWholeNumber)
            || label.lowercased().hasPrefix("0x") && label.dropFirst(2).allSatisfy(\.isHexDigit)
    }

    private static func port(_ text: Substring) throws(OutboundError) -> Int {
        guard let number = Int(text), String(number) == text, (1...65_535).contains(number) else {
            throw .refused(.port)
        }
        return number
    }

    private static func target(_ text: Substring) throws(OutboundError) -> String {
        let escapes = text.split(separator: "%", omittingEmptySubsequences: false).dropFirst()
        guard escapes.allSatisfy({ $0.count >= 2 && $0.prefix(2).allSatisfy(\.isHexDigit) }), !text.contains("["),
            !text.contains("]")
        else { throw .refused(.notAURL) }
        return text.first == "/" ? String(text) : "/\(text)"
    }
}

extension OutboundURL: CustomStringConvertible {
    /// Path and query may hold a receiver's secret: they do not print.
    package var description: String { "\(scheme.rawValue)://\(authority)/…" }
}
