import Evidence

extension Arrangement {
    /// The data page of a passport: ICAO Doc 9303 part 4, zones I to VII.
    static func passport(_ layout: SpecimenLayout) -> Arrangement {
        switch layout {
        case .alder: alderPassport
        case .birch: birchPassport
        case .cedar: cedarPassport
        case .delta: deltaPassport
        default: emberPassport
        }
    }

    private static let alderPassport = Arrangement(
        header: .banner, portrait: Region(x: 4.5, y: 15.5, width: 35, height: 45),
        signature: Region(x: 86, y: 58.4, width: 26, height: 5), patch: Region(x: 101, y: 16, width: 17, height: 17),
        mark: (Point(x: 80, y: 40), 14, -24),
        places: rows(
            [
                [(.documentType, 43), (.issuingState, 54), (.documentNumber, 78)], [(.primaryIdentifier, 43)],
                [(.secondaryIdentifier, 43)], [(.nationality, 43), (.dateOfBirth, 84)],
                [(.sex, 43), (.placeOfBirth, 58)], [(.dateOfIssue, 43), (.dateOfExpiry, 84)],
                [(.authority, 43), (.signature, 86)],
            ], top: 15.6, pitch: 6.75, right: 119))

    private static let birchPassport = Arrangement(
        header: .centred, portrait: Region(x: 6, y: 17, width: 32, height: 41),
        ghost: Region(x: 98, y: 34, width: 19, height: 24.4), signature: Region(x: 8, y: 58.6, width: 26, height: 5),
        mark: (Point(x: 72, y: 39), 14, -20), captionSize: 1.45, valueSize: 2.8,
        places: rows(
            [
                [(.documentType, 42), (.issuingState, 54), (.documentNumber, 86)], [(.primaryIdentifier, 42)],
                [(.secondaryIdentifier, 42)], [(.nationality, 42)], [(.dateOfBirth, 42), (.personalNumber, 70)],
                [(.sex, 42), (.placeOfBirth, 54)], [(.dateOfIssue, 42), (.dateOfExpiry, 70)], [(.authority, 42)],
            ], top: 15, pitch: 6.15, right: 119
        ).map { place in
            // The second portrait begins at 98 mm.
            let isBesideGhost = place.y > 33 && place.x + place.room > 97
            return isBesideGhost ? place.narrowed(to: 97 - place.x) : place
        })

    private static let cedarPassport = Arrangement(
        header: .band, portrait: Region(x: 5, y: 16.5, width: 34, height: 44),
        ghost: Region(x: 104, y: 16.5, width: 15, height: 19.4),
        signature: Region(x: 90, y: 58.2, width: 26, height: 5), patch: Region(x: 30, y: 48, width: 14, height: 14),
        mark: (Point(x: 78, y: 41), 13.5, -27), captionSize: 1.4, valueSize: 2.75,
        places: rows(
            [
                [(.primaryIdentifier, 45)], [(.secondaryIdentifier, 45)], [(.nationality, 45), (.sex, 84)],
                [(.dateOfBirth, 45), (.personalNumber, 84)], [(.placeOfBirth, 45), (.documentNumber, 84)],
                [(.dateOfIssue, 45), (.authority, 84)], [(.dateOfExpiry, 45), (.signature, 90)],
            ], top: 16.6, pitch: 6.6, right: 119
        ).map { $0.y < 30 && $0.x + $0.room > 103 ? $0.narrowed(to: 103 - $0.x) : $0 })

    private static let deltaPassport = Arrangement(
        header: .banner, portrait: Region(x: 5, y: 16, width: 30, height: 39),
        ghost: Region(x: 103, y: 42, width: 16, height: 20.6), signature: Region(x: 6, y: 56.4, width: 28, height: 6),
        mark: (Point(x: 74, y: 38), 14, -30), captionSize: 1.35, valueSize: 2.9,
        places: rows(
            [
                [(.documentType, 38), (.issuingState, 50), (.documentNumber, 70), (.personalNumber, 96)],
                [(.primaryIdentifier, 38)], [(.secondaryIdentifier, 38)],
                [(.nationality, 38), (.dateOfBirth, 58), (.sex, 84)], [(.placeOfBirth, 38)],
                [(.dateOfIssue, 38), (.dateOfExpiry, 68)], [(.authority, 38)],
            ], top: 16, pitch: 6.7, right: 119
        ).map { $0.y > 38 && $0.x + $0.room > 102 ? $0.narrowed(to: 102 - $0.x) : $0 })

    /// Names in two lines, the state's own script above.
    private static let emberPassport: Arrangement = {
        var arrangement = Arrangement(
            header: .centred, portrait: Region(x: 5, y: 16, width: 33, height: 42.5),
            signature: Region(x: 88, y: 60.4, width: 28, height: 4), mark: (Point(x: 78, y: 42), 13, -24),
            captionSize: 1.35, valueSize: 2.6,
            places: rows(
                [
                    [(.documentType, 42), (.issuingState, 54), (.documentNumber, 76)],
                    [(.primaryIdentifierOwnScript, 42)], [(.secondaryIdentifierOwnScript, 42)],
                    [(.nationality, 42), (.dateOfBirth, 76)], [(.sex, 42), (.placeOfBirth, 58), (.personalNumber, 96)],
                    [(.dateOfIssue, 42), (.dateOfExpiry, 76)], [(.authority, 42), (.signature, 88)],
                ], top: 14.8, pitch: 6.3, right: 119))
        arrangement.doubleNames(extra: 3.1)
        return arrangement
    }()

    /// Puts the Latin names under those in the state's own script, and moves all that follows down.
    private mutating func doubleNames(extra: Double) {
        let pairs: [VisualElement: VisualElement] = [
            .primaryIdentifierOwnScript: .primaryIdentifier, .secondaryIdentifierOwnScript: .secondaryIdentifier,
        ]
        var moved = 0.0
        places = places.flatMap { place -> [Place] in
            let own = place.movedDown(moved)
            guard let latin = pairs[place.element] else { return [own] }
            moved += extra
            return [
                own,
                Place(element: latin, x: own.x, y: own.y + extra, room: own.room, isCaptioned: false),
            ]
        }
    }
}

extension Arrangement.Place {
    func narrowed(to room: Double) -> Self {
        Self(element: element, x: x, y: y, room: room, number: number, isCaptioned: isCaptioned)
    }

    func movedDown(_ distance: Double) -> Self {
        Self(element: element, x: x, y: y + distance, room: room, number: number, isCaptioned: isCaptioned)
    }
}
