/// Every limit of the feature.
package enum WebhookLimits {
    package static let subscriptionsPerApplication = 50
    package static let descriptionLength = 200
    /// Bytes of UTF-8. A shorter secret could be guessed from one signed body.
    package static let hmacSecretBytes = 16...256
    package static let basicBytes = 1...256
    /// Of a receiver's public key.
    package static let keyIdBytes = 1...128
    /// The current key and those that a rotation has left.
    package static let keysPerApplication = 8
    /// How often a new receiver is tried: at once, then after 10 s, 20 s, 40 s and so on, and at last once an hour, for
    /// somewhat more than a day.
    package static let verificationAttempts = 34

    package static func verificationWait(afterAttempts attempts: Int) -> Double {
        min(3600, 10 * Double(1 << min(attempts - 1, 10)))
    }

    /// How long former secrets stay valid beside new ones.
    package static let overlapHours = 0...168
    package static let standardOverlapHours = 24
    /// A receiver has so long to answer: contract § 8.4.
    package static let answerSeconds: Double = 30
    /// The same for a test event, on whose end a caller waits, and for a receiver's token endpoint.
    package static let testSeconds: Double = 10
    package static let tokenSeconds: Double = 10
    /// Deliveries in flight to one receiver, and to all.
    package static let inFlightPerReceiver = 4
    package static let inFlight = 32
    /// Longer than token, look-up, attempt and the reading of the answer together: a lease that runs out belongs to
    /// nobody.
    package static let leaseSeconds: Double = 90
    /// Events that one transaction turns into deliveries.
    package static let dispatchBatch = 100
    /// The service looks by itself so often; a wake-up makes it look at once.
    package static let lookEverySeconds: Double = 1

    // MARK: A receiver that fails

    /// `Retry-After` is kept to, up to this.
    package static let longestRetryAfterSeconds: Double = 24 * 3600
    /// After 502 and 504 the whole receiver rests so long.
    package static let slowSeconds: Double = 30
    /// After so many straight failures one delivery is tried every so many seconds.
    package static let breakerFailures = 20
    package static let breakerSeconds: Double = 60
    /// A receiver counts as failing once failures lie this far apart, and no farther than that, without a success
    /// between; after that many days of it, it is paused.
    package static let failingAfterSeconds: Double = 12 * 3600
    package static let failingWithinSeconds: Double = 24 * 3600
    package static let pausedAfterSeconds: Double = 5 * 24 * 3600

    // MARK: Tokens of receivers

    package static let tokenBytes = 1...8192
    /// A token is given up so long before its end, and kept so long where its end is not told, or far away.
    package static let tokenMarginSeconds: Double = 30
    package static let untoldTokenSeconds: Double = 300
    package static let longestTokenSeconds: Double = 24 * 3600
}
