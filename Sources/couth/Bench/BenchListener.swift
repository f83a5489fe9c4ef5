import Foundation
import HTTPTypes
import Hummingbird
import Kernel
import Logging
import NIOCore
import Synchronization

/// Many receivers on one port, each under a path of its own: most answer at once, some never.
final class BenchListener: Sendable {
    struct Receipt: Sendable {
        let event: String
        let receiver: Int
        let at: Date
    }

    private static let hangSeconds = 600
    private let receipts = Mutex<[Receipt]>([])

    var all: [Receipt] { receipts.withLock { $0 } }
    var count: Int { receipts.withLock { $0.count } }

    /// - Parameter hangs: whether the receiver of this number takes a request and says nothing.
    /// - Returns: the address of a receiver by its number.
    func start(hangs: @escaping @Sendable (Int) -> Bool) async throws -> (@Sendable (Int) -> String) {
        let router = Router()
        router.post("/hook/:number") { [self] request, context -> HTTPResponse.Status in
            let number = context.parameters.get("number", as: Int.self) ?? 0
            let event = request.headers[HTTPField.Name("webhook-id")!] ?? ""
            _ = try await request.body.collect(upTo: 1_048_576)
            if hangs(number) {
                try await Task.sleep(for: .seconds(Self.hangSeconds))
            } else {
                receipts.withLock { $0.append(Receipt(event: event, receiver: number, at: Date())) }
            }
            return .ok
        }
        let (ports, found) = AsyncStream.makeStream(of: Int.self)
        var logger = Logger(label: "listener")
        logger.logLevel = .critical
        let application = Application(
            responder: router.buildResponder(), configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in found.yield(channel.localAddress?.port ?? 0) }, logger: logger)
        Task { try await application.run() }
        for await port in ports { return { "http://127.0.0.1:\(port)/hook/\($0)" } }
        throw CancellationError()
    }

    /// Waits until so many have come, or nothing new has come for a while.
    func wait(for count: Int, patienceSeconds: Double) async throws {
        var (last, since) = (self.count, ContinuousClock.now)
        while last < count, ContinuousClock.now - since < .seconds(patienceSeconds) {
            try await Task.sleep(for: .milliseconds(20))
            if self.count > last { (last, since) = (self.count, ContinuousClock.now) }
        }
    }
}
