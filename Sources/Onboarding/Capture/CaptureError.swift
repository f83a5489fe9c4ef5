package import Kernel

package enum CaptureError: ProblemConvertible, Equatable {
    case noToken
    case invalidToken
    /// The session is another verification's, or of the lesser level.
    case notAllowed
    case unknownAction
    /// A call of a third party's biometrics that this house does not speak.
    case notSupported(instead: String)

    package var problem: Problem {
        switch self {
        case .noToken:
            Problem(
                type: "unauthorized", title: "An access token is required", status: 401,
                headers: ["WWW-Authenticate": "Bearer"])
        case .invalidToken:
            Problem(
                type: "unauthorized", title: "The access token is not valid", status: 401,
                headers: ["WWW-Authenticate": "Bearer error=\"invalid_token\""])
        case .notAllowed:
            Problem(type: "forbidden", title: "The session does not allow this", status: 403)
        case .unknownAction:
            Problem(
                type: "validation-failed", title: "The request is not valid", status: 400,
                detail: "action: is not known", errors: ["action": ["is not known"]])
        case .notSupported(let instead):
            Problem(type: "not-supported", title: "This call is not supported", status: 501, detail: instead)
        }
    }
}

package enum CaptureLimits {
    /// One picture, decoded from Base64.
    package static let pictureBytes = 10 * 1_048_576
    /// Frames of one selfie. All are kept; the first is compared.
    package static let selfieFrames = 10
    package static let documentBodyBytes = pictureBytes * 4 / 3 + 64 * 1024
    package static let selfieBodyBytes = 32 * 1_048_576
    /// A screen recording, decoded from Base64.
    package static let recordingBytes = 32 * 1_048_576
    package static let recordingBodyBytes = recordingBytes * 4 / 3 + 64 * 1024
    /// Activity log entries of one verification.
    package static let activities = 500
    package static let sessionsPerVerification = 100
    /// Verifications that one setup's own link begins in a minute.
    package static let startsPerSetupAndMinute = 60
}
