import Crypto
import Foundation
import HTTPTypes
import Kernel
import Onboarding
import TestKit
import Testing

@Suite struct `An encrypted webhook` {
    private let body = """
        {"applicationId":"a","createdUtc":"2026-01-02T03:04:05.678Z","id":"e",\
        "payload":{"fullName":"Žydrūnas Žmogus","id":"k","status":"Approved"},"type":"KycIdentification.Approved"}
        """

    /// A receiver's key pair, and RFC 7516 section 5.2 written out by hand.
    private struct Holder {
        let key = P256.KeyAgreement.PrivateKey()

        var publicKey: WebhookEncryption.PublicKey {
            let point = key.publicKey.rawRepresentation
            return .init(x: Self.text(point.prefix(32)), y: Self.text(point.suffix(32)), kid: "hook-1")
        }

        var json: JSONValue {
            ["kty": "EC", "crv": "P-256", "x": .string(publicKey.x), "y": .string(publicKey.y), "kid": "hook-1"]
        }

        func open(_ token: String) throws -> Data {
            let parts = token.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
            try #require(parts.count == 5)
            let header = try JSONDecoder().decode(JSONValue.self, from: try Self.bytes(parts[0]))
            #expect(header["alg"] == "ECDH-ES+A256KW" && header["enc"] == "A256GCM" && header["kid"] == "hook-1")
            let point = try Self.bytes(header["epk"]["x"].text ?? "") + Self.bytes(header["epk"]["y"].text ?? "")
            let secret = try key.sharedSecretFromKeyAgreement(
                with: P256.KeyAgreement.PublicKey(rawRepresentation: point))
            var hash = SHA256()
            hash.update(data: Data([0, 0, 0, 1]))
            secret.withUnsafeBytes { hash.update(bufferPointer: $0) }
            hash.update(data: Data([0, 0, 0, 14]) + Data("ECDH-ES+A256KW".utf8))
            hash.update(data: Data([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0]))
            let contentKey = try AES.KeyWrap.unwrap(
                try Self.bytes(parts[1]), using: SymmetricKey(data: hash.finalize()))
            let box = try AES.GCM.SealedBox(
                nonce: AES.GCM.Nonce(data: try Self.bytes(parts[2])), ciphertext: try Self.bytes(parts[3]),
                tag: try Self.bytes(parts[4]))
            return try AES.GCM.open(box, using: contentKey, authenticating: Data(parts[0].utf8))
        }

        static func text(_ data: Data) -> String {
            data.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
        }

        static func bytes(_ text: String) throws -> Data {
            let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
            return try #require(
                Data(base64Encoded: text.replacing("-", with: "+").replacing("_", with: "/") + padding))
        }
    }

    private func payload(_ request: Receiver.Request) throws -> String {
        try #require(try JSONDecoder().decode(JSONValue.self, from: request.body)["payload"].text)
    }

    @Test(.timeLimit(.minutes(1))) func `opens with the receiver's key alone, to the whole resource`() async throws {
        let (house, holder) = (try await WebhookHouse(), Holder())
        let receiver = try await Receiver { _, _ in .status(200) }
        var draft = WebhookSubscription.Draft(url: receiver.url, authentication: .none)
        draft.encryptionKey = holder.publicKey
        try await house.subscribe(draft)
        try await house.happen(body)
        await house.service().drain()
        let request = try #require(receiver.requests.first)
        #expect(!String(decoding: request.body, as: UTF8.self).contains("Žmogus"))
        let opened = try JSONDecoder().decode(JSONValue.self, from: holder.open(payload(request)))
        #expect(opened == ["fullName": "Žydrūnas Žmogus", "id": "k", "status": "Approved"])
        let text = try payload(request)
        #expect(throws: (any Error).self) { try Holder().open(text) }
    }

    @Test(.timeLimit(.minutes(1))) func `has the same bytes on every attempt, and others for every event and receiver`()
        async throws
    {
        let (house, holder) = (try await WebhookHouse(), Holder())
        let receiver = try await Receiver { request, _ in
            .status(request.headers["webhook-attempt"] == "1" ? 500 : 200)
        }
        for _ in 0..<2 {
            var draft = WebhookSubscription.Draft(url: receiver.url, authentication: .none)
            draft.encryptionKey = holder.publicKey
            try await house.subscribe(draft)
        }
        try await house.happen(body)
        try await house.happen(body)
        let service = house.service()
        await service.drain()
        await house.pass(seconds: 60, steps: 6, service)
        let texts = try receiver.requests.map(payload)
        #expect(texts.count == 8)
        #expect(Set(texts).count == 4, "two receivers, two events")
        for part in 1...2 {
            let parts = texts.map { $0.split(separator: ".", omittingEmptySubsequences: false)[part] }
            #expect(Set(parts).count == 4, "no key and no nonce is used for two texts")
        }
    }

    @Test func `is asked for and ended by the API, and refused where it could not work`() async throws {
        let holder = Holder()
        try await TestApp.run { app in
            let (token, path) = (try await app.token(), "/v1/webhook-subscriptions")
            let encryption: JSONValue = ["publicKey": holder.json]
            let made = try await app.call(
                .post, path, token: token,
                json: ["url": "https://receiver.invalid/", "encryption": encryption, "signatures": ["v1a"]])
            #expect(made.status == 201 && made["encryption"]["publicKey"] == holder.json)
            #expect(made["encryption"]["algorithm"] == "ECDH-ES+A256KW" && made["signatures"] == ["v1a"])
            let own = "\(path)/\(made["id"].text ?? "")"
            let thin = try await app.call(.patch, own, token: token, json: ["payload": "Thin"])
            #expect(thin.status == 400 && thin["errors"].members.keys.sorted() == ["encryption"])
            let ended = try await app.call(
                .patch, own, token: token, json: ["payload": "Thin", "encryption": [:], "signatures": ["v1", "v1a"]])
            #expect(ended.status == 200 && ended["encryption"] == .null && ended["signatures"] == ["v1", "v1a"])
            let wrong: [JSONValue] = [
                ["kty": "EC", "crv": "P-256", "x": .string(holder.publicKey.x), "y": .string(holder.publicKey.x)],
                ["kty": "EC", "crv": "P-384", "x": "AA", "y": "AA"], ["kty": "RSA", "crv": "", "x": "", "y": ""],
            ]
            for key in wrong {
                let refused = try await app.call(
                    .post, path, token: token,
                    json: ["url": "https://receiver.invalid/", "encryption": ["publicKey": key]])
                #expect(refused.status == 400)
                #expect(refused["errors"].members.keys.sorted() == ["encryption.publicKey"])
            }
        }
    }
}
