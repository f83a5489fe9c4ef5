import Foundation
import Kernel
import Onboarding
import TestKit
import Testing

/// The classes of failures, each from a receiver that fails in this way.
@Suite(.timeLimit(.minutes(1))) struct `A failure of a request outside` {
    private let loopback = OutboundPolicy(allowsLoopback: true, allowedNetworks: [])

    private func send(
        _ url: String, trust: OutboundTrust = .system, timeoutSeconds: Double = 10, clock: any WallClock = SystemClock()
    ) async throws(OutboundError) -> OutboundAnswer {
        let resolver = ScriptedResolver([["127.0.0.1"]])
        let outbound = Outbound(policy: loopback, resolver: resolver, trust: trust, clock: clock)
        return try await outbound.send(
            OutboundRequest(
                method: "GET", url: try OutboundURL(url), headers: [], body: Data(), timeoutSeconds: timeoutSeconds))
    }

    @Test(.enabled(if: SecureReceiver.canRun))
    func `is an untrusted certificate where nobody vouches for it, though the name is right`() async throws {
        let receiver = try await SecureReceiver(.selfSigned, name: "receiver.invalid", connections: 2)
        await #expect(throws: OutboundError.tlsUntrusted) {
            try await send("https://receiver.invalid:\(receiver.port)/")
        }
        #expect(receiver.stop().contains("unknown ca"), "it is the certificate that was refused, not the talk")
    }

    @Test(.enabled(if: SecureReceiver.canRun))
    func `is none where an authority vouches that the operator has named, and only there`() async throws {
        let receiver = try await SecureReceiver(.signed(days: 2), name: "receiver.invalid", connections: 3)
        let url = "https://receiver.invalid:\(receiver.port)/"
        let trust = try OutboundTrust(authoritiesFile: receiver.authorities)
        let answer = try await send(url, trust: trust)
        #expect(answer.status == 200)
        let tls = try #require(answer.tls)
        #expect(tls.version == "TLS 1.3" && tls.certificateDigest == receiver.certificateDigest)
        let days = tls.notAfter.timeIntervalSince(Date()) / 86_400
        #expect(days > 1.9 && days < 2.1 && tls.notBefore <= Date())
        await #expect(throws: OutboundError.tlsUntrusted) { try await send(url) }
    }

    @Test(.enabled(if: SecureReceiver.canRun))
    func `is an expired certificate where its time is over`() async throws {
        let receiver = try await SecureReceiver(.signed(days: -1), name: "receiver.invalid", connections: 2)
        let trust = try OutboundTrust(authoritiesFile: receiver.authorities)
        await #expect(throws: OutboundError.tlsExpired) {
            try await send("https://receiver.invalid:\(receiver.port)/", trust: trust)
        }
    }

    @Test(.enabled(if: SecureReceiver.canRun))
    func `is a wrong name where the certificate is another's`() async throws {
        let receiver = try await SecureReceiver(.signed(days: 2), name: "other.invalid", connections: 1)
        let trust = try OutboundTrust(authoritiesFile: receiver.authorities)
        await #expect(throws: OutboundError.tlsName) {
            try await send("https://receiver.invalid:\(receiver.port)/", trust: trust)
        }
    }

    @Test(arguments: ["/nothing/here.pem", "/etc/hostname"])
    func `stops the start where the authorities' file is none`(_ path: String) {
        #expect(throws: OutboundTrust.FileError.self) { try OutboundTrust(authoritiesFile: path) }
    }

    @Test func `is a timeout of the connection where nobody takes it`() async throws {
        let crowded = try CrowdedPort()
        await #expect(throws: OutboundError.connectTimeout) { try await send("http://127.0.0.1:\(crowded.port)/") }
    }

    @Test func `is a reset where the connection is torn down`() async throws {
        let receiver = try await Receiver { _, _ in .reset }
        await #expect(throws: OutboundError.reset) { try await send(receiver.url) }
    }

    @Test func `is a timeout where the answer's head comes byte by byte`() async throws {
        let receiver = try await Receiver { _, _ in
            .drip("HTTP/1.1 200 OK\r\nX-Slow: " + String(repeating: "x", count: 500), milliseconds: 10)
        }
        await #expect(throws: OutboundError.timeout) { try await send(receiver.url, timeoutSeconds: 0.5) }
    }

    @Test func `is none where only the body drips: the status is the answer`() async throws {
        let clock = ManualClock()
        let receiver = try await Receiver { _, _ in
            .raw("HTTP/1.1 204 Done\r\n\r\n")
        }
        #expect(try await send(receiver.url).status == 204)
        let dripping = try await Receiver { _, _ in
            .drip(
                "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n" + String(repeating: "x", count: 3000),
                milliseconds: 1)
        }
        async let answer = send(dripping.url, clock: clock)
        await clock.waitForSleeper()
        clock.advance(by: Outbound.Limits.answerSeconds)
        #expect(try await answer.status == 200)
    }

    @Test func `is a foreign protocol where the head has no end`() async throws {
        let receiver = try await Receiver { _, _ in
            .raw(
                "HTTP/1.1 200 OK\r\n"
                    + String(repeating: "X-Much: \(String(repeating: "x", count: 1000))\r\n", count: 500))
        }
        await #expect(throws: OutboundError.protocolViolation) { try await send(receiver.url) }
    }
}
