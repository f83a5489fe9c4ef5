import Foundation
package import Journal
import Kernel
package import Logging
import ServiceLifecycle
import Synchronization

/// Delivers events until it is told to stop. All that it knows stands in rows: it can be stopped, and killed, at any
/// moment, and goes on where it was.
package struct WebhookService: ServiceLifecycle.Service {
    private let parts: WebhookParts
    private let queue: JobQueue
    private let dispatcher: WebhookDispatcher
    private let sender: WebhookSender
    private let logger: Logger
    private let jumps = Jumps()

    package init(parts: WebhookParts, queue: JobQueue, logger: Logger) {
        self.parts = parts
        self.queue = queue
        self.logger = logger
        dispatcher = WebhookDispatcher(database: parts.database, outbox: parts.outbox, master: parts.master)
        sender = WebhookSender(parts: parts, logger: logger)
    }

    package func run() async throws {
        let signals = queue.signals()
        let ticks = AsyncStream<Void> { [clock = parts.clock] in
            try? await clock.sleep(seconds: WebhookLimits.lookEverySeconds)
        }
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { group in
                let (wakeUps, waker) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
                group.addTask { for await _ in signals { waker.yield() } }
                group.addTask { for await _ in ticks where !Task.isCancelled { waker.yield() } }
                group.addTask { await deliver(on: wakeUps, waker, endsWhenIdle: false) }
                await group.next()
                group.cancelAll()
            }
        }
    }

    /// Does all that is due at this moment. Package-wide so that a test can do it without waiting.
    package func drain() async {
        let (wakeUps, waker) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        await deliver(on: wakeUps, waker, endsWhenIdle: true)
    }

    /// At each wake-up starts what is due and has a place; each attempt that ends is a wake-up too.
    private func deliver(
        on wakeUps: AsyncStream<Void>, _ waker: AsyncStream<Void>.Continuation, endsWhenIdle: Bool
    ) async {
        let inFlight = InFlight()
        waker.yield()
        await withDiscardingTaskGroup { group in
            for await _ in wakeUps where !Task.isCancelled {
                // Counted before the look: what ends during it may have left something new behind.
                let underWay = inFlight.count
                let claimed = await due(places: WebhookLimits.inFlight - underWay)
                for delivery in claimed {
                    inFlight.begin()
                    group.addTask {
                        await sender.attempt(delivery)
                        inFlight.end()
                        waker.yield()
                    }
                }
                if endsWhenIdle, underWay == 0, claimed.isEmpty { break }
            }
        }
    }

    private func due(places: Int) async -> [WebhookDelivery] {
        do {
            try await dispatcher.dispatch(at: parts.clock.now)
            let room = try await min(places, batch())
            return room > 0 ? try await sender.claim(atMost: room) : []
        } catch {
            logger.error("webhooks could not be claimed", metadata: ["error": "\(type(of: error))"])
            return []
        }
    }

    /// How many attempts this process has begun and not ended.
    private final class InFlight: Sendable {
        private let number = Mutex(0)

        var count: Int { number.withLock { $0 } }
        func begin() { number.withLock { $0 += 1 } }
        func end() { number.withLock { $0 -= 1 } }
    }

    /// How many deliveries may begin now: after a jump of the clock a part of those that it has made due.
    private func batch() async throws -> Int {
        guard let share = jumps.share(parts.clock) else { return .max }
        let count = Int(Double(try await sender.due()) * share)
        if count > 0 { jumps.take() }
        return count
    }

    /// One guard over all looks of this process.
    private final class Jumps: Sendable {
        private let state = Mutex(JumpGuard())

        func share(_ clock: any WallClock) -> Double? {
            state.withLock { $0.share(wall: clock.now, uptime: clock.uptime, chance: .random(in: 0...1)) }
        }

        func take() { state.withLock { $0.take() } }
    }
}
