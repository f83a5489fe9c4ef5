import Evidence

/// The back of an identity card with the zone of three lines: ICAO Doc 9303 part 5. Millimetres.
struct IdCardBack {
    let document: SpecimenDocument
    let record: PrintRecord

    /// 30 characters in the middle of the card, the last baseline 5.2 mm above its lower edge (part 5, figure of the
    /// zone).
    var zone: PrintedZone {
        PrintedZone(lines: document.mrzLines, origin: Point(x: 4.7, y: 36.1))
    }

    func draw(on canvas: Canvas) {
        let stationery = Stationery(canvas: canvas, tone: Stationery.cardTone, record: record, right: 81.6)
        Self.background(on: canvas)
        canvas.fill(
            Region(x: 0, y: 30.8, width: 85.6, height: 23.2), from: Point(x: 0, y: 30.8), to: Point(x: 0, y: 54),
            [Colour(0xF4F3EC, opacity: 0.7), Colour(0xF4F3EC)])
        let guilloche = Guilloche(canvas: canvas, region: Region(x: 0, y: 0, width: 85.6, height: 54))
        guilloche.emblem(centre: Point(x: 70, y: 15), radius: 10, stationery.tone.faded(0.3))
        stationery.specimenMark(centre: Point(x: 36, y: 16), size: 8, degrees: -15)
        fields(stationery)
        stationery.microprint(from: Point(x: 4, y: 29.6), to: 81.6)
        zone.draw(on: canvas)
    }

    static func background(on canvas: Canvas) {
        let card = Region(x: 0, y: 0, width: 85.6, height: 54)
        canvas.fill(
            card, from: Point(x: 0, y: 0), to: Point(x: 85.6, y: 54),
            [Colour(0xE2EFE6), Colour(0xF4F1E2), Colour(0xE5EEF3)])
        let guilloche = Guilloche(canvas: canvas, region: card)
        guilloche.waves(middle: 20, spread: 30, swing: 3.4, lines: 26, Colour(0x5E9A80, opacity: 0.34))
        guilloche.waves(middle: 34, spread: 28, swing: 3, lines: 22, Colour(0xC09A55, opacity: 0.3))
        guilloche.rosette(
            centre: Point(x: 66, y: 30), radius: 15, petals: 10, lines: 16, Colour(0x5E7DA8, opacity: 0.22))
    }

    private func fields(_ stationery: Stationery) {
        let holder = document.holder
        func field(_ element: VisualElement, _ label: String, _ value: String, _ x: Double, _ row: Int) {
            stationery.field(element, label, value, at: Point(x: x, y: 4 + Double(row) * 7.6), size: 2.6)
        }
        field(.placeOfBirth, "Place of birth / Lieu de naissance", holder.placeOfBirth, 4.7, 0)
        field(.dateOfIssue, "Date of issue / Date de délivrance", holder.dateOfIssue.printedInVisualZone, 4.7, 1)
        field(.authority, "Authority / Autorité", "AMAUROT", 4.7, 2)
        field(.documentNumber, "Document No. / N° du document", holder.documentNumber, 34, 2)
    }
}
