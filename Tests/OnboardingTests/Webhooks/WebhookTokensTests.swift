import Foundation
import Kernel
import Onboarding
import Synchronization
import TestKit
import Testing

@Suite(.timeLimit(.minutes(1))) struct `A webhook with a token` {
    /// A token endpoint that numbers its tokens.
    private func endpoint(_ expiresIn: Int = 3600) async throws -> Receiver {
        try await Receiver { _, before in
            .json(#"{"access_token":"token-\#(before + 1)","token_type":"Bearer","expires_in":\#(expiresIn)}"#)
        }
    }

    private func subscribe(_ house: WebhookHouse, _ receiver: Receiver, _ tokenUrl: String) async throws
        -> ID<WebhookSubscription>
    {
        let client = WebhookAuthentication.OAuth2Client(
            tokenUrl: tokenUrl, clientId: "couth at bank", clientSecret: Private("s3cret:/+"), scope: "hooks write")
        return try await house.subscribe(
            .init(url: receiver.url, authentication: WebhookAuthentication(oauth2: client))
        ).id
    }

    private func bearers(_ receiver: Receiver) -> [String?] { receiver.requests.map { $0.headers["authorization"] } }

    @Test(.contract("8.3 OAuth2"))
    func `asks for it once, as RFC 6749 has it, and uses it until shortly before its end`() async throws {
        let (house, tokens) = (try await WebhookHouse(), try await endpoint(100))
        let receiver = try await Receiver { _, _ in .status(200) }
        _ = try await subscribe(house, receiver, "\(tokens.url)/token")
        let service = house.service()
        for seconds in [0.0, 1, 68, 2] {
            house.clock.advance(by: seconds)
            try await house.happen("event")
            await service.drain()
        }
        #expect(bearers(receiver) == ["Bearer token-1", "Bearer token-1", "Bearer token-1", "Bearer token-2"])
        #expect(tokens.requests.count == 2)
        let request = try #require(tokens.requests.first)
        #expect(request.line == "POST /hook/token HTTP/1.1")
        #expect(request.headers["content-type"] == "application/x-www-form-urlencoded")
        #expect(String(decoding: request.body, as: UTF8.self) == "grant_type=client_credentials&scope=hooks%20write")
        let pair = Data("couth%20at%20bank:s3cret%3A%2F%2B".utf8).base64EncodedString()
        #expect(request.headers["authorization"] == "Basic \(pair)")
    }

    @Test func `asks for another after a 401`() async throws {
        let (house, tokens) = (try await WebhookHouse(), try await endpoint())
        let receiver = try await Receiver { request, _ in
            .status(request.headers["authorization"] == "Bearer token-1" ? 401 : 200)
        }
        let id = try await subscribe(house, receiver, tokens.url)
        try await house.happen("event")
        let service = house.service()
        await service.drain()
        await house.pass(seconds: 12, steps: 1, service)
        #expect(bearers(receiver) == ["Bearer token-1", "Bearer token-2"])
        #expect(try await house.deliveries(to: id).map(\.state) == [.delivered])
    }

    @Test(arguments: [
        Receiver.Answer.status(400), .json("{}"), .json(#"{"access_token":""}"#),
        .json(#"{"access_token":"a b\r\nc: d"}"#), .json("no JSON"), .status(302, headers: ["Location: /other"]),
        .close,
    ])
    func `fails in a class of its own where there is none, and the receiver is not asked`(
        _ answer: Receiver.Answer
    ) async throws {
        let house = try await WebhookHouse()
        let tokens = try await Receiver { _, _ in answer }
        let receiver = try await Receiver { _, _ in .status(200) }
        let id = try await subscribe(house, receiver, tokens.url)
        try await house.happen("event")
        await house.service().drain()
        #expect(receiver.requests.isEmpty)
        let delivery = try #require(try await house.deliveries(to: id).first)
        #expect(delivery.state == .waiting)
        #expect(try await house.webhooks.attempts(of: delivery.id).map(\.failure) == [.oauth])
    }

    @Test func `asks nobody at an address that the house does not send to`() async throws {
        let house = try await WebhookHouse(policy: OutboundPolicy(allowsLoopback: false, allowedNetworks: []))
        let client = WebhookAuthentication.OAuth2Client(
            tokenUrl: "https://169.254.169.254/token", clientId: "a", clientSecret: Private("b"))
        await #expect(throws: WebhookError.tokenURL(.address)) {
            try await house.subscribe(
                .init(url: "https://receiver.example/", authentication: WebhookAuthentication(oauth2: client)))
        }
    }

    @Test func `has no user name beside it`() async throws {
        let house = try await WebhookHouse()
        let client = WebhookAuthentication.OAuth2Client(
            tokenUrl: "https://receiver.example/token", clientId: "a", clientSecret: Private("b"))
        let both = WebhookAuthentication(basic: .init(user: "u", password: Private("p")), oauth2: client)
        await #expect(throws: WebhookError.twoCredentials) {
            try await house.subscribe(.init(url: "https://receiver.example/", authentication: both))
        }
    }
}
