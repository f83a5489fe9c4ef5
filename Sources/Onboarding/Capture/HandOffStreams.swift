import Kernel
import Synchronization

/// Who follows a hand-off right now: each holds a connection, so that there are few for a verification.
final class HandOffStreams: Sendable {
    private let counts = Mutex<[ID<Verification>: Int]>([:])

    /// Given back when the last one forgets it, however the stream has ended.
    final class Place: Sendable {
        private let id: ID<Verification>
        private let streams: HandOffStreams

        fileprivate init(_ id: ID<Verification>, _ streams: HandOffStreams) {
            self.id = id
            self.streams = streams
        }

        deinit {
            streams.leave(id)
        }
    }

    /// Nil where there are as many as there may be.
    func place(for id: ID<Verification>) -> Place? {
        let isFree = counts.withLock { counts in
            guard counts[id, default: 0] < CaptureLimits.handOffStreams else { return false }
            counts[id, default: 0] += 1
            return true
        }
        return isFree ? Place(id, self) : nil
    }

    private func leave(_ id: ID<Verification>) {
        counts.withLock { counts in
            let left = counts[id, default: 1] - 1
            counts[id] = left > 0 ? left : nil
        }
    }
}
