package import Kernel

package enum VerificationError: ProblemConvertible, Equatable {
    /// There is none, or it is another application's: one answer for both.
    case notFound
    case wrongStatus(Verification.Status)
    case notValid([String: [String]])
    /// Consent was not given, or not asked yet.
    case noConsent

    package var problem: Problem {
        switch self {
        case .notFound:
            Problem(type: "verification-not-found", title: "No such identity verification", status: 404)
        case .wrongStatus(let status):
            Problem(
                type: "wrong-status", title: "Not possible in this status", status: 409,
                detail: "The identity verification is \(status.rawValue).")
        case .notValid(let errors):
            .notValid(errors)
        case .noConsent:
            Problem(type: "no-consent", title: "The person has not consented yet", status: 409)
        }
    }
}
