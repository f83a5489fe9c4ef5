package import Foundation
import Glibc
package import Logging
import Synchronization

/// A bounded set of child processes of this same executable, each serving one request at a time over its pipes.
///
/// What runs in a child may crash, hang or eat memory: that ends the child, fails that one request, and never the
/// server. The pool starts another. It knows nothing of what the bytes mean.
package actor ChildPool {
    package struct Settings: Sendable {
        package let executable: String
        package let arguments: [String]
        package let environment: [String: String]
        /// How many children run at the same time at the most.
        package let size: Int
        /// A request that takes longer costs the child its life.
        package let requestSeconds: Double
        /// A child is replaced after so many requests, so that what leaks in native code stays small.
        package let requestsPerChild: Int

        package init(
            executable: String, arguments: [String], environment: [String: String], size: Int,
            requestSeconds: Double = 30, requestsPerChild: Int = 500
        ) {
            self.executable = executable
            self.arguments = arguments
            self.environment = environment
            self.size = size
            self.requestSeconds = requestSeconds
            self.requestsPerChild = requestsPerChild
        }
    }

    private let settings: Settings
    private let logger: Logger
    private var idle: [Child] = []
    private var busyCount = 0
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private var isClosed = false

    package init(_ settings: Settings, logger: Logger) {
        self.settings = settings
        self.logger = logger
        // Writing to a child that has died must be an error of that write, not the end of this process.
        signal(SIGPIPE, SIG_IGN)
    }

    /// Sends a request to a child and gives its answer.
    /// - Throws: `ConfinementError.childEnded` where two children died over it, `.timedOut` where one took too long.
    package func answer(to request: Data) async throws(ConfinementError) -> Data {
        if busyCount < settings.size {
            busyCount += 1
        } else {
            // Whoever leaves hands over their place: the requests are served in the order in which they came.
            await withCheckedContinuation { waiting.append($0) }
        }
        defer { leave() }
        do {
            return try await answered(request)
        } catch .childEnded {
            // It may have ended before it ever saw the request, for reasons of its own: a new one is asked once more.
            return try await answered(request)
        }
    }

    private func answered(_ request: Data) async throws(ConfinementError) -> Data {
        guard !isClosed else { throw .closed }
        let child = if let ready = idle.popLast() { ready } else { try start() }
        do {
            let answer = try await child.answer(to: request, within: settings.requestSeconds)
            keep(child)
            return answer
        } catch {
            child.kill()
            logger.warning("a confined child was ended", metadata: ["why": "\(error)", "pid": "\(child.processID)"])
            throw error
        }
    }

    /// Starts every child, so that the first requests do not wait for models to be read.
    package func warmUp(with request: Data) async {
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<settings.size {
                group.addTask { _ = try? await self.answer(to: request) }
            }
        }
    }

    /// Runs a process of its own until its end.
    /// - Returns: its status as wait(2) gives it; nil where it did not start, or takes longer than a request may.
    package nonisolated func status(ofRunning arguments: [String]) async -> Int32? {
        let trial = Settings(
            executable: settings.executable, arguments: settings.arguments + arguments,
            environment: settings.environment, size: 1)
        guard let child = try? Child(trial) else { return nil }
        return await child.status(within: settings.requestSeconds)
    }

    package func close() {
        isClosed = true
        idle.forEach { $0.kill() }
        idle = []
        waiting.forEach { $0.resume() }
        waiting = []
    }

    private func leave() {
        if waiting.isEmpty {
            busyCount -= 1
        } else {
            waiting.removeFirst().resume()
        }
    }

    private func keep(_ child: Child) {
        if isClosed || child.answered >= settings.requestsPerChild {
            child.kill()
        } else {
            idle.append(child)
        }
    }

    private func start() throws(ConfinementError) -> Child {
        do {
            return try Child(settings)
        } catch {
            logger.error("a confined child cannot be started", metadata: ["error": "\(type(of: error))"])
            throw .cannotStart
        }
    }
}

package enum ConfinementError: Error, Equatable {
    case cannotStart
    case childEnded
    case timedOut
    case closed
    case tooLarge
    /// A confined process could do what it must not be able to: the names of the trials.
    case doesNotHold([String])
}
