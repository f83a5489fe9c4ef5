import Evidence

extension Arrangement {
    /// A driving licence's front: the European Union's model, elements by number.
    static func drivingLicence(_ layout: SpecimenLayout) -> Arrangement {
        let left = layout == .cedar ? 31.0 : 30.0
        let pitch = layout == .birch ? 3.95 : 4.1
        let lines: [[(VisualElement, String, Double)]] = [
            [(.primaryIdentifier, "1.", 0)], [(.secondaryIdentifier, "2.", 0)], [(.birth, "3.", 0)],
            [(.dateOfIssue, "4a.", 0), (.authority, "4c.", 24)],
            [(.dateOfExpiry, "4b.", 0), (.personalNumber, "4d.", 24)], [(.documentNumber, "5.", 0)],
            [(.signature, "7.", 0)], [(.categories, "9.", 0)],
        ]
        let places = lines.enumerated().flatMap { row, line in
            line.enumerated().map { index, entry in
                let x = left + entry.2
                let end = index + 1 < line.count ? left + line[index + 1].2 - 1 : 82
                return Place(
                    element: entry.0, x: x, y: 13.2 + Double(row) * pitch + (row > 6 ? 3.4 : 0), room: end - x,
                    number: entry.1)
            }
        }
        return Arrangement(
            header: .flag, portrait: Region(x: 3.5, y: 14, width: 24, height: 31),
            ghost: layout == .birch ? Region(x: 69, y: 32, width: 12, height: 15.5) : nil,
            signature: Region(x: left + 6, y: 12.6 + 6 * pitch, width: 24, height: 5.4),
            patch: layout == .cedar ? Region(x: 20, y: 38, width: 12, height: 12) : nil,
            mark: (Point(x: 56, y: 31), 9.4, -24), captionSize: 2.1, valueSize: 2.5, places: places)
    }

    /// The front of a driver licence of North America.
    static func americanLicence(_ layout: SpecimenLayout) -> Arrangement {
        let isFjord = layout == .fjord
        let left = isFjord ? 31.0 : 4.0
        let lines: [[(VisualElement, String, Double)]] = [
            [(.documentNumber, "4d DLN", 0), (.categories, "9 CLASS", 28)],
            [(.dateOfBirth, "3 DOB", 0), (.dateOfExpiry, "4b EXP", 26)], [(.primaryIdentifier, "1", 0)],
            [(.secondaryIdentifier, "2", 0)], [(.address, "8", 0)],
            [(.sex, "15 SEX", 0), (.height, "16 HGT", 13), (.eyeColour, "18 EYES", 30)],
            [(.restrictions, "12 REST", 0), (.endorsements, "9a END", 20)],
            [(.dateOfIssue, "4a ISS", 0), (.documentDiscriminator, "5 DD", 20)],
        ]
        let right = isFjord ? 82.0 : 52
        let places = lines.enumerated().flatMap { row, line in
            line.enumerated().map { index, entry in
                let x = left + entry.2
                let end = index + 1 < line.count ? left + line[index + 1].2 - 0.8 : right
                return Place(element: entry.0, x: x, y: 12.4 + Double(row) * 4.5, room: end - x, number: entry.1)
            }
        }.map { $0.y > 37 && isFjord ? $0.narrowed(to: min($0.room, 68 - $0.x)) : $0 }
        return Arrangement(
            header: .band,
            portrait: isFjord
                ? Region(x: 3.5, y: 12.5, width: 25, height: 32) : Region(x: 55, y: 12.5, width: 27, height: 34.5),
            ghost: isFjord ? Region(x: 70, y: 38.2, width: 11.5, height: 13) : nil,
            signature: Region(x: isFjord ? 4 : 56, y: isFjord ? 45.4 : 47.6, width: 24, height: 5),
            patch: isFjord ? nil : Region(x: 44, y: 34, width: 12, height: 12),
            mark: (Point(x: isFjord ? 56 : 30, y: 30), 9.4, -24), captionSize: 1.35, valueSize: 2.5, places: places)
    }
}
