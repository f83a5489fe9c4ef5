/// Where the house may send to. The public network over https, and beside it only what the operator has listed.
package struct OutboundPolicy: Sendable {
    /// Whether this machine itself may be sent to: for trying things out.
    package let allowsLoopback: Bool
    /// Networks that may be sent to although they are private: on any port, and without https.
    package let allowedNetworks: [CIDR]
    /// The ports of public receivers.
    package let allowedPorts: Set<Int>

    package init(allowsLoopback: Bool, allowedNetworks: [CIDR], allowedPorts: Set<Int> = [443, 8443]) {
        self.allowsLoopback = allowsLoopback
        self.allowedNetworks = allowedNetworks
        self.allowedPorts = allowedPorts
    }

    /// What can be said before the name is resolved: to be asked when an address is handed in.
    package func check(_ url: OutboundURL) throws(OutboundError) {
        switch url.host {
        case .address(let address): guard permits(address, for: url) else { throw .refused(.address) }
        case .name(let name): guard !SpecialNetworks.isMetadata(name) else { throw .refused(.address) }
        }
        // A name may yet lead into a listed network, where http and other ports are allowed.
        guard !allowsLoopback, allowedNetworks.isEmpty else { return }
        guard url.scheme == .https else { throw .refused(.scheme) }
        guard allowedPorts.contains(url.port) else { throw .refused(.port) }
    }

    /// Whether a request for `url` may go to `address`, which is one of those its host has.
    package func permits(_ address: IPAddress, for url: OutboundURL) -> Bool {
        guard !SpecialNetworks.isMetadata(address) else { return false }
        return isListed(address)
            || url.scheme == .https && allowedPorts.contains(url.port) && SpecialNetworks.isGlobal(address)
    }

    private func isListed(_ address: IPAddress) -> Bool {
        allowsLoopback && SpecialNetworks.loopback.contains { $0.contains(address) }
            || allowedNetworks.contains { $0.contains(address) }
    }
}
