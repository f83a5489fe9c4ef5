import Foundation
import Kernel

/// How often the pictures of one identification may be looked at before they count: each look keeps a child busy.
///
/// Of the identification or face authentication and not of the session: whoever has the link can open any number of
/// sessions.
final class LookLimiter: Sendable {
    private let advices = TokenBuckets<UUID>(
        perSecond: CaptureLimits.advicesPerSecond, burst: CaptureLimits.advicesAtOnce, largest: CaptureLimits.looked)
    private let verdicts = TokenBuckets<UUID>(
        perSecond: CaptureLimits.verdictsPerSecond, burst: CaptureLimits.verdictsAtOnce,
        largest: CaptureLimits.looked)

    func countAdvice<Kind>(of id: ID<Kind>, at now: Date) throws(AccessError) {
        try Self.check(advices.take(id.uuid, at: now))
    }

    func countVerdict<Kind>(of id: ID<Kind>, at now: Date) throws(AccessError) {
        try Self.check(verdicts.take(id.uuid, at: now))
    }

    private static func check(_ verdict: TokenBuckets<UUID>.Verdict) throws(AccessError) {
        guard verdict.isAllowed else { throw .tooManyRequests(retryAfter: max(1, verdict.secondsToNext)) }
    }
}
