/// Why a verification is suspended: the `statusReason` beside `Suspended`.
package enum SuspensionReason: String, Sendable {
    /// The last attempt that the setup allows did not succeed.
    case tooManyAttempts = "TooManyAttempts"
    /// A check that decides could not be made here; another try of the person's changes nothing.
    case checkUnavailable = "CheckUnavailable"
}
