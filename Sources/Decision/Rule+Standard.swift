import Evidence

extension Rule {
    /// What a setup says of itself, as far as the rules depend on it.
    package struct Options: Sendable {
        /// Whether a document is asked for.
        package let document: Bool
        /// Whether a selfie is asked for.
        package let face: Bool
        /// Whether the passive presentation attack check decides. It is measured and reported either way.
        package let passiveLiveness: Bool
        /// Whether motions are asked for; then they decide.
        package let activeLiveness: Bool
        /// What is looked for among the business's others; a hit has a person look.
        package let searches: Set<Search>

        package enum Search: Sendable {
            case face
            /// What lies around the document.
            case background
        }

        package init(
            document: Bool, face: Bool, passiveLiveness: Bool, activeLiveness: Bool = false,
            searches: Set<Search> = []
        ) {
            self.searches = searches
            self.document = document
            self.face = face
            self.passiveLiveness = passiveLiveness
            self.activeLiveness = activeLiveness
        }
    }

    /// The rules of a new setup version. Their order is the order in which failures are told: first what a better
    /// photograph mends, then what the document says, then who is in front of the camera.
    package static func standard(_ options: Options) -> [Rule] {
        [readable] + (options.document ? documentPhoto : []) + (options.face ? selfiePhoto : [])
            + (options.document ? documentContent + [authenticity(options)] : [])
            + (options.face ? [passiveLiveness(options), recapture(options)] : [])
            + (options.face && options.activeLiveness ? [activeLiveness] : [])
            + (options.document && options.face ? [facesMatch, ageComparison] : [])
            + (options.face && options.searches.contains(.face) ? [duplicateFace] : [])
            + (options.document && options.searches.contains(.background) ? [knownBackground] : [])
    }

    /// The rules of a face authentication: a selfie against the face of an earlier verification.
    /// - Parameter passiveLiveness: whether the passive presentation attack check decides.
    package static func faceAuthentication(passiveLiveness: Bool) -> [Rule] {
        let options = Options(document: false, face: true, passiveLiveness: passiveLiveness)
        return [readable] + selfiePhoto + [Rule.passiveLiveness(options), recapture(options)] + [
            Rule("SelfieAndReferenceFacesMatch", [.faceMatch], rejection: .facesDoesNotMatch)
        ]
    }

    private static let quality: [Reason: StatusReason] = [
        .blurred: .blurredPhoto, .tooDark: .poorPhotoLighting, .tooBright: .poorPhotoLighting,
        .glare: .poorPhotoLighting, .faceCut: .partOfFaceIsCovered, .documentCut: .partOfDocumentIsCovered,
        .covered: .partOfDocumentIsCovered,
    ]

    private static let readable = Rule("PhotosAreReadable", [.imageReadable], rejection: .badMediaFormat)

    private static let documentPhoto = [
        Rule(
            "DocumentPhotoQualityAcceptable",
            [.documentSharpness, .documentExposure, .documentGlare, .documentResolution],
            rejection: .poorPhotoQuality, rejectionByReason: quality),
        Rule(
            "DocumentHasBothSides", [.documentBothSides, .documentSidesDiffer], rejection: .missingDocumentPhoto),
    ]

    private static let selfiePhoto = [
        Rule("SelfieHasFace", [.selfieHasFace], rejection: .missingSelfiePhoto),
        Rule("SelfieHasOneFace", [.selfieSingleFace], rejection: .moreThanOnePerson),
        Rule(
            "SelfiePhotoQualityAcceptable", [.selfieSharpness, .selfieExposure, .selfieFaceSize, .selfieHeadPose],
            rejection: .poorPhotoQuality, rejectionByReason: quality),
        // Neither check ever fails: closed eyes, glasses and masks have a person look.
        Rule(
            "SelfieFaceIsUncovered", [.selfieEyesOpen, .selfieFaceUncovered], rejection: .partOfFaceIsCovered),
    ]

    private static let documentContent = [
        Rule("DocumentHasFace", [.documentHasFace, .documentFaceSize], rejection: .documentNotAccepted),
        Rule("DocumentHasMrz", [.documentHasMrz], rejection: .documentNotAccepted),
        Rule("MrzCheckDigitsValid", [.mrzCheckDigits], rejection: .documentNotAccepted),
        Rule("DocumentTypeMatches", [.documentTypeMatches], rejection: .documentNotAccepted),
        Rule("MrzMatchesVisualZone", [.visualZoneMatchesMrz], rejection: .possibleFraudAttempt),
        Rule("DocumentIsNoSpecimen", [.documentNotSpecimen], rejection: .documentNotAccepted),
        Rule("DocumentIsNotExpired", [.documentNotExpired], rejection: .documentIsExpired),
        Rule("PersonIsOfAge", [.personIsOfAge], rejection: .underagePerson),
        Rule(
            "RegistrationDataMatchesDocument", [.registrationMatches], rejection: .dataDoesNotMatch,
            rejectionByReason: [.nameDiffers: .nameMismatch]),
    ]

    /// For setups that take documents of some states only.
    package static let issuingCountry = Rule(
        "IssuingCountryAccepted", [.issuingCountryAccepted], rejection: .prohibitedCountryOrState)

    /// For setups that take no persons of some nationalities.
    package static let nationality = Rule(
        "NationalityAccepted", [.nationalityAccepted], rejection: .prohibitedNationality)

    private static func passiveLiveness(_ options: Options) -> Rule {
        Rule(
            "SuccessfulPassiveLivenessCheck", [.passivePresentationAttack], isBlocking: options.passiveLiveness,
            rejection: .possibleFraudAttempt)
    }

    /// Its check never fails either. It decides where the passive check does: a sandbox is shown screens.
    private static func recapture(_ options: Options) -> Rule {
        Rule(
            "SelfieIsNoRecapture", [.selfieRecapture], isBlocking: options.passiveLiveness,
            rejection: .possibleFraudAttempt)
    }

    /// Its check never fails: signals prove nothing, and have a person look. With a face in the setup it decides where
    /// the passive check does, for a sandbox is shown screens and prints of documents as well; without one, always.
    private static func authenticity(_ options: Options) -> Rule {
        Rule(
            "DocumentAuthenticitySignals", [.documentAuthenticity],
            isBlocking: options.passiveLiveness || !options.face, rejection: .possibleFraudAttempt)
    }

    /// What a better try mends stays open to one; a flat picture and a face that changes do not.
    private static let activeLiveness = Rule(
        "SuccessfulActiveLivenessCheck",
        [.activeLivenessDepth, .activeLivenessFace, .activeLivenessFrames, .activeLivenessMotion],
        rejection: .missingSelfiePhoto,
        rejectionByReason: [
            .flat: .possibleFraudAttempt, .faceChanged: .possibleFraudAttempt, .severalFaces: .moreThanOnePerson,
        ])

    /// Its check never fails: a face that is like another's is no proof of anything.
    private static let duplicateFace = Rule("FaceIsNotKnown", [.faceDuplicate], rejection: .duplicatedInfo)

    /// Its check never fails: a family photographs at one table.
    private static let knownBackground = Rule(
        "BackgroundIsNotKnown", [.backgroundReused], rejection: .duplicatedInfo)

    private static let facesMatch = Rule("SelfieAndDocumentFacesMatch", [.faceMatch], rejection: .facesDoesNotMatch)

    /// The contract names this rule. There is no model of a person's age here: it is reported as unavailable, and
    /// decides nothing.
    private static let ageComparison = Rule(
        "DocumentAndActiveLivenessAgeComparisonValid", [], isBlocking: false, rejection: .docAndBioAgeDoesntMatch)
}
