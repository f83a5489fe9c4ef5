import Glibc

/// An address of IPv4 or IPv6, as the number it is: two spellings of one address are equal.
package enum IPAddress: Hashable, Sendable {
    case v4(UInt32)
    case v6(UInt128)

    /// Reads the one strict form of each: four decimal numbers without leading zeros, or RFC 4291 section 2.2 without a
    /// zone. Nil for everything else, the short, octal and hexadecimal forms of IPv4 included.
    package init?(_ text: some StringProtocol) {
        // C would stop at a zero byte and take what stands before it for the whole.
        guard !text.utf8.contains(0) else { return nil }
        let text = String(text)
        if let number: UInt32 = Self.number(in: text, AF_INET) {
            self = .v4(number)
        } else if let number: UInt128 = Self.number(in: text, AF_INET6) {
            self = .v6(number)
        } else {
            return nil
        }
    }

    /// Read into a number of the address's size. By name the structures of C belong to whichever module the compiler
    /// has met first, NIO's or the system's, and then only one of both imports will do.
    private static func number<Number: FixedWidthInteger>(in text: String, _ family: Int32) -> Number? {
        var number = Number.zero
        return inet_pton(family, text, &number) == 1 ? Number(bigEndian: number) : nil
    }
}

extension IPAddress: CustomStringConvertible {
    package var description: String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        switch self {
        case .v4(let number):
            var address = number.bigEndian
            inet_ntop(AF_INET, &address, &text, socklen_t(text.count))
        case .v6(let number):
            var address = number.bigEndian
            inet_ntop(AF_INET6, &address, &text, socklen_t(text.count))
        }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
