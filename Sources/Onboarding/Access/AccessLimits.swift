/// The limits of the token endpoint and of tokens.
package enum AccessLimits {
    package static let tokenBytes = 4096
    /// One hour: the number that clients of the contract assume where the answer has none.
    package static let tokenLifetimeSeconds = 3600
    /// Failed proofs of one client id at the token endpoint, before the rest are answered 429. What is right is never
    /// refused: a stranger who guesses cannot lock a client out, and 256 random bits are not found by guessing faster.
    package static let failedProofs = 10
    package static let failedProofsPerSecond = 0.2
    package static let largestFailureTable = 10_000
}
