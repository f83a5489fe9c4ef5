import Foundation
import HTTPTypes
import Hummingbird
import Kernel
import NIOCore
import NIOFoundationCompat
import ServiceLifecycle
import Web

/// A hand-off as server-sent events (WHATWG HTML, section 9.2): the state at once and at every change, and a comment
/// where nothing was said for a while, by which proxies see that it lives and we that somebody still listens.
///
/// It ends with the verification, after ten minutes, when the session is no longer let in, and when the server stops.
struct HandOffEvents: AsyncSequence, Sendable {
    private let place: HandOffStreams.Place
    private let clock: any WallClock
    private let read: @Sendable () async throws -> Capture.HandOffState

    static let headers: HTTPFields = [
        .contentType: "text/event-stream", .cacheControl: "no-store",
        // A proxy that gathers an answer before it passes it on would hold every event back.
        .accelBuffering: "no",
    ]

    init(
        place: HandOffStreams.Place, clock: any WallClock,
        _ read: @escaping @Sendable () async throws -> Capture.HandOffState
    ) {
        self.place = place
        self.clock = clock
        self.read = read
    }

    func makeAsyncIterator() -> Iterator {
        Iterator(events: self, endsAt: clock.uptime + CaptureLimits.handOffStreamSeconds)
    }

    struct Iterator: AsyncIteratorProtocol {
        fileprivate let events: HandOffEvents
        fileprivate let endsAt: Double
        private var last: Capture.HandOffState?
        private var spokeAt = 0.0

        fileprivate init(events: HandOffEvents, endsAt: Double) {
            self.events = events
            self.endsAt = endsAt
        }

        mutating func next() async throws -> ByteBuffer? {
            while await isGoingOn() {
                // Whoever is no longer let in is told nothing more: the next request says why.
                guard let state = try? await events.read() else { return nil }
                if state != last {
                    (last, spokeAt) = (state, events.clock.uptime)
                    let json = String(decoding: try JSONText.encode(HandOffBody(state)), as: UTF8.self)
                    return ByteBuffer(string: "data: \(json)\n\n")
                }
                if events.clock.uptime - spokeAt >= CaptureLimits.handOffHeartbeatSeconds {
                    spokeAt = events.clock.uptime
                    return ByteBuffer(string: ": still here\n\n")
                }
            }
            return nil
        }

        /// At once at first, then after a pause, which a server that stops cuts short.
        private func isGoingOn() async -> Bool {
            guard let last else { return true }
            guard last.verification.isOpen else { return false }
            do {
                try await cancelWhenGracefulShutdown { [clock = events.clock] in
                    try await clock.sleep(seconds: CaptureLimits.handOffLookSeconds)
                }
            } catch {
                return false
            }
            return events.clock.uptime < endsAt
        }
    }
}

extension HTTPField.Name {
    // A literal of token characters is always a name.
    fileprivate static let accelBuffering = HTTPField.Name("X-Accel-Buffering")!
}
