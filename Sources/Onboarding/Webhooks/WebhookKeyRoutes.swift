import Crypto
import Foundation
import Hummingbird
import Journal
package import Kernel
package import Web

/// `/v1/webhook-keys`, and the key set that receivers read without a token.
package struct WebhookKeyRoutes {
    private static let path = "/v1/webhook-keys"
    private static let setPath = "/.well-known/webhook-keys"

    private let webhooks: Webhooks
    private let access: Access
    private let clock: any WallClock
    private let baseURL: String
    private let sources: [CIDR]

    /// - Parameters:
    ///   - baseURL: where receivers reach the key set, without a slash at the end.
    ///   - sources: the networks that webhooks come from.
    package init(
        webhooks: Webhooks, access: Access, clock: any WallClock, baseURL: String, sources: [CIDR]
    ) {
        self.webhooks = webhooks
        self.access = access
        self.clock = clock
        self.baseURL = baseURL
        self.sources = sources
    }

    package func add(to routes: Routes) {
        routes.get("/.well-known/webhook-sources") { [sources] request, _ in
            try .json(SourcesBody(sources: sources.map(\.description)), to: request)
        }
        routes.get("\(Self.setPath)/{applicationId}") { [webhooks] request, context in
            let id: ID<Application> = try context.id("applicationId", orThrow: WebhookError.noKeys)
            let keys = try await webhooks.keys(of: id)
            guard !keys.isEmpty else { throw WebhookError.noKeys }
            return try .json(WebhookKeySet(keys), to: request)
        }
        routes.get(Self.path) { [self] request, _ in
            let caller = try await access.caller(of: request, needing: .readVerifications)
            return try .json(body(caller, try await webhooks.keys(of: caller.application)), to: request)
        }
        routes.post("\(Self.path)/rotate") { [self] request, _ in
            let creation = try await access.creation(request, needing: .writeVerifications)
            let overlap = try creation.json(RotationBody.self).overlapHours ?? WebhookLimits.standardOverlapHours
            return try await creation.answer(.ok) { [self, now = clock.now] transaction in
                let caller = creation.caller
                let keys = try webhooks.rotateKey(
                    of: caller.application, overlapHours: overlap, by: .client(caller.clientID), at: now,
                    in: transaction)
                return body(caller, keys)
            }
        }
    }

    private func body(_ caller: Caller, _ keys: [WebhookKey]) -> WebhookKeysBody {
        WebhookKeysBody(
            jwksUrl: "\(baseURL)\(Self.setPath)/\(caller.application)",
            keys: keys.map { key in
                .init(
                    id: key.id.description, publicKey: key.publicText, createdUtc: Timestamp(key.createdAt),
                    endsUtc: key.endsAt.map(Timestamp.init))
            })
    }
}

/// How long what is former stays valid.
struct RotationBody: Decodable {
    let overlapHours: Int?
}

/// A JSON Web Key Set (RFC 7517) of Ed25519 keys (RFC 8037), the current one first.
private struct WebhookKeySet: Encodable, Sendable {
    struct Key: Encodable, Sendable {
        let kty = "OKP"
        let use = "sig"
        let alg = "EdDSA"
        let crv = "Ed25519"
        let kid: String
        let x: String
    }

    let keys: [Key]

    init(_ keys: [WebhookKey]) {
        self.keys = keys.map { key in
            Key(kid: key.id.description, x: Base64URL.encode(key.privateKey.publicKey.rawRepresentation))
        }
    }
}

private struct WebhookKeysBody: Encodable, Sendable {
    struct Key: Encodable, Sendable {
        let id: String
        let publicKey: String
        let createdUtc: Timestamp
        let endsUtc: Timestamp?
    }

    let jwksUrl: String
    let keys: [Key]
}

private struct SourcesBody: Encodable, Sendable {
    let sources: [String]
}
