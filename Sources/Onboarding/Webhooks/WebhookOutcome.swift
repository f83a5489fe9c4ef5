import Foundation
import Kernel
import Web

/// What one attempt came to, and what the receiver's answer asks for.
struct WebhookOutcome: Sendable {
    let failure: WebhookFailure?
    let status: Int?
    /// The receiver wants no more of this event: `webhook-delivery: abort-message`.
    var isAborted = false
    /// The receiver wants no more at all: 410.
    var isGone = false
    /// The receiver wants a new token.
    var isUnauthorised: Bool { status == 401 }
    /// Nothing goes to the receiver before.
    var restUntil: Date?
    /// This delivery is not repeated before, though others may be.
    var retryNotBefore: Date?

    init(_ failure: WebhookFailure?, status: Int? = nil) {
        self.failure = failure
        self.status = status
    }

    init(_ answer: OutboundAnswer, at now: Date) {
        let isSuccess = (200...299).contains(answer.status)
        self.init(isSuccess ? nil : .status, status: answer.status)
        guard !isSuccess else { return }
        isGone = answer.status == 410
        isAborted = answer.field("webhook-delivery")?.trimmingCharacters(in: .whitespaces) == "abort-message"
        switch answer.status {
        case 429, 503:
            restUntil = answer.field("Retry-After").flatMap { Self.time(ofRetryAfter: $0, now) }
            retryNotBefore = restUntil
        case 502, 504: restUntil = now.addingTimeInterval(WebhookLimits.slowSeconds)
        default: break
        }
    }

    /// RFC 9110 section 10.2.3: seconds, or a date. A day is the longest that is kept to.
    static func time(ofRetryAfter text: String, _ now: Date) -> Date? {
        let text = text.trimmingCharacters(in: .whitespaces)
        let seconds: Double?
        if !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            seconds = Double(text)
        } else {
            seconds = httpDate(text)?.timeIntervalSince(now)
        }
        guard let seconds, seconds > 0 else { return nil }
        return now.addingTimeInterval(min(seconds, WebhookLimits.longestRetryAfterSeconds))
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// The one form that senders may write (RFC 9110 section 5.6.7): `Sun, 06 Nov 1994 08:49:37 GMT`.
    private static func httpDate(_ text: String) -> Date? {
        let form = /[A-Z][a-z]{2}, (\d\d) ([A-Z][a-z]{2}) (\d{4}) (\d\d:\d\d:\d\d) GMT/
        guard let match = text.wholeMatch(of: form),
            let month = months.firstIndex(where: { $0 == match.2 }).map({ $0 + 1 })
        else { return nil }
        return Timestamp("\(match.3)-\(month < 10 ? "0" : "")\(month)-\(match.1)T\(match.4)Z")?.date
    }
}
