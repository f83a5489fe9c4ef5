import Database
import Foundation
package import Journal
import Kernel
package import Logging

/// A new receiver answers a test event before it is sent anything else: what is sent to an address that belongs to
/// somebody else, or that nobody reads, cannot be taken back. Until then deliveries gather.
package struct WebhookVerification: Sendable {
    package static let job = Job.Kind(rawValue: "webhook.verify")

    private let webhooks: Webhooks
    private let queue: JobQueue
    private let logger: Logger

    package init(_ webhooks: Webhooks, queue: JobQueue, logger: Logger) {
        self.webhooks = webhooks
        self.queue = queue
        self.logger = logger
    }

    package var handlers: [Job.Kind: JobWorker.Handler] {
        [Self.job: { job in try await verify(job) }]
    }

    private func verify(_ job: Job) async throws -> JobOutcome {
        guard let id = ID<WebhookSubscription>(job.subject),
            let subscription = try await webhooks.unverified(id)
        else { return .done }
        let trial = try await webhooks.tried(subscription)
        logger.info(
            "a webhook receiver was tried",
            metadata: [
                "subscription": "\(id)", "attempt": "\(job.attempt)",
                "status": "\(trial.attempt.status.map(String.init) ?? "none")",
                "failure": "\(trial.attempt.failure?.rawValue ?? "none")",
            ])
        if trial.attempt.failure == nil {
            queue.wake()
            return .done
        }
        // Whoever subscribes and starts the receiver afterwards has a day for it; then the test call is theirs.
        guard job.attempt < WebhookLimits.verificationAttempts else { return .done }
        return .again(afterSeconds: WebhookLimits.verificationWait(afterAttempts: job.attempt))
    }
}
