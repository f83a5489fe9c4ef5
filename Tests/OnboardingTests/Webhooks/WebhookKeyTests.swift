import Crypto
import Database
import DatabaseSQLite
import Foundation
import HTTPTypes
import Journal
import Kernel
import Onboarding
import TestKit
import Testing

@Suite struct `The key pair of a business's webhooks` {
    /// As a receiver checks it that has the published keys and no secret.
    private func signers(_ request: Receiver.Request, among keys: [WebhookKey]) -> [ID<WebhookKey>] {
        let head = "\(request.headers["webhook-id"] ?? "").\(request.headers["webhook-timestamp"] ?? "")."
        let signatures = (request.headers["webhook-signature"] ?? "").split(separator: " ")
            .filter { $0.hasPrefix("v1a,") }.compactMap { Data(base64Encoded: String($0.dropFirst(4))) }
        return signatures.flatMap { signature in
            keys.filter {
                $0.privateKey.publicKey.isValidSignature(signature, for: Data(head.utf8) + request.body)
            }.map(\.id)
        }
    }

    @Test(.timeLimit(.minutes(1))) func `signs every request beside the secret, anew at each attempt`() async throws {
        let house = try await WebhookHouse()
        let receiver = try await Receiver { _, before in .status(before == 0 ? 500 : 200) }
        try await house.subscribe(receiver.url)
        try await house.happen("event")
        let service = house.service()
        await service.drain()
        await house.pass(seconds: 12, steps: 1, service)
        let keys = try await house.webhooks.keys(of: house.application)
        #expect(keys.count == 1 && receiver.requests.count == 2)
        #expect(receiver.requests.map { signers($0, among: keys) } == [[keys[0].id], [keys[0].id]])
        #expect(Set(receiver.requests.map { $0.headers["webhook-signature"] ?? "" }).count == 2)
        var forged = receiver.requests[0]
        forged = Receiver.Request(
            line: forged.line, headers: forged.headers, body: forged.body + Data(" ".utf8), bytes: forged.bytes)
        #expect(signers(forged, among: keys).isEmpty)
    }

    @Test(.timeLimit(.minutes(1))) func `is one for all receivers of an application, and stays while they change`()
        async throws
    {
        let house = try await WebhookHouse()
        let first = try await house.subscribe("http://127.0.0.1:9/")
        let keys = try await house.webhooks.keys(of: house.application)
        try await house.subscribe("http://127.0.0.1:9/other")
        try await house.webhooks.remove(first, of: house.application, by: .system)
        #expect(try await house.webhooks.keys(of: house.application).map(\.id) == keys.map(\.id))
    }

