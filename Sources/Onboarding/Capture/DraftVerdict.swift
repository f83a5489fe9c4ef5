import Evidence

/// How good a picture is, in words for the person who took it. Of what tells a forgery nothing is said here: that is
/// for the decision alone.
package struct DraftVerdict: Encodable, Equatable, Sendable {
    enum Outcome: String, Encodable, Sendable {
        case good = "Good"
        /// It may do; a better one is safer.
        case doubtful = "Doubtful"
        case bad = "Bad"
        /// Nobody could look: a model is missing, or the engines are busy. Never a praise.
        case unchecked = "Unchecked"
    }

    /// Why a picture is not good; the page has words for each, which a test holds.
    package enum Fault: String, Encodable, Sendable, CaseIterable {
        case unreadable, blurred, tooDark, tooBright, glare, tooSmall, documentCut, covered, notFound, notRead
        case sameSide, otherSide, otherDocument
        case noFace, severalFaces, faceTooSmall, faceTurned, faceCovered, eyesClosed
    }

    let outcome: Outcome
    /// The worst first.
    let faults: [Fault]

    static let unchecked = DraftVerdict(outcome: .unchecked, faults: [])

    private init(outcome: Outcome, faults: [Fault]) {
        self.outcome = outcome
        self.faults = faults
    }

    /// - Parameters:
    ///   - role: what the picture was taken for.
    ///   - others: what was read of the document's other sides.
    init(_ reading: EvidenceReading, as role: EvidenceRequest.Role, beside others: [EvidenceReading]) {
        let isFace = role == .selfie
        let words = isFace ? Self.faceWords : Self.documentWords
        var failed: [Fault] = []
        var doubtful: [Fault] = []
        for finding in reading.allFindings {
            guard let word = words[finding.check] else { continue }
            switch finding.outcome {
            case .fail: failed.append(word(finding))
            case .review: doubtful.append(word(finding))
            case .success, .unavailable: continue
            }
        }
        if !isFace { failed += Self.sideFaults(reading, role, others) }
        if !failed.isEmpty && !isFace && reading.document?.text.isEmpty == true { failed = [.notFound] }
        // A side that is the wrong one explains everything else.
        let wrong = failed.filter { [.sameSide, .otherSide, .otherDocument].contains($0) }
        let told = wrong.isEmpty ? failed + doubtful : wrong
        faults = Array(told.reduce(into: [Fault]()) { if !$0.contains($1) { $0.append($1) } }.prefix(Self.mostFaults))
        if !failed.isEmpty {
            outcome = .bad
        } else if !doubtful.isEmpty {
            outcome = .doubtful
        } else {
            outcome = Self.wasLooked(reading, words) ? .good : .unchecked
        }
    }

    private typealias Word = @Sendable (Finding) -> Fault

    /// More than two things at once nobody can mend.
    private static let mostFaults = 2

    /// A check that could not be made says nothing; where none could, nobody looked.
    private static func wasLooked(_ reading: EvidenceReading, _ words: [Check: Word]) -> Bool {
        reading.allFindings.contains { $0.outcome == .success && words[$0.check] != nil && $0.check != .imageReadable }
    }

    private static let documentWords: [Check: Word] = [
        .imageReadable: { _ in .unreadable },
        .documentSharpness: { _ in .blurred },
        .documentExposure: { $0.reason == .tooBright ? .tooBright : .tooDark },
        .documentGlare: { _ in .glare },
        .documentResolution: { _ in .tooSmall },
        .documentBoundary: { $0.reason == .notFound ? .notFound : .documentCut },
        .documentOcclusion: { _ in .covered },
        .documentHasMrz: { _ in .notRead },
        .documentHasFace: { _ in .notRead },
    ]

    private static let faceWords: [Check: Word] = [
        .imageReadable: { _ in .unreadable },
        .selfieHasFace: { _ in .noFace },
        .selfieSingleFace: { _ in .severalFaces },
        .selfieSharpness: { _ in .blurred },
        .selfieExposure: { $0.reason == .tooBright ? .tooBright : .tooDark },
        .selfieFaceSize: { _ in .faceTooSmall },
        .selfieHeadPose: { _ in .faceTurned },
        .selfieEyesOpen: { _ in .eyesClosed },
        .selfieFaceUncovered: { _ in .faceCovered },
    ]

    private static func sideFaults(
        _ reading: EvidenceReading, _ role: EvidenceRequest.Role, _ others: [EvidenceReading]
    ) -> [Fault] {
        if others.contains(where: { DocumentSideSeen.finding($0, reading).outcome == .fail }) { return [.sameSide] }
        switch (role, DocumentSideSeen(reading)) {
        // A page whose zone was not read looks like the front of a card.
        case (.dataPage, .cardFront?) where reading.document?.mrz == nil: return []
        case (.dataPage, .cardBack?), (.dataPage, .cardFront?): return [.otherDocument]
        case (.cardFront, .dataPage?), (.cardBack, .dataPage?), (.otherSide, .dataPage?): return [.otherDocument]
        case (.cardFront, .cardBack?), (.cardBack, .cardFront?): return [.otherSide]
        default: return []
        }
    }
}
