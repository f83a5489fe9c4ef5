import Foundation
import Kernel

/// Takes one message to one receiver and tells how it went.
struct WebhookCarrier: Sendable {
    let parts: WebhookParts

    struct Result: Sendable {
        let attempt: WebhookAttempt
        let outcome: WebhookOutcome
        /// What the receiver has shown of itself; nil without https and without an answer.
        var tls: OutboundTLS?
    }

    /// - Parameter keys: the application's, as `WebhookParts.signingKeys` tells them.
    /// - Returns: nil where the attempt was broken off on our side.
    func carry(
        _ message: WebhookMessage, to subscription: WebhookSubscription, keys: [WebhookKey], timeoutSeconds: Double
    ) async throws -> Result? {
        let began = parts.clock.now
        guard let (outcome, tls) = try await outcome(message, subscription, keys, timeoutSeconds) else { return nil }
        if outcome.isUnauthorised { parts.tokens.drop(subscription.id) }
        let seconds = parts.clock.now.timeIntervalSince(began)
        return Result(
            attempt: WebhookAttempt(
                at: began, durationSeconds: seconds, failure: outcome.failure, status: outcome.status),
            outcome: outcome, tls: tls)
    }

    private func outcome(
        _ message: WebhookMessage, _ subscription: WebhookSubscription, _ keys: [WebhookKey], _ timeoutSeconds: Double
    ) async throws -> (WebhookOutcome, OutboundTLS?)? {
        let token: Private<String>?
        do {
            token = try await parts.tokens.token(for: subscription, over: parts.outbound, parts.clock)
        } catch {
            return error.isCancelled ? nil : (WebhookOutcome(.oauth), nil)
        }
        let request = try message.request(
            to: subscription, .init(token: token, keys: keys), at: parts.clock.now, timeoutSeconds: timeoutSeconds)
        do {
            let answer = try await parts.outbound.send(request)
            return (WebhookOutcome(answer, at: parts.clock.now), answer.tls)
        } catch {
            return WebhookFailure(error).map { (WebhookOutcome($0), nil) }
        }
    }
}
