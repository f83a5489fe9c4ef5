import Foundation
import Kernel
import Synchronization

/// The access tokens that receivers' own token endpoints gave (RFC 6749 section 4.4), in memory alone, each until
/// shortly before its end.
final class WebhookTokens: Sendable {
    /// No token: the endpoint was not reached, refused, or said what is none.
    struct Failure: Error {
        /// Broken off on our side.
        let isCancelled: Bool
    }

    private struct Kept {
        let client: WebhookAuthentication.OAuth2Client
        let token: Private<String>
        let until: Date
    }

    /// The members of RFC 6749 section 5.1 that matter here.
    private struct Answer: Decodable {
        let token: String
        let seconds: Double?

        enum CodingKeys: String, CodingKey {
            case token = "access_token"
            case seconds = "expires_in"
        }
    }

    private let kept = Mutex<[ID<WebhookSubscription>: Kept]>([:])

    /// - Returns: nil where the receiver asks for none.
    func token(
        for subscription: WebhookSubscription, over outbound: Outbound, _ clock: any WallClock
    ) async throws(Failure) -> Private<String>? {
        guard let client = subscription.authentication.oauth2 else { return nil }
        let known = kept.withLock { $0[subscription.id] }
        if let known, known.client == client, clock.now < known.until { return known.token }
        let (token, seconds) = try await Self.fetch(client, over: outbound)
        let until = clock.now.addingTimeInterval(seconds - WebhookLimits.tokenMarginSeconds)
        kept.withLock { $0[subscription.id] = Kept(client: client, token: token, until: until) }
        return token
    }

    /// The receiver did not take it.
    func drop(_ subscription: ID<WebhookSubscription>) {
        kept.withLock { _ = $0.removeValue(forKey: subscription) }
    }

    private static func fetch(
        _ client: WebhookAuthentication.OAuth2Client, over outbound: Outbound
    ) async throws(Failure) -> (token: Private<String>, seconds: Double) {
        let answer: OutboundAnswer
        do {
            answer = try await outbound.send(try request(client))
        } catch {
            throw Failure(isCancelled: error == .cancelled)
        }
        guard (200...299).contains(answer.status),
            let members = try? JSONDecoder().decode(Answer.self, from: answer.body),
            WebhookLimits.tokenBytes.contains(members.token.utf8.count),
            members.token.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { throw Failure(isCancelled: false) }
        let seconds = members.seconds ?? WebhookLimits.untoldTokenSeconds
        return (Private(members.token), min(max(0, seconds), WebhookLimits.longestTokenSeconds))
    }

    /// The client shows itself by Basic, which every token endpoint has to take: RFC 6749 section 2.3.1.
    private static func request(
        _ client: WebhookAuthentication.OAuth2Client
    ) throws(OutboundError) -> OutboundRequest {
        let pair = "\(encoded(client.clientId)):\(encoded(client.clientSecret.value))"
        var form = "grant_type=client_credentials"
        if let scope = client.scope { form += "&scope=\(encoded(scope))" }
        return OutboundRequest(
            method: "POST", url: try OutboundURL(client.tokenUrl),
            headers: [
                (name: "Content-Type", value: "application/x-www-form-urlencoded"),
                (name: "Accept", value: "application/json"),
                (name: "User-Agent", value: "Couth-Webhooks/1"),
                (name: "Authorization", value: "Basic \(Data(pair.utf8).base64EncodedString())"),
            ], body: Data(form.utf8), timeoutSeconds: WebhookLimits.tokenSeconds)
    }

    /// `application/x-www-form-urlencoded`.
    private static func encoded(_ text: String) -> String {
        text.utf8.reduce(into: "") { encoded, byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            default: encoded += "%" + Hex.encode([byte]).uppercased()
            }
        }
    }
}