    @Test(.timeLimit(.minutes(1))) func `is made for subscriptions that are older than keys`() async throws {
        let house = try await WebhookHouse()
        let receiver = try await Receiver { _, _ in .status(200) }
        _ = try await house.subscribeAsBefore(receiver.url, hmacSecret: "0123456789abcdef")
        #expect(try await house.webhooks.keys(of: house.application).isEmpty)
        try await house.happen("event")
        await house.service().drain()
        let keys = try await house.webhooks.keys(of: house.application)
        #expect(signers(receiver.requests[0], among: keys) == keys.map(\.id) && keys.count == 1)
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            ([WebhookSignature.Version.v1], ["v1"]), ([.v1a], ["v1a"]), ([], []), ([.v1, .v1a], ["v1", "v1a"]),
        ])
    func `signs where the receiver wants it`(_ wanted: [WebhookSignature.Version], _ sent: [String]) async throws {
        let house = try await WebhookHouse()
        let receiver = try await Receiver { _, _ in .status(200) }
        let id = try await house.subscribe(receiver.url)
        try await house.change(id) { $0.signatures = Set(wanted) }
        try await house.happen("event")
        await house.service().drain()
        let value = receiver.requests[0].headers["webhook-signature"]
        #expect((value?.split(separator: " ") ?? []).map { String($0.prefix { $0 != "," }) } == sent)
        #expect((value == nil) == sent.isEmpty)
    }

    @Test(.timeLimit(.minutes(1))) func `leaves the former one valid until the overlap ends, or ends it at once`()
        async throws
    {
        let house = try await WebhookHouse()
        let receiver = try await Receiver { _, _ in .status(200) }
        try await house.subscribe(receiver.url)
        let old = try await house.webhooks.keys(of: house.application)
        let both = try await house.rotateKey(overlapHours: 2)
        #expect(both.count == 2 && both[1].id == old[0].id)
        let service = house.service()
        for seconds in [0.0, 7199, 2] {
            house.clock.advance(by: seconds)
            try await house.happen("event")
            await service.drain()
        }
        #expect(receiver.requests.map { signers($0, among: both) } == [both.map(\.id), both.map(\.id), [both[0].id]])
        let alone = try await house.rotateKey(overlapHours: 0)
        #expect(alone.count == 1 && !both.map(\.id).contains(alone[0].id))
        await #expect(throws: WebhookError.overlap) { try await house.rotateKey(overlapHours: 169) }
    }

    @Test func `is published for whoever receives, and as text for the business`() async throws {
        try await TestApp.run { app in
            let token = try await app.token()
            let setPath = "/.well-known/webhook-keys/\(app.tenant.application)"
            #expect(try await app.call(.get, setPath).status == 404, "nobody has subscribed")
            let empty = try await app.call(.get, "/v1/webhook-keys", token: token)
            #expect(empty["keys"] == [] && empty["jwksUrl"].text?.hasSuffix(setPath) == true)
            _ = try await app.subscribe("https://receiver.invalid/")
            let read = try await app.call(.get, "/v1/webhook-keys", token: token)
            let text = try #require(read["keys"].items.first?["publicKey"].text)
            let bytes = try #require(Data(base64Encoded: String(text.dropFirst(5))))
            let published = try await app.call(.get, setPath)
            let key = try #require(published["keys"].items.first)
            #expect(key["kty"] == "OKP" && key["crv"] == "Ed25519" && key["kid"] == read["keys"].items[0]["id"])
            let x = (key["x"].text ?? "").replacing("-", with: "+").replacing("_", with: "/") + "="
            #expect(Data(base64Encoded: x) == bytes && bytes.count == 32 && text.hasPrefix("whpk_"))
            #expect(key.members.keys.contains("d") == false)

            let rotated = try await app.call(.post, "/v1/webhook-keys/rotate", token: token, json: [:])
            #expect(rotated.status == 200 && rotated["keys"].items.count == 2)
            #expect(rotated["keys"].items[1]["endsUtc"] != .null && rotated["keys"].items[0]["endsUtc"] == .null)
            #expect(try await app.call(.get, setPath)["keys"].items.count == 2)
            let cut = try await app.call(
                .post, "/v1/webhook-keys/rotate", token: token, json: ["overlapHours": 0])
            #expect(cut["keys"].items.count == 1)
            let entries = try await app.house.database.read {
                try AuditLog.entries(about: app.tenant.application.description, in: $0)
            }
            #expect(entries.filter { $0.action == "webhook.key-rotated" }.count == 2)
        }
    }

    @Test func `stands beside the networks that webhooks come from`() async throws {
        try await TestApp.run { app in
            let told = try await app.call(.get, "/.well-known/webhook-sources")
            #expect(told["sources"] == [])
        }
        try await TestApp.run(
            configure: { $0.webhookSources = ["198.51.100.7/32", "2001:db8::/48"].compactMap { CIDR($0) } },
            { app in
                let told = try await app.call(.get, "/.well-known/webhook-sources")
                #expect(told["sources"] == ["198.51.100.7/32", "2001:db8::/48"])
            })
    }
}

extension WebhookHouse {
    @discardableResult
    func rotateKey(overlapHours: Int) async throws -> [WebhookKey] {
        try await database.write { [webhooks, application, clock] in
            try webhooks.rotateKey(
                of: application, overlapHours: overlapHours, by: .system, at: clock.now, in: $0)
        }
    }
}
