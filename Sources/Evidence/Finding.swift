/// What one check saw in the evidence: the only thing that leaves an engine and the only thing that rules read.
///
/// A finding is kept for good beside the decision, so that the decision can be explained and replayed from it.
package struct Finding: Codable, Equatable, Sendable {
    package enum Outcome: String, Codable, Sendable, CaseIterable {
        /// The check was made and holds.
        case success = "Success"
        /// The check was made and clearly does not hold.
        case fail = "Fail"
        /// The measure lies between the two: a person has to look.
        case review = "Review"
        /// The check could not be made: a model or the data it needs is missing. Never a pass.
        case unavailable = "Unavailable"
    }

    package let check: Check
    package let outcome: Outcome
    /// The number that was compared, in `unit`.
    package let measure: Double?
    /// The limit it was compared with, same unit.
    package let threshold: Double?
    package let unit: Unit?
    /// Where in the upright picture.
    package let region: Region?
    /// Why, as a stable word for programs; no personal data.
    package let reason: Reason?
    /// SHA-256 (hex) of every model whose output went into the measure.
    package let models: [String]

    package init(
        _ check: Check, _ outcome: Outcome, measure: Double? = nil, threshold: Double? = nil, unit: Unit? = nil,
        region: Region? = nil, reason: Reason? = nil, models: [String] = []
    ) {
        self.check = check
        self.outcome = outcome
        self.measure = measure
        self.threshold = threshold
        self.unit = unit
        self.region = region
        self.reason = reason
        self.models = models
    }
}

/// Every check there is. The raw value is stored and shown: it never changes its meaning.
package enum Check: String, Codable, Sendable, CaseIterable {
    // Any picture.
    case imageReadable
    // The picture of one side of a document.
    case documentSharpness, documentExposure, documentGlare, documentResolution, documentBoundary, documentOcclusion
    case documentHasMrz, mrzCheckDigits, documentHasFace, documentFaceSize
    // The barcode of a licence.
    case documentBarcode, visualZoneMatchesBarcode
    // A published specimen.
    case documentNotSpecimen
    // Signals of a document that is not what it seems, each weak alone, and what they say together.
    case documentColour, documentMetadata, documentRecapture, documentPrintedCopy, mrzTypeface, portraitIntegrity
    case portraitCompression, ghostPortrait, documentBezel, documentFineDetail, portraitEdge, backgroundReused
    case documentAuthenticity
    // The selfie.
    case selfieHasFace, selfieSingleFace, selfieSharpness, selfieExposure, selfieFaceSize, selfieHeadPose
    case passivePresentationAttack, selfieRecapture
    // What hides the face in a selfie, or a part of it.
    case selfieEyesOpen, selfieFaceUncovered
    // The frames of an active liveness capture, held against each other.
    case activeLivenessFrames, activeLivenessMotion, activeLivenessFace, activeLivenessDepth
    // Across the evidence, the registration data and the calendar.
    case faceMatch, visualZoneMatchesMrz, documentTypeMatches, documentNotExpired, personIsOfAge, registrationMatches
    case documentBothSides, documentSidesDiffer, issuingCountryAccepted, nationalityAccepted
    // Among the other people of the same business.
    case faceDuplicate
}

package enum Unit: String, Codable, Sendable {
    /// Cosine of two face templates, -1…1, higher is more alike.
    case cosine
    /// Of two face templates: Euclidean, or 1 less their cosine. 0…, lower is more alike.
    case distance
    /// 0…1.
    case probability
    case pixels, degrees, years, days, milliseconds, count
    /// Variance of the Laplacian, 0…, higher is sharper.
    case laplacianVariance
    /// Mean grey value, 0…255.
    case grey
    /// Share of an area or of a set, 0…1.
    case share
    /// Of two small pictures, -1…1, higher is more alike.
    case correlation
    /// Ten times the logarithm of a ratio of powers.
    case decibels
    /// The logarithm of a ratio to the base of two: 1 is twice as much.
    case doublings
    /// Multiples of the median deviation.
    case deviations
}

/// Why a check did not succeed. The raw value is stored and shown.
package enum Reason: String, Codable, Sendable, CaseIterable {
    case blurred, tooDark, tooBright, glare, tooSmall, notFound, severalFaces, faceTurned, faceCut
    case documentCut, covered, sameSide
    case checkDigitWrong, notRead, expired, underage, differs, nameDiffers, wrongType, attackSuspected, prohibited
    case eyesClosed, eyesCovered, mouthCovered
    case motionMissing, flat, faceChanged, repeated, jumped, tooFast, notPossible
    case mirrored, sameNoise, encoderChanged, virtualCamera
    case duplicate, specimen
    case greyCopy, editorTrace, screenshotTrace, screenPattern, printPattern, typefaceDiffers, portraitDiffers
    case compressionDiffers, ghostDiffers, screenFrame, detailLost, edgeTooSharp
    case severalSignals
    case modelMissing, dataMissing, childFailed
}
