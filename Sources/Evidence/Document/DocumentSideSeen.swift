/// Which side of a document a picture shows, by what is seen on it and not by what the person said.
package enum DocumentSideSeen: String, Codable, Sendable, CaseIterable {
    /// The page of a passport, or a visa: a zone of two lines in full width (ICAO Doc 9303 parts 4 and 7).
    case dataPage
    /// A portrait without a zone, or with the zone of an ID-2 card (part 6).
    case cardFront
    /// The zone of an ID-1 card (part 5), or the barcode of a licence.
    case cardBack

    /// Nil where nothing is seen that tells.
    package init?(_ reading: EvidenceReading) {
        switch reading.document?.mrz?.format {
        case .td3, .mrvA, .mrvB: self = .dataPage
        case .td1: self = .cardBack
        case .td2, .frenchID: self = .cardFront
        case nil:
            if reading.document?.card != nil {
                self = .cardBack
            } else if reading.face?.region != nil {
                self = .cardFront
            } else {
                return nil
            }
        }
    }
}

extension DocumentSideSeen {
    package enum Limits {
        /// Correlation of two thumbnails from which they show one side: measured as docs/accuracy.md tells.
        package static let same = 0.8
        /// Under it they show two.
        package static let different = 0.6
    }

    /// Whether two pictures show two sides of a document, or the same one twice.
    package static func finding(_ first: EvidenceReading, _ second: EvidenceReading) -> Finding {
        let (one, other) = (DocumentSideSeen(first), DocumentSideSeen(second))
        if let one, let other, one != other { return Finding(.documentSidesDiffer, .success) }
        // A card has one zone: two pictures of it are two pictures of one side.
        let hasZoneTwice = one == .cardBack && other == .cardBack && hasZone(first) && hasZone(second)
        let likeness = likeness(first, second)
        guard hasZoneTwice || likeness != nil else {
            return Finding(.documentSidesDiffer, .unavailable, reason: .dataMissing)
        }
        let isTwice = hasZoneTwice || (likeness ?? 0) >= Limits.same
        let outcome: Finding.Outcome =
            isTwice ? .fail : (likeness ?? 0) < Limits.different ? .success : .review
        return Finding(
            .documentSidesDiffer, outcome, measure: likeness, threshold: Limits.same, unit: .correlation,
            reason: outcome == .success ? nil : .sameSide)
    }

    /// Nil where the edges of either were not found.
    private static func likeness(_ first: EvidenceReading, _ second: EvidenceReading) -> Double? {
        guard let own = first.document?.thumbnail, let theirs = second.document?.thumbnail else { return nil }
        return own.likeness(to: theirs)
    }

    private static func hasZone(_ reading: EvidenceReading) -> Bool { reading.document?.mrz != nil }
}
