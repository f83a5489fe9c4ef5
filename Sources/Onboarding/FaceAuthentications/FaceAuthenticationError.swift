package import Kernel

package enum FaceAuthenticationError: ProblemConvertible, Equatable {
    case notFound
    /// The verification's setup has no such step.
    case notAsked
    case notEligible(Ineligibility)
    case wrongStatus(FaceAuthentication.Status)
    case alreadySubmitted
    case noSelfie
    case tooManyAttempts

    package var problem: Problem {
        switch self {
        case .notFound:
            Problem(type: "face-authentication-not-found", title: "No such face authentication", status: 404)
        case .notAsked:
            Problem(type: "not-asked", title: "The setup has no face authentication", status: 409)
        case .notEligible(let reason):
            Problem(
                type: "not-eligible", title: "The earlier verification cannot be used", status: 409,
                detail: "\(reason.rawValue): \(reason.sentence)",
                errors: [Verifications.referenceMember: [reason.rawValue]])
        case .wrongStatus(let status):
            Problem(
                type: "wrong-status", title: "Not possible in this status", status: 409,
                detail: "The face authentication is \(status.rawValue).")
        case .alreadySubmitted:
            Problem(
                type: "already-submitted", title: "Not possible in this status", status: 409,
                detail: "The selfie was handed in already.")
        case .noSelfie:
            Problem(
                type: "incomplete", title: "Something is missing", status: 409, detail: "Still missing: selfie.")
        case .tooManyAttempts:
            Problem(type: "too-many-attempts", title: "There is no further attempt", status: 409)
        }
    }
}

/// Why an earlier verification cannot be what a face is compared with: contract § 4.1.
package enum Ineligibility: String, Equatable, Sendable, CaseIterable {
    case notApproved = "NotApproved"
    case dataErased = "DataErased"
    case sandboxReference = "SandboxReference"
    case noActiveLiveness = "NoActiveLiveness"
    case noFaceTemplate = "NoFaceTemplate"

    var sentence: String {
        switch self {
        case .notApproved: "its identification is not approved."
        case .dataErased: "the person's data was erased."
        case .sandboxReference: "it belongs to the sandbox, and this setup is live."
        case .noActiveLiveness: "its identification did not ask for active liveness."
        case .noFaceTemplate: "no face was kept of its selfie."
        }
    }
}
