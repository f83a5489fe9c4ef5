package import Kernel

package enum CaptureError: ProblemConvertible, Equatable {
    case noToken
    case invalidToken
    /// The session is another verification's, or of the lesser level.
    case notAllowed
    /// The setup asks for a phone or a tablet.
    case mobileOnly
    /// The setup asks every device of one person to share an address.
    case otherAddress
    /// The setup does not let a person go on on another device.
    case noHandOff
    case handOffNotFound
    /// The link was used, replaced by a newer one, or is too old; or it never was one.
    case handOffOver
    case tooManyHandOffs
    case unknownAction
    /// Neither the setup nor the page has one in the language that it is said to have been shown in.
    case noConsentText
    /// Members of entries of the flight recorder, each with what is wrong.
    case notValid([String: [String]])
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
        case .mobileOnly:
            Problem(
                type: "mobile-only", title: "This verification needs a phone or a tablet", status: 403,
                detail: "The setup lets no desktop device capture.")
        case .otherAddress:
            Problem(
                type: "other-address", title: "This verification is bound to another network address", status: 403,
                detail: "The setup asks every device to come from the address that opened the verification.")
        case .noHandOff:
            Problem(
                type: "hand-off-disabled", title: "Going on on another device is not offered here", status: 409)
        case .handOffNotFound: Problem(type: "not-found", title: "There is no hand-off", status: 404)
        case .handOffOver:
            Problem(
                type: "hand-off-over", title: "This hand-off was used or is too old", status: 403,
                detail: "A new one can be made on the first device.")
        case .tooManyHandOffs:
            Problem(
                type: "too-many-hand-offs", title: "There were too many hand-offs", status: 409,
                detail: "A verification may have \(CaptureLimits.handOffsPerVerification).")
        case .unknownAction:
            .notValid("action", "is not known")
        case .noConsentText:
            .notValid("language", "must be one in which there is a consent text")
        case .notValid(let errors):
            .notValid(errors)
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
    /// One piece of a picture that is sent in pieces; the last may be smaller.
    package static let pieceBytes = 1_048_576
    package static let leastPieceBytes = 16 * 1024
    package static let piecesPerPicture = pictureBytes / leastPieceBytes + 1
    /// How long a picture that nobody used is kept.
    package static let draftSeconds = 3600.0
    /// A small frame of the camera, for advice.
    package static let previewBytes = 256 * 1024
    package static let documentBodyBytes = pictureBytes * 4 / 3 + 64 * 1024
    package static let selfieBodyBytes = 32 * 1_048_576
    /// A screen recording, decoded from Base64.
    package static let recordingBytes = 32 * 1_048_576
    package static let recordingBodyBytes = recordingBytes * 4 / 3 + 64 * 1024
    /// Activity log entries of one verification.
    package static let activities = 500
    /// Entries of the flight recorder, of one verification and of one call; what is beyond is counted and not kept.
    package static let flightEntries = 1_000
    package static let flightEntriesPerCall = 50
    /// Milliseconds since a page began to load, a bit more than eleven days.
    package static let flightMilliseconds = 0...999_999_999
    /// What a value of the flight recorder is smaller than, with or without its sign.
    package static let flightValue = 1e9
    package static let sessionsPerVerification = 100
    /// How long a link to a second device is good.
    package static let handOffSeconds = 600.0
    package static let handOffsPerVerification = 100
    /// Verifications that one setup's own link begins in a minute.
    package static let startsPerSetupAndMinute = 60
}
