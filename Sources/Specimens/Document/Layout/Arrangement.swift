import Evidence

/// Where a layout puts what it prints on one kind of side. Millimetres.
struct Arrangement {
    /// A caption with the value under it.
    struct Place {
        let element: VisualElement
        let x: Double
        /// Top of the caption.
        let y: Double
        /// Room to the right; longer values are condensed.
        let room: Double
        /// Instead of the caption's words, in front of the value: `4a.`
        var number: String?
        /// False where a value stands under another one's caption.
        var isCaptioned = true
    }

    enum Header {
        /// Emblem, the state's name, the document's title at the other end.
        case banner
        /// The title in the middle, an emblem at both ends.
        case centred
        /// A blue field with a ring of dots and the state's letters, as Europe's cards have it.
        case flag
        /// A band of the layout's colour across the top.
        case band
    }

    var header = Header.banner
    var portrait: Region?
    var ghost: Region?
    var signature: Region?
    /// Of an iridescent patch.
    var patch: Region?
    var mark: (centre: Point, size: Double, degrees: Double)
    var captionSize = 1.5
    var valueSize = 2.7
    /// Top of the first row.
    var places: [Place]
}

extension Arrangement {
    /// Places in rows from `top` on, `pitch` apart: each row's elements with their x; the room ends where the next one
    /// begins, or at `right`.
    static func rows(
        _ rows: [[(VisualElement, Double)]], top: Double, pitch: Double, right: Double
    ) -> [Place] {
        rows.enumerated().flatMap { number, row in
            row.enumerated().map { index, place in
                let end = index + 1 < row.count ? row[index + 1].1 - 1.2 : right
                return Place(
                    element: place.0, x: place.1, y: top + Double(number) * pitch, room: end - place.1)
            }
        }
    }

    static func of(_ kind: SpecimenDocument.Kind, _ layout: SpecimenLayout) -> Arrangement {
        switch kind {
        case .passport: passport(layout)
        case .idCardFront: cardFront(layout)
        case .idCardBack: cardBack(layout)
        case .td2Card: largeCard(layout)
        case .visaA, .visaB: visa(layout, kind.sizeMillimetres)
        case .drivingLicenceFront, .drivingLicenceBack: drivingLicence(layout)
        case .aamvaFront, .aamvaBack: americanLicence(layout)
        }
    }
}
