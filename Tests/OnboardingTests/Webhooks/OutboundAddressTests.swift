import Onboarding
import TestKit
import Testing

@Suite struct `An address outside` {
    static let open = OutboundPolicy(allowsLoopback: false, allowedNetworks: [])

    @Test(arguments: [
        "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255", "127.0.0.1",
        "127.255.255.254", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1",
        "192.168.0.1", "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.255",
        "240.0.0.1", "255.255.255.255",
        "::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::ffff:7f00:1", "::127.0.0.1", "64:ff9b::7f00:1",
        "64:ff9b:1::1", "100::1", "2001::1", "2001:10::1", "2001:1ff:ffff::1", "2001:db8::1", "2002:7f00:1::1",
        "3fff::1", "fc00::1", "fd12:3456::1", "fe80::1", "febf::1", "fec0::1", "ff02::1", "4000::1",
        "0:0:0:0:0:0:0:1", "2001:0DB8::1",
    ])
    func `that is not for everybody is refused`(_ text: String) throws {
        let address = try #require(IPAddress(text))
        #expect(!SpecialNetworks.isGlobal(address))
        let host = text.contains(":") ? "[\(text)]" : text
        let url = try OutboundURL("https://\(host)/hook")
        #expect(throws: OutboundError.refused(.address)) { try Self.open.check(url) }
    }

    @Test(arguments: [
        "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255",
        "128.0.0.1", "172.15.255.255", "172.32.0.0", "192.167.255.255", "192.169.0.0", "223.255.255.255",
        "2606:4700:4700::1111", "2001:200::1", "2001:4860:4860::8888", "2a00:1450::1", "2003::1",
    ])
    func `of the public network is allowed`(_ text: String) throws {
        #expect(SpecialNetworks.isGlobal(try #require(IPAddress(text))))
    }

    @Test(arguments: [
        "127.1", "127.0.1", "2130706433", "0x7f.0.0.1", "0x7f000001", "0177.0.0.1", "017700000001", "127.0.0.1.",
        "127.0.0.01", "127.0.0.256", "1.2.3.4.5", "１２７.0.0.1", "127。0。0。1", "[::1", "::1", "[::1%25eth0]",
        "[127.0.0.1]",
        "[::ffff:127.0.0.256]", "", ".", "a..b", "-a.example", "localhost.", "ex ample", "exa\u{0}mple", "example.0x1",
    ])
    func `in an odd spelling is no host`(_ host: String) {
        #expect(throws: OutboundError.self) { try OutboundURL("https://\(host)/hook") }
    }

    @Test(arguments: [
        ("https://user@receiver.example/", OutboundError.Refusal.userinfo),
        ("https://user:secret@receiver.example/", .userinfo),
        ("https://receiver.example@127.0.0.1/", .userinfo),
        ("ftp://receiver.example/", .scheme), ("file:///etc/passwd", .scheme), ("gopher://127.0.0.1/", .scheme),
        ("receiver.example/hook", .notAURL), ("//receiver.example", .notAURL), ("https:receiver.example", .notAURL),
        ("https://receiver.example/#part", .notAURL), ("https://receiver.example\\@127.0.0.1/", .notAURL),
        ("https://receiver.example/a b", .notAURL), ("https://receiver.example/\r\nHost: x", .notAURL),
        ("https://receiver.example/%zz", .notAURL), ("https://bücher.example/", .notAURL),
        ("https://receiver.example:0/", .port), ("https://receiver.example:65536/", .port),
        ("https://receiver.example:0443/", .port), ("https://receiver.example:/", .port),
        ("https://receiver.example:44 3/", .notAURL), ("https:///hook", .host),
    ])
    func `is read strictly`(_ text: String, _ refusal: OutboundError.Refusal) {
        #expect(throws: OutboundError.refused(refusal)) { try OutboundURL(text) }
    }

    @Test(arguments: [
        ("https://Receiver.Example/Hook?a=1&b=%2F", "https://receiver.example/Hook?a=1&b=%2F"),
        ("HTTPS://receiver.example:443", "https://receiver.example/"),
        ("https://receiver.example:8443?x", "https://receiver.example:8443/?x"),
        ("http://[0:0:0:0:0:0:0:1]:8080/h", "http://[::1]:8080/h"),
        ("https://1.1.1.1/h", "https://1.1.1.1/h"),
        ("https://my_service.internal/a:b@c", "https://my_service.internal/a:b@c"),
    ])
    func `has one spelling`(_ text: String, _ expected: String) throws {
        let url = try OutboundURL(text)
        #expect(url.text == expected)
        #expect(try OutboundURL(url.text) == url)
    }

    @Test(
        .contract("8.4 https"),
        arguments: [
            ("http://receiver.example/", OutboundError.Refusal.scheme), ("https://receiver.example:22/", .port),
            ("https://receiver.example:6379/", .port), ("https://127.0.0.1/", .address), ("http://[::1]/", .address),
        ])
    func `needs https and a usual port`(_ text: String, _ refusal: OutboundError.Refusal) throws {
        let url = try OutboundURL(text)
        #expect(throws: OutboundError.refused(refusal)) { try Self.open.check(url) }
    }

    @Test func `that the operator has listed may be private, on any port and without https`() throws {
        let network = try #require(CIDR("10.20.0.0/16"))
        let policy = OutboundPolicy(allowsLoopback: false, allowedNetworks: [network])
        try policy.check(try OutboundURL("http://10.20.1.2:9000/hook"))
        try policy.check(try OutboundURL("http://receiver.internal:9000/hook"))
        let url = try OutboundURL("http://receiver.internal:9000/hook")
        #expect(!policy.permits(try #require(IPAddress("10.21.0.1")), for: url))
        #expect(!policy.permits(try #require(IPAddress("127.0.0.1")), for: url))
        #expect(!policy.permits(try #require(IPAddress("1.1.1.1")), for: url), "public needs https all the same")
    }

    @Test(arguments: [
        "https://metadata.google.internal/", "https://METADATA.google.internal/", "https://a.metadata.goog/",
        "https://instance-data/", "http://169.254.169.254/latest", "http://100.100.100.200/", "http://[fd00:ec2::254]/",
    ])
    func `where a cloud keeps a machine's secrets is refused, whatever the operator has listed`(_ text: String) throws {
        let everything = try ["0.0.0.0/0", "::/0"].map { try #require(CIDR($0)) }
        let policy = OutboundPolicy(allowsLoopback: true, allowedNetworks: everything)
        #expect(throws: OutboundError.refused(.address)) { try policy.check(try OutboundURL(text)) }
        let url = try OutboundURL("http://receiver.example/")
        #expect(!policy.permits(try #require(IPAddress("169.254.169.254")), for: url))
        #expect(policy.permits(try #require(IPAddress("169.254.1.1")), for: url))
    }

    @Test(arguments: ["10.0.0.0/8", "0.0.0.0/0", "192.168.1.7/32", "fc00::/7", "::/0", "2001:db8::1/128"])
    func `belongs to a network that is written as it is read`(_ text: String) throws {
        #expect(try #require(CIDR(text)).description == text)
    }

    @Test(arguments: [
        "10.1.2.3/8", "10.0.0.0", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/08", "fc00::1/7", "::/129", "x/8",
    ])
    func `belongs to no network that is written carelessly`(_ text: String) {
        #expect(CIDR(text) == nil)
    }
}
