import Foundation
import Synchronization

/// A token bucket for each of many names: so many at once, and so many a second after that. In memory: a restart
/// forgives everything.
final class TokenBuckets<Name: Hashable & Sendable>: Sendable {
    struct Verdict: Sendable {
        let isAllowed: Bool
        /// Whole ones that are left now.
        let remaining: Int
        /// Until there is one again, and until there are all; rounded up.
        let secondsToNext: Int
        let secondsToAll: Int
    }

    private struct Bucket {
        var tokens: Double
        var at: Date
    }

    private let perSecond: Double
    private let burst: Int
    private let largest: Int
    private let buckets = Mutex<[Name: Bucket]>([:])

    /// - Parameter largest: how many names are remembered. Beyond it those go that are full again, and then all.
    init(perSecond: Double, burst: Int, largest: Int) {
        precondition(perSecond > 0 && burst > 0 && largest > 0, "a bucket that never fills")
        self.perSecond = perSecond
        self.burst = burst
        self.largest = largest
    }

    /// Takes one, where there is one.
    func take(_ name: Name, at now: Date) -> Verdict {
        buckets.withLock { buckets in
            if buckets.count >= largest, buckets[name] == nil { makeRoom(in: &buckets, at: now) }
            var bucket = buckets[name] ?? Bucket(tokens: Double(burst), at: now)
            bucket.tokens = level(of: bucket, at: now)
            bucket.at = now
            let isAllowed = bucket.tokens >= 1
            if isAllowed { bucket.tokens -= 1 }
            buckets[name] = bucket
            return Verdict(
                isAllowed: isAllowed, remaining: Int(bucket.tokens), secondsToNext: seconds(until: 1, in: bucket),
                secondsToAll: seconds(until: Double(burst), in: bucket))
        }
    }

    private func level(of bucket: Bucket, at now: Date) -> Double {
        // A clock that was set back gives nothing and takes nothing.
        min(Double(burst), bucket.tokens + max(0, now.timeIntervalSince(bucket.at)) * perSecond)
    }

    private func seconds(until tokens: Double, in bucket: Bucket) -> Int {
        Int(max(0, (tokens - bucket.tokens) / perSecond).rounded(.up))
    }

    private func makeRoom(in buckets: inout [Name: Bucket], at now: Date) {
        buckets = buckets.filter { level(of: $0.value, at: now) < Double(burst) }
        if buckets.count >= largest { buckets.removeAll() }
    }
}
