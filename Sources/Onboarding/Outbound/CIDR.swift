/// A network: an address and how many of its leading bits count.
package struct CIDR: Hashable, Sendable {
    package let base: IPAddress
    /// 0…32 for IPv4, 0…128 for IPv6.
    package let prefixLength: Int

    /// Reads `10.0.0.0/8` or `fc00::/7`. Nil where bits beyond the prefix are set: whoever writes `10.1.2.3/8` may mean
    /// one machine or a network of millions.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let base = IPAddress(parts[0]), let length = Int(parts[1]), String(length) == parts[1]
        else { return nil }
        switch base {
        case .v4(let number): guard (0...32).contains(length), number << UInt32(length) == 0 else { return nil }
        case .v6(let number): guard (0...128).contains(length), number << UInt128(length) == 0 else { return nil }
        }
        self.base = base
        prefixLength = length
    }

    package func contains(_ address: IPAddress) -> Bool {
        // A shift by the whole width gives 0, so that /0 holds every address of its kind.
        switch (base, address) {
        case (.v4(let base), .v4(let number)): (base ^ number) >> UInt32(32 - prefixLength) == 0
        case (.v6(let base), .v6(let number)): (base ^ number) >> UInt128(128 - prefixLength) == 0
        default: false
        }
    }
}

extension CIDR: CustomStringConvertible {
    package var description: String { "\(base)/\(prefixLength)" }
}
