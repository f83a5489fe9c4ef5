import Foundation
import Kernel

/// How often the pictures of one identification may be looked at before they count: each look keeps a child busy.
///
/// Of the identification and not of the session: whoever has the link can open any number of sessions.
final class LookLimiter: Sendable {
    private let advices = TokenBuckets<ID<Identification>>(
        perSecond: CaptureLimits.advicesPerSecond, burst: CaptureLimits.advicesAtOnce, largest: CaptureLimits.looked)
    private let verdicts = TokenBuckets<ID<Identification>>(
        perSecond: CaptureLimits.verdictsPerSecond, burst: CaptureLimits.verdictsAtOnce,
        largest: CaptureLimits.looked)

    func countAdvice(of id: ID<Identification>, at now: Date) throws(AccessError) {
        try Self.check(advices.take(id, at: now))
    }

    func countVerdict(of id: ID<Identification>, at now: Date) throws(AccessError) {
        try Self.check(verdicts.take(id, at: now))
    }

    private static func check(_ verdict: TokenBuckets<ID<Identification>>.Verdict) throws(AccessError) {
        guard verdict.isAllowed else { throw .tooManyRequests(retryAfter: max(1, verdict.secondsToNext)) }
    }
}
