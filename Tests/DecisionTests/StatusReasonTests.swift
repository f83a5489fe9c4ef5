import Decision
import Kernel
import Testing

@Suite struct `A status reason` {
    @Test func `is one of a rejection unless it tells of an approval`() {
        #expect(StatusReason.rejections.count == StatusReason.allCases.count - 2)
        #expect(!StatusReason.rejections.contains(.automaticallyIdentified))
        #expect(!StatusReason.rejections.contains(.manuallyIdentified))
    }

    @Test func `is spelled as in the contract`() {
        for reason in StatusReason.allCases {
            #expect(reason.rawValue.wholeMatch(of: /[A-Z][A-Za-z]+/) != nil)
            #expect(reason.rawValue.lowercased() == "\(reason)".lowercased())
        }
    }

    /// § 5.3 row by row: the reason as it is sent, and whether it ends the matter.
    private static let table: [(String, Bool)] = [
        ("MissingDocumentPhoto", false), ("MoreThanOnePerson", false), ("DocumentNotAccepted", false),
        ("ProhibitedCountryOrState", true), ("DataDoesNotMatch", false), ("DocumentIsExpired", false),
        ("Sanctioned", true), ("DocumentWithNonLatinCharacters", false), ("MissingSelfiePhoto", false),
        ("PartOfDocumentIsCovered", false), ("FacesDoesNotMatch", false), ("NameMismatch", false),
        ("PoorPhotoQuality", false), ("ExpirationDateMismatch", false), ("PoorPhotoLighting", false),
        ("IncorrectInformationProvided", false), ("BlurredPhoto", false), ("PartOfFaceIsCovered", false),
        ("BadMediaFormat", false), ("UnderagePerson", true), ("Miscellaneous", true), ("ProhibitedNationality", true),
        ("PossibleFraudAttempt", true), ("DocAndBioAgeDoesntMatch", true), ("UnrelatedPhoto", false),
        ("DuplicatedInfo", true),
        ("ColoredAmbientLightDetected", false), ("DocumentDamaged", false), ("DocumentFromScreen", false),
        ("DocumentPrinted", false), ("InvalidProofOfAddress", false), ("SelfieHasNoFace", false),
    ]

    @Test(arguments: table)
    func `§5.3 is read in either spelling, and ends the matter where it is critical`(
        _ word: String, _ isCritical: Bool
    ) throws {
        let reason = try #require(StatusReason(rejection: word))
        #expect(reason.rawValue == word)
        #expect(reason.isCritical == isCritical)
        #expect(StatusReason(rejection: word.upperSnake) == reason)
        #expect(word.upperSnake.wholeMatch(of: /[A-Z]+(_[A-Z]+)*/) != nil)
    }

    @Test func `§5.3 is in the table, every one of them`() {
        #expect(Set(Self.table.map(\.0)) == Set(StatusReason.rejections.map(\.rawValue)))
    }

    @Test(
        arguments: [
            ("MissingPersonPhoto", "MISSING_PERSON_PHOTO", .missingSelfiePhoto),
            ("FacePhotoUploadFormat", "FACE_PHOTO_UPLOAD_FORMAT", .badMediaFormat),
            ("FacesNotMatch", "FACES_NOT_MATCH", .facesDoesNotMatch),
            ("PhotoBlurred", "PHOTO_BLURRED", .blurredPhoto),
            ("UnrelatedPhotoSubmit", "UNRELATED_PHOTO_SUBMIT", .unrelatedPhoto),
            ("Generic", "GENERIC", .miscellaneous),
        ] as [(String, String, StatusReason)])
    func `§5.3 by another name is the one of 2023`(_ alias: String, _ capitals: String, _ reason: StatusReason) {
        #expect(StatusReason(rejection: alias) == reason)
        #expect(StatusReason(rejection: capitals) == reason)
        #expect(StatusReason(rawValue: alias) == nil)
    }

    @Test(arguments: ["", "ManuallyIdentified", "AUTOMATICALLY_IDENTIFIED", "NoSuchReason", "blurredphoto"])
    func `of no rejection is refused`(_ word: String) {
        #expect(StatusReason(rejection: word) == nil)
    }
}
