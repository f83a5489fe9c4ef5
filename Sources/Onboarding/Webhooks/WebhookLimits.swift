/// Every limit of the feature.
package enum WebhookLimits {
    package static let subscriptionsPerApplication = 50
    /// Bytes of UTF-8. A shorter secret could be guessed from one signed body.
    package static let hmacSecretBytes = 16...256
    package static let basicBytes = 1...256
    /// A receiver has so long to answer: contract § 8.4.
    package static let answerSeconds: Double = 30
    /// Deliveries in flight to one receiver, and to all.
    package static let inFlightPerReceiver = 4
    package static let inFlight = 32
    /// Longer than look-up, attempt and the reading of the answer together: a lease that runs out belongs to nobody.
    package static let leaseSeconds: Double = 60
    /// Events that one transaction turns into deliveries.
    package static let dispatchBatch = 100
    /// The service looks by itself so often; a wake-up makes it look at once.
    package static let lookEverySeconds: Double = 1
}
