/// The limits of the token endpoint and of tokens.
package enum AccessLimits {
    package static let tokenBytes = 4096
    /// One hour: the number that clients of the contract assume where the answer has none.
    package static let tokenLifetimeSeconds = 3600
    /// A session of the hosted flow: as long as a verification may live.
    package static let clientSecretBytes = 32
}
