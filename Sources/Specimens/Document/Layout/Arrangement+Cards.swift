import Evidence

extension Arrangement {
    /// The front of a card of the size ID-1: ICAO Doc 9303 part 5.
    static func cardFront(_ layout: SpecimenLayout) -> Arrangement {
        switch layout {
        case .alder:
            Arrangement(
                header: .flag, portrait: Region(x: 4, y: 13.5, width: 27, height: 35),
                ghost: Region(x: 68, y: 31, width: 13, height: 16.8),
                signature: Region(x: 34, y: 45.6, width: 20, height: 4), mark: (Point(x: 56, y: 31), 9.4, -24),
                captionSize: 1.3, valueSize: 2.4,
                places: rows(
                    [
                        [(.primaryIdentifier, 34)], [(.secondaryIdentifier, 34)],
                        [(.dateOfBirth, 34), (.nationality, 55)],
                        [(.placeOfBirth, 34)], [(.dateOfExpiry, 34), (.documentNumber, 52)],
                        [(.signature, 34), (.cardAccessNumber, 56)],
                    ], top: 13.4, pitch: 5.75, right: 81.6
                ).map { $0.y > 29 && $0.y < 40 ? $0.narrowed(to: min($0.room, 67 - $0.x)) : $0 })
        case .birch:
            Arrangement(
                header: .flag, portrait: Region(x: 4, y: 14, width: 26, height: 34),
                ghost: Region(x: 67, y: 32, width: 14, height: 18),
                mark: (Point(x: 52, y: 33), 9, -20), captionSize: 1.25, valueSize: 2.35,
                places: rows(
                    [
                        [(.primaryIdentifier, 33)], [(.secondaryIdentifier, 33)], [(.nationality, 33), (.sex, 70)],
                        [(.dateOfBirth, 33)], [(.documentNumber, 33)], [(.dateOfExpiry, 33), (.cardAccessNumber, 55)],
                    ], top: 14, pitch: 5.9, right: 81.6))
        case .cedar:
            Arrangement(
                header: .flag, portrait: Region(x: 55, y: 14, width: 26.5, height: 34),
                signature: Region(x: 56, y: 48.2, width: 24, height: 4),
                patch: Region(x: 43, y: 35, width: 12, height: 12),
                mark: (Point(x: 32, y: 33), 8.4, -24), captionSize: 1.25, valueSize: 2.5,
                places: rows(
                    [
                        [(.primaryIdentifier, 4)], [(.secondaryIdentifier, 4)], [(.sex, 4), (.nationality, 16)],
                        [(.dateOfBirth, 4), (.personalNumber, 27)], [(.documentNumber, 4), (.dateOfExpiry, 27)],
                        [(.cardAccessNumber, 4)],
                    ], top: 14, pitch: 6.2, right: 54))
        default:
            Arrangement(
                header: .band, portrait: Region(x: 3.5, y: 13, width: 25, height: 32),
                ghost: Region(x: 70, y: 34, width: 12, height: 15.6),
                signature: Region(x: 4, y: 46, width: 24, height: 5), mark: (Point(x: 55, y: 31), 9, -28),
                captionSize: 1.3, valueSize: 2.6,
                places: rows(
                    [
                        [(.primaryIdentifier, 31)], [(.secondaryIdentifier, 31)],
                        [(.sex, 31), (.nationality, 43), (.dateOfBirth, 60)],
                        [(.dateOfIssue, 31), (.dateOfExpiry, 51)],
                        [(.documentNumber, 31)], [(.cardAccessNumber, 31)],
                    ], top: 13.2, pitch: 6.1, right: 81.6
                ).map { $0.y > 31 ? $0.narrowed(to: min($0.room, 69 - $0.x)) : $0 })
        }
    }

    /// The back: what the front has no room for above the zone, which begins at 30.8 mm.
    static func cardBack(_ layout: SpecimenLayout) -> Arrangement {
        let isWide = layout == .alder || layout == .delta
        return Arrangement(
            patch: isWide ? nil : Region(x: 68, y: 8, width: 13, height: 13), mark: (Point(x: 42, y: 16), 9, -14),
            captionSize: 1.3, valueSize: 2.4,
            places: isWide
                ? rows(
                    [
                        [(.address, 4)], [(.height, 4), (.eyeColour, 24), (.dateOfIssue, 46)], [(.authority, 4)],
                        [(.placeOfBirth, 4)],
                    ], top: 3.6, pitch: 6.2, right: 81)
                : rows(
                    [
                        [(.placeOfBirth, 4)], [(.dateOfIssue, 4), (.authority, 30)],
                        [(.personalNumber, 4), (.height, 36)],
                        [(.address, 4)],
                    ], top: 3.6, pitch: 6.2, right: 66))
    }

    /// A card of the size ID-2 with everything on its front: ICAO Doc 9303 part 6.
    static func largeCard(_ layout: SpecimenLayout) -> Arrangement {
        let isFlag = layout == .alder
        return Arrangement(
            header: isFlag ? .flag : .centred, portrait: Region(x: 4.5, y: 14, width: 30, height: 38.6),
            ghost: isFlag ? nil : Region(x: 84, y: 29.5, width: 15, height: 19),
            signature: Region(x: 77, y: isFlag ? 47 : 49.2, width: 23, height: 4.4),
            patch: isFlag ? Region(x: 82, y: 15, width: 16, height: 16) : nil,
            mark: (Point(x: 66, y: 33), 11, -24), captionSize: 1.4, valueSize: 2.6,
            places: rows(
                [
                    [(.primaryIdentifier, 38)], [(.secondaryIdentifier, 38)], [(.nationality, 38), (.sex, 70)],
                    [(.dateOfBirth, 38), (.placeOfBirth, 58)], [(.documentNumber, 38), (.authority, 62)],
                    [(.dateOfIssue, 38), (.dateOfExpiry, 60)],
                ], top: 14, pitch: 6.5, right: 101
            ).map { !isFlag && $0.y > 31 ? $0.narrowed(to: min($0.room, 83 - $0.x)) : $0 })
    }

    /// A visa of either size: ICAO Doc 9303 part 7.
    static func visa(_ layout: SpecimenLayout, _ size: (width: Double, height: Double)) -> Arrangement {
        let left = 39.0
        let right = size.width - 4
        return Arrangement(
            header: layout == .ember || layout == .alder ? .banner : .centred,
            portrait: Region(x: 4.5, y: 14.5, width: 29, height: 37),
            patch: Region(x: right - 17, y: 14, width: 14, height: 14),
            mark: (Point(x: size.width * 0.62, y: size.height * 0.42), 12, -22), captionSize: 1.35, valueSize: 2.5,
            places: rows(
                [
                    [(.documentNumber, left), (.visaType, left + 28)],
                    [(.validFrom, left), (.validUntil, left + 27)],
                    [(.numberOfEntries, left), (.durationOfStay, left + 18), (.placeOfIssue, left + 32)],
                    [(.primaryIdentifier, left)], [(.secondaryIdentifier, left)],
                    [(.passportNumber, left), (.sex, left + 28), (.dateOfBirth, left + 40)],
                    size.height > 76 ? [(.remarks, left), (.dateOfIssue, left + 40)] : [],
                ], top: 13.6, pitch: size.height > 76 ? 6.1 : 6.5, right: right
            ).map { $0.y < 26 ? $0.narrowed(to: min($0.room, right - 18 - $0.x)) : $0 })
    }
}
