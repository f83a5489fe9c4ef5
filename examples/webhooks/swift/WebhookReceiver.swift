import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import NIOFoundationCompat

/// A webhook receiver in Swift. PORT, HMAC_SECRET and SIGNING_SECRET are set.
@main
struct WebhookReceiver {
    struct Event: Decodable {
        let type: String
        let id: String
    }

    static func main() async throws {
        let environment = ProcessInfo.processInfo.environment
        guard let secret = environment["HMAC_SECRET"], let signingSecret = environment["SIGNING_SECRET"],
            let sender = Sender(hmacSecret: secret, signingSecret: signingSecret)
        else { throw CocoaError(.coderValueNotFound) }
        let router = Router()
        router.post("/webhooks") { request, _ -> HTTPResponse.Status in
            let body = Data(buffer: try await request.body.collect(upTo: 1_048_576))
            guard sender.hasSigned(body, request.headers, at: Date()) else { return .unauthorized }
            let event = try JSONDecoder().decode(Event.self, from: body)
            print(event.type, event.id)
            return .ok
        }
        let port = environment["PORT"].flatMap { Int($0) } ?? 9000
        try await Application(router: router, configuration: .init(address: .hostname("127.0.0.1", port: port)))
            .runService()
    }
}

/// What the sender signs with, and the two signatures that it puts on every request. Either proves it.
struct Sender: Sendable {
    private let key: SymmetricKey
    private let standardKey: SymmetricKey

    init?(hmacSecret: String, signingSecret: String) {
        guard let bytes = Data(base64Encoded: signingSecret.replacing("whsec_", with: "")) else { return nil }
        key = SymmetricKey(data: Data(hmacSecret.utf8))
        standardKey = SymmetricKey(data: bytes)
    }

    func hasSigned(_ body: Data, _ headers: HTTPFields, at now: Date) -> Bool {
        isOndato(headers[.ondatoSignature] ?? "", body, now) || isStandard(headers, body, now)
    }

    /// Ondato-Signature: t=<10 digits>, s=<64 hexadecimal digits>, signed at most 25 hours ago.
    private func isOndato(_ header: String, _ body: Data, _ now: Date) -> Bool {
        guard let match = header.wholeMatch(of: /t=([0-9]{10}),\s*s=([0-9a-fA-F]{64})/),
            let seconds = Double(match.1), (-25 * 3600...5 * 60).contains(seconds - now.timeIntervalSince1970)
        else { return false }
        let digits = Array(match.2)
        let code = stride(from: 0, to: digits.count, by: 2).compactMap { UInt8(String(digits[$0...$0 + 1]), radix: 16) }
        return HMAC<SHA256>.isValidAuthenticationCode(
            code, authenticating: Data("\(match.1).".utf8) + body, using: key)
    }

    /// Standard Webhooks: one of the signatures in webhook-signature, signed at most five minutes ago.
    private func isStandard(_ headers: HTTPFields, _ body: Data, _ now: Date) -> Bool {
        let (id, time) = (headers[.webhookID] ?? "", headers[.webhookTimestamp] ?? "")
        guard time.wholeMatch(of: /[0-9]{10}/) != nil, let seconds = Double(time),
            abs(seconds - now.timeIntervalSince1970) <= 5 * 60
        else { return false }
        return (headers[.webhookSignature] ?? "").split(separator: " ").contains { one in
            guard one.hasPrefix("v1,"), let code = Data(base64Encoded: String(one.dropFirst(3))) else { return false }
            return HMAC<SHA256>.isValidAuthenticationCode(
                code, authenticating: Data("\(id).\(time).".utf8) + body, using: standardKey)
        }
    }
}

extension HTTPField.Name {
    // The names are tokens, so that none of them is nil.
    static let ondatoSignature = HTTPField.Name("Ondato-Signature")!
    static let webhookID = HTTPField.Name("webhook-id")!
    static let webhookTimestamp = HTTPField.Name("webhook-timestamp")!
    static let webhookSignature = HTTPField.Name("webhook-signature")!
}
