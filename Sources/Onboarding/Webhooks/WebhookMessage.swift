import Foundation
import Journal
import Kernel
import Web

/// One attempt's message, before it is addressed and signed.
struct WebhookMessage: Sendable {
    let id: ID<Event>
    let subject: UUID
    /// Its place in the subject's line; nil for a test, which stands in none.
    let sequence: Int?
    /// 1 for the first.
    let attempt: Int
    let type: String
    let body: Data

    init(id: ID<Event>, subject: UUID, sequence: Int?, attempt: Int, type: String, body: Data) {
        self.id = id
        self.subject = subject
        self.sequence = sequence
        self.attempt = attempt
        self.type = type
        self.body = body
    }

    init(_ event: Event, attempt: Int) {
        self.init(
            id: event.id, subject: event.subject, sequence: event.subjectSequence, attempt: attempt, type: event.type,
            body: event.body)
    }

    /// The request to a receiver: signed anew at each attempt, as a receiver may refuse what was signed long ago.
    /// - Parameter signer: what the receiver's token endpoint gave, where it has one, and the application's keys.
    func request(
        to subscription: WebhookSubscription, _ signer: Signer, at now: Date, timeoutSeconds: Double
    ) throws -> OutboundRequest {
        let body = try bytes(subscription)
        let headers = try headers(subscription.authentication, signer, body, at: now)
        return OutboundRequest(
            method: "POST", url: subscription.url, headers: headers, body: body, timeoutSeconds: timeoutSeconds)
    }

    /// Who sends, beside the subscription's own secrets.
    struct Signer: Sendable {
        let token: Private<String>?
        let keys: [WebhookKey]
    }

    private func headers(
        _ authentication: WebhookAuthentication, _ signer: Signer, _ body: Data, at now: Date
    ) throws -> [(name: String, value: String)] {
        let timestamp = Int(now.timeIntervalSince1970)
        var headers = [
            (name: "Content-Type", value: "application/json; charset=utf-8"),
            (name: "User-Agent", value: "Couth-Webhooks/1"),
            (name: "webhook-id", value: id.description),
            (name: "webhook-timestamp", value: "\(timestamp)"),
            (name: "webhook-attempt", value: "\(attempt)"),
            (name: "webhook-subject", value: ID<Event>(subject).description),
        ]
        if let sequence { headers.append((name: "webhook-sequence", value: "\(sequence)")) }
        let value = try WebhookSignature.standard(
            secrets: authentication.standardKeys(at: now), keys: authentication.sends(.v1a) ? signer.keys : [],
            id: id.description, timestamp: timestamp, body: body)
        if !value.isEmpty { headers.append((name: "webhook-signature", value: value)) }
        if let secret = authentication.ondatoSecret(attempt: attempt, at: now) {
            let value = WebhookSignature.ondato(secret: secret, timestamp: timestamp, body: body)
            headers.append((name: "Ondato-Signature", value: value))
        }
        if let basic = authentication.basic {
            let credentials = Data("\(basic.user):\(basic.password.value)".utf8).base64EncodedString()
            headers.append((name: "Authorization", value: "Basic \(credentials)"))
        }
        if let token = signer.token { headers.append((name: "Authorization", value: "Bearer \(token.value)")) }
        return headers
    }

    // MARK: The body

    /// What a thin payload keeps of a resource, besides its ids.
    private static let thinMembers: Set<String> = ["status", "statusReason", "externalReferenceId"]

    /// The stored bytes; for a thin or an encrypted payload the one text that follows from them, so that every attempt
    /// sends the same.
    private func bytes(_ subscription: WebhookSubscription) throws -> Data {
        // Events about webhooks hold nothing but ids, words and numbers as they are.
        guard !WebhookEvents.isAboutWebhooks(type) else { return body }
        switch (subscription.payload, subscription.authentication.encryption) {
        case (.full, nil): return body
        case (.full, let encryption?):
            return try withPayload { resource in
                let text = try JSONText.encode(JSONValue.object(resource))
                return .string(try encryption.encrypt(text, named: id.description))
            }
        case (.thin, _):
            return try withPayload { resource in
                .object(
                    resource.filter { name, value in
                        guard case .string = value else { return false }
                        return name == "id" || name.hasSuffix("Id") || Self.thinMembers.contains(name)
                    })
            }
        }
    }

    /// The body with another payload in its envelope.
    private func withPayload(_ change: ([String: JSONValue]) throws -> JSONValue) throws -> Data {
        guard case .object(var members) = try JSONDecoder().decode(JSONValue.self, from: body),
            case .object(let resource)? = members["payload"]
        else { throw NoEnvelope() }
        members["payload"] = try change(resource)
        return try JSONText.encode(JSONValue.object(members))
    }

    /// A stored body that is none of ours.
    private struct NoEnvelope: Error {}
}
