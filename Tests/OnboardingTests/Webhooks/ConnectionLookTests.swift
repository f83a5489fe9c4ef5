import NIOCore
import Onboarding
import Testing

@Suite struct `A look at a connection` {
    @Test(arguments: [
        ("198.51.100.7", "198.51.100.7", true), ("198.51.100.7", "198.51.100.8", false),
        ("127.0.0.1", "198.51.100.7", false), ("2001:db8::1", "2001:db8:0::1", true),
        ("::ffff:198.51.100.7", "198.51.100.7", false), ("2001:db8::1", "2001:db8::2", false),
    ])
    func `knows whether it leads to the address that was checked`(_ peer: String, _ checked: String, _ leads: Bool)
        throws
    {
        let remote = try SocketAddress(ipAddress: peer, port: 443)
        let address = try #require(IPAddress(checked))
        #expect(ConnectionLook.leads(remote, to: address) == leads)
    }

    @Test func `takes a connection without an address for a wrong one`() throws {
        let address = try #require(IPAddress("198.51.100.7"))
        #expect(!ConnectionLook.leads(nil, to: address))
        let local = try SocketAddress(unixDomainSocketPath: "/run/x")
        #expect(!ConnectionLook.leads(local, to: address))
    }
}
