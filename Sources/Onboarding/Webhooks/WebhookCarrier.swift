import Foundation
import Kernel

/// Takes one message to one receiver and tells how it went.
struct WebhookCarrier: Sendable {
    let parts: WebhookParts

    struct Result: Sendable {
        let attempt: WebhookAttempt
        let outcome: WebhookOutcome
    }

    /// - Returns: nil where the attempt was broken off on our side.
    func carry(
        _ message: WebhookMessage, to subscription: WebhookSubscription, timeoutSeconds: Double
    ) async throws -> Result? {
        let began = parts.clock.now
        guard let outcome = try await outcome(message, subscription, timeoutSeconds) else { return nil }
        if outcome.isUnauthorised { parts.tokens.drop(subscription.id) }
        let seconds = parts.clock.now.timeIntervalSince(began)
        return Result(
            attempt: WebhookAttempt(
                at: began, durationSeconds: seconds, failure: outcome.failure, status: outcome.status),
            outcome: outcome)
    }

    private func outcome(
        _ message: WebhookMessage, _ subscription: WebhookSubscription, _ timeoutSeconds: Double
    ) async throws -> WebhookOutcome? {
        let token: Private<String>?
        do {
            token = try await parts.tokens.token(for: subscription, over: parts.outbound, parts.clock)
        } catch {
            return error.isCancelled ? nil : WebhookOutcome(.oauth)
        }
        let request = try message.request(
            to: subscription, token: token, at: parts.clock.now, timeoutSeconds: timeoutSeconds)
        do {
            return WebhookOutcome(try await parts.outbound.send(request), at: parts.clock.now)
        } catch {
            return WebhookFailure(error).map { WebhookOutcome($0) }
        }
    }
}
