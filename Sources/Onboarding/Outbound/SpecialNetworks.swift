/// The networks that are not for everybody: the special-purpose registries of IANA for IPv4 and IPv6 (RFC 6890), with
/// the ranges that carry an IPv4 address inside an IPv6 one.
package enum SpecialNetworks {
    package static let loopback = networks("127.0.0.0/8", "::1/128")

    /// True for an address that any machine of the public network may have.
    package static func isGlobal(_ address: IPAddress) -> Bool {
        switch address {
        case .v4: !special.contains { $0.contains(address) }
        // Global unicast is one block of IPv6 (RFC 4291 section 2.4). Loopback, link-local, unique local, multicast,
        // IPv4-mapped (::ffff:0:0/96) and both NAT64 prefixes (64:ff9b::/96, 64:ff9b:1::/48) lie outside it.
        case .v6: globalUnicast.contains(address) && !special.contains { $0.contains(address) }
        }
    }

    /// Where clouds tell a machine its own secrets. No receiver lives there, whatever networks an operator has listed.
    static func isMetadata(_ address: IPAddress) -> Bool {
        metadata.contains { $0.contains(address) }
    }

    /// The names that lead there, which a resolver inside a cloud answers in its own way.
    static func isMetadata(_ name: String) -> Bool {
        metadataNames.contains { name == $0 || name.hasSuffix(".\($0)") }
    }

    /// AWS, Azure, Google and others at 169.254.169.254, AWS over IPv6, Alibaba, Azure's wire server.
    private static let metadata = networks(
        "169.254.169.254/32", "fd00:ec2::254/128", "100.100.100.200/32", "168.63.129.16/32")

    private static let metadataNames = [
        "metadata.google.internal", "metadata.goog", "metadata.azure.internal", "metadata.azure.com",
        "metadata.tencentyun.com", "instance-data", "instance-data.ec2.internal", "metadata",
    ]

    private static let globalUnicast = network("2000::/3")

    private static let special = networks(
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/4", "240.0.0.0/4",
        // Inside global unicast: Teredo, ORCHID and their neighbours; documentation, twice; 6to4.
        "2001::/23", "2001:db8::/32", "3fff::/20", "2002::/16")

    private static func networks(_ texts: String...) -> [CIDR] {
        texts.map(network)
    }

    private static func network(_ text: String) -> CIDR {
        guard let network = CIDR(text) else { preconditionFailure("\(text) is not a network") }
        return network
    }
}
