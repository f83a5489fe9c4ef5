import Crypto
import Foundation
import Journal
import Kernel
import Onboarding
import TestKit
import Testing

@Suite(.timeLimit(.minutes(1))) struct `A change of a webhook's secrets` {
    /// As an integrator checks it: any of the signatures may be right.
    private func isStandard(_ request: Receiver.Request, under secret: String?) -> Bool {
        guard let secret, let key = Data(base64Encoded: String(secret.dropFirst(6))) else { return false }
        let head = "\(request.headers["webhook-id"] ?? "").\(request.headers["webhook-timestamp"] ?? "")."
        let right = HMAC<SHA256>.authenticationCode(
            for: Data(head.utf8) + request.body, using: SymmetricKey(data: key))
        return (request.headers["webhook-signature"] ?? "").split(separator: " ")
            .contains("v1,\(Data(right).base64EncodedString())")
    }

    private func isOndato(_ request: Receiver.Request, under secret: String?) -> Bool {
        guard let secret, let value = request.headers["ondato-signature"],
            let match = value.wholeMatch(of: /t=([0-9]{10}), s=([0-9a-f]{64})/)
        else { return false }
        let right = HMAC<SHA256>.authenticationCode(
            for: Data("\(match.1).".utf8) + request.body, using: SymmetricKey(data: Data(secret.utf8)))
        return Hex.encode(right) == match.2
    }

    @Test func `leaves both valid until the overlap ends, and the new ones alone from then on`() async throws {
        let house = try await WebhookHouse()
        let receiver = try await Receiver { _, _ in .status(200) }
        let old = try await house.subscribe(.init(url: receiver.url, authentication: .hmac(secret: "0123456789abcdef")))
        let new = try await house.webhooks.rotate(old.id, overlapHours: 2, of: house.application, by: .system)
        let (former, current) = (old.authentication, new.authentication)
        #expect(former.hmacSecret != current.hmacSecret && former.signingSecret != current.signingSecret)
        let service = house.service()
        for seconds in [0.0, 7199, 1] {
            house.clock.advance(by: seconds)
            try await house.happen("event")
            await service.drain()
        }
        #expect(receiver.requests.count == 3)
        for (number, request) in receiver.requests.enumerated() {
            let isOver = number == 2
            #expect(isStandard(request, under: current.signingSecret?.value))
            #expect(isStandard(request, under: former.signingSecret?.value) != isOver, "request \(number)")
            let signatures = request.headers["webhook-signature"]?.split(separator: " ") ?? []
            #expect(signatures.filter { $0.hasPrefix("v1,") }.count == (isOver ? 1 : 2))
            #expect(isOndato(request, under: current.hmacSecret?.value), "a first attempt")
        }
    }

    @Test func `lets whoever knows one of the secrets accept the second attempt at the latest`() async throws {
        let house = try await WebhookHouse()
        let receiver = try await Receiver { _, before in .status(before < 3 ? 401 : 200) }
        let old = try await house.subscribe(.init(url: receiver.url, authentication: .hmac(secret: "0123456789abcdef")))
        let new = try await house.webhooks.rotate(old.id, overlapHours: 24, of: house.application, by: .system)
        try await house.happen("event")
        let service = house.service()
        await service.drain()
        await house.pass(seconds: 200, steps: 10, service)
        let isCurrent = receiver.requests.map { isOndato($0, under: new.authentication.hmacSecret?.value) }
        let isFormer = receiver.requests.map { isOndato($0, under: old.authentication.hmacSecret?.value) }
        #expect(isCurrent == [true, false, true, false])
        #expect(isFormer == [false, true, false, true])
    }

    @Test func `without an overlap ends the former ones at once, and a second ends what was former before`()
        async throws
    {
        let house = try await WebhookHouse()
        let receiver = try await Receiver { _, _ in .status(200) }
        let first = try await house.subscribe(.init(url: receiver.url, authentication: .none))
        let second = try await house.webhooks.rotate(first.id, overlapHours: 24, of: house.application, by: .system)
        let third = try await house.webhooks.rotate(first.id, overlapHours: 24, of: house.application, by: .system)
        try await house.happen("event")
        await house.service().drain()
        let request = try #require(receiver.requests.first)
        #expect(!isStandard(request, under: first.authentication.signingSecret?.value))
        #expect(isStandard(request, under: second.authentication.signingSecret?.value))
        #expect(isStandard(request, under: third.authentication.signingSecret?.value))
        #expect(third.authentication.hmacSecret == nil, "what was not asked for is not made")

        _ = try await house.webhooks.rotate(first.id, overlapHours: 0, of: house.application, by: .system)
        try await house.happen("event")
        await house.service().drain()
        #expect(!isStandard(receiver.requests[1], under: third.authentication.signingSecret?.value))
    }

    @Test func `is over where the signature is no longer asked for`() async throws {
        let house = try await WebhookHouse()
        let receiver = try await Receiver { _, _ in .status(500) }
        let made = try await house.subscribe(
            .init(url: receiver.url, authentication: .hmac(secret: "0123456789abcdef")))
        _ = try await house.webhooks.rotate(made.id, overlapHours: 24, of: house.application, by: .system)
        try await house.change(made.id) { $0.authentication = { _ in .none } }
        try await house.happen("event")
        let service = house.service()
        await service.drain()
        await house.pass(seconds: 12, steps: 1, service)
        #expect(receiver.requests.map { $0.headers["ondato-signature"] } == [nil, nil])
        #expect(receiver.requests.allSatisfy { isStandard($0, under: made.authentication.signingSecret?.value) })
    }

    @Test func `of a subscription from before knows the text that was its key`() async throws {
        let house = try await WebhookHouse()
        let receiver = try await Receiver { _, _ in .status(200) }
        let id = try await house.subscribeAsBefore(receiver.url, hmacSecret: "0123456789abcdef")
        let new = try await house.webhooks.rotate(id, overlapHours: 1, of: house.application, by: .system)
        try await house.happen("event")
        await house.service().drain()
        let request = try #require(receiver.requests.first)
        let former = "whsec_" + Data("0123456789abcdef".utf8).base64EncodedString()
        #expect(isStandard(request, under: former))
        #expect(isStandard(request, under: new.authentication.signingSecret?.value))
    }

    @Test(arguments: [-1, 169])
    func `is refused with an overlap outside its limits`(_ hours: Int) async throws {
        let house = try await WebhookHouse()
        let id = try await house.subscribe("http://127.0.0.1:9/")
        await #expect(throws: WebhookError.overlap) {
            try await house.webhooks.rotate(id, overlapHours: hours, of: house.application, by: .system)
        }
    }
}
