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
    /// The link was used, replaced by a newer one, or is too old; it never was one; or it was not confirmed.
    case handOffOver
    /// The first device has not chosen the number yet.
    case handOffNotConfirmed
    /// There is no number to choose: nobody has taken the link.
    case handOffNotTaken
    case tooManyHandOffs
    /// As many as may follow one verification at once do.
    case tooManyStreams
    case unknownChannel
    /// The operator has set up no such way to a person.
    case noSuchChannel
    case addressNotValid
    case tooManyMessages
    /// What we hand messages to did not take this one.
    case messageRefused
    /// What we hand messages to cannot be reached.
    case messagesUnavailable
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
        case .handOffNotConfirmed:
            Problem(
                type: "hand-off-not-confirmed", title: "The first device has not confirmed this one yet", status: 409,
                detail: "Its person chooses the number that this device shows. Ask again.")
        case .handOffNotTaken:
            Problem(type: "hand-off-not-taken", title: "No other device has taken the link yet", status: 409)
        case .tooManyStreams:
            Problem(
                type: "too-many-streams", title: "Too many follow this hand-off", status: 429,
                headers: ["Retry-After": "\(Int(CaptureLimits.handOffHeartbeatSeconds))"])
        case .unknownChannel, .noSuchChannel, .addressNotValid, .tooManyMessages, .messageRefused,
            .messagesUnavailable:
            messageProblem
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

    /// Of a message with a link. None tells anything of the operator's servers.
    private var messageProblem: Problem {
        switch self {
        case .unknownChannel: .notValid("channel", "must be Email or Sms")
        case .addressNotValid: .notValid("address", "must be an e-mail address, or a phone number such as +37060000000")
        case .noSuchChannel:
            Problem(type: "message-channel-disabled", title: "Messages of this kind are not offered here", status: 409)
        case .tooManyMessages:
            Problem(
                type: "too-many-messages", title: "There were too many messages", status: 409,
                detail: "A link may be sent \(CaptureLimits.messagesPerHandOff) times.")
        case .messageRefused:
            Problem(type: "message-refused", title: "The message could not be handed over", status: 502)
        default:
            Problem(type: "messages-unavailable", title: "Messages cannot be sent now", status: 503)
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
    /// Pictures that nobody used, of one browser: one a place, and no setup has more places.
    package static let picturesLeft = 20
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
    /// From the taking of a link: how long its number can be chosen.
    package static let handOffChoiceSeconds = 180.0
    /// Connections that follow one verification at once.
    package static let handOffStreams = 4
    package static let handOffStreamSeconds = 600.0
    /// How often a stream looks at the database.
    package static let handOffLookSeconds = 0.5
    /// After so long without a change a stream shows that it lives.
    package static let handOffHeartbeatSeconds = 15.0
    package static let messagesPerHandOff = 3
    package static let messagesPerVerification = 10
    /// Ranges of `Accept-Language` that are looked at.
    package static let acceptedLanguages = 20
    /// Frames of one identification that advice is given on. The page asks 2.5 times a second, and two devices may.
    package static let advicesPerSecond = 6.0
    package static let advicesAtOnce = 40
    /// Pictures of one identification that are judged. A person takes seconds for each; one that was judged already is
    /// not read again, and counts all the same.
    package static let verdictsPerSecond = 0.5
    package static let verdictsAtOnce = 30
    /// Identifications whose looks are counted at once.
    package static let looked = 10_000
    /// Verifications that one setup's own link begins in a minute.
    package static let startsPerSetupAndMinute = 60
}
