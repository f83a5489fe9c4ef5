import Foundation
import Kernel
import Onboarding
import TestKit
import Testing

@Suite(.timeLimit(.minutes(1))) struct `A request outside` {
    private let loopback = OutboundPolicy(allowsLoopback: true, allowedNetworks: [])
    private let strict = OutboundPolicy(allowsLoopback: false, allowedNetworks: [])

    private func send(
        _ url: String, policy: OutboundPolicy, resolver: any AddressResolver = ScriptedResolver([]),
        timeoutSeconds: Double = 10
    ) async throws(OutboundError) -> OutboundAnswer {
        let outbound = Outbound(policy: policy, resolver: resolver, clock: SystemClock())
        return try await outbound.send(
            OutboundRequest(
                method: "POST", url: try OutboundURL(url), headers: [("X-Test", "yes")], body: Data("{}".utf8),
                timeoutSeconds: timeoutSeconds))
    }

    @Test func `arrives as it was written`() async throws {
        let receiver = try await Receiver { _, _ in .status(201) }
        let answer = try await send("\(receiver.url)?a=%2F", policy: loopback)
        #expect(answer.status == 201)
        let request = try #require(receiver.requests.first)
        #expect(request.line == "POST /hook?a=%2F HTTP/1.1")
        #expect(request.headers["x-test"] == "yes")
        #expect(request.headers["host"] == "127.0.0.1:\(receiver.port)")
        #expect(request.body == Data("{}".utf8))
    }

    @Test func `goes to the address that was checked, under the name that was asked for`() async throws {
        let receiver = try await Receiver { _, _ in .status(200) }
        // The name exists nowhere: a second look-up, by anyone, would fail.
        let resolver = ScriptedResolver([["127.0.0.1"]])
        _ = try await send("http://receiver.invalid:\(receiver.port)/", policy: loopback, resolver: resolver)
        #expect(receiver.requests.first?.headers["host"] == "receiver.invalid:\(receiver.port)")
        #expect(resolver.lookUps == 1)
    }

    @Test(arguments: [["127.0.0.1"], ["1.1.1.1", "10.0.0.1"], ["::1"], ["::ffff:127.0.0.1"], ["169.254.169.254"]])
    func `is not sent where one address of the name is private`(_ addresses: [String]) async throws {
        await #expect(throws: OutboundError.blockedAddress) {
            try await send("https://rebind.example/", policy: strict, resolver: ScriptedResolver([addresses]))
        }
    }

    @Test func `is checked again when the name has changed its mind`() async throws {
        let receiver = try await Receiver { _, _ in .status(200) }
        let network = try #require(CIDR("127.0.0.1/32"))
        let policy = OutboundPolicy(allowsLoopback: false, allowedNetworks: [network])
        let resolver = ScriptedResolver([["127.0.0.1"], ["127.0.0.2"]])
        let url = "http://rebind.example:\(receiver.port)/"
        _ = try await send(url, policy: policy, resolver: resolver)
        await #expect(throws: OutboundError.blockedAddress) { try await send(url, policy: policy, resolver: resolver) }
        #expect(receiver.requests.count == 1)
    }

    @Test func `tries the next address where the first does not listen`() async throws {
        let receiver = try await Receiver { _, _ in .status(200) }
        let resolver = ScriptedResolver([["127.0.0.9", "127.0.0.1"]])
        let answer = try await send("http://two.example:\(receiver.port)/", policy: loopback, resolver: resolver)
        #expect(answer.status == 200)
    }

    @Test(arguments: [301, 302, 303, 307, 308])
    func `follows no redirect`(_ status: Int) async throws {
        let other = try await Receiver { _, _ in .status(200) }
        let location = "Location: \(other.url)"
        let receiver = try await Receiver { _, _ in .status(status, headers: [location]) }
        let answer = try await send(receiver.url, policy: loopback)
        #expect(answer.status == status)
        #expect(other.requests.isEmpty)
    }

    @Test(.contract("8.4 success"))
    func `ends in time where nobody answers`() async throws {
        let receiver = try await Receiver { _, _ in .silence }
        await #expect(throws: OutboundError.timeout) {
            try await send(receiver.url, policy: loopback, timeoutSeconds: 0.2)
        }
    }

    @Test func `tells a closed port, a lost connection and a foreign protocol apart`() async throws {
        let receiver = try await Receiver { request, _ in
            request.line.contains("close") ? .close : .raw("SSH-2.0-OpenSSH_9.2\r\n\r\n")
        }
        await #expect(throws: OutboundError.reset) { try await send("\(receiver.url)/close", policy: loopback) }
        await #expect(throws: OutboundError.protocolViolation) { try await send(receiver.url, policy: loopback) }
        await #expect(throws: OutboundError.connect) { try await send("http://127.0.0.1:1/", policy: loopback) }
        await #expect(throws: OutboundError.nameNotResolved) { try await send("http://x.invalid/", policy: loopback) }
    }

    @Test func `greets an https receiver by its name and trusts no other talk`() async throws {
        let receiver = try await Receiver { _, _ in .raw("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n") }
        let resolver = ScriptedResolver([["127.0.0.1"]])
        await #expect(throws: OutboundError.tls) {
            try await send("https://receiver.invalid:\(receiver.port)/", policy: loopback, resolver: resolver)
        }
        // The server name indication (RFC 6066 section 3) travels in the clear.
        let greeting = try #require(receiver.requests.first).bytes
        #expect(greeting.range(of: Data("receiver.invalid".utf8)) != nil)
    }

    @Test func `takes the beginning of an endless answer`() async throws {
        let receiver = try await Receiver { _, _ in
            .raw("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n" + String(repeating: "x", count: 200_000))
        }
        let answer = try await send(receiver.url, policy: loopback)
        #expect(answer.status == 200)
        #expect(answer.body.count == Outbound.Limits.answerBytes)
    }

    @Test func `resolves the name of this machine`() async throws {
        let receiver = try await Receiver { _, _ in .status(200) }
        let outbound = Outbound(policy: loopback, clock: SystemClock())
        let answer = try await outbound.send(
            OutboundRequest(
                method: "POST", url: try OutboundURL("http://localhost:\(receiver.port)/"), headers: [], body: Data(),
                timeoutSeconds: 10))
        #expect(answer.status == 200)
    }
}
