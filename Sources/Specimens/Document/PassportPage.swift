import Evidence

/// The data page of a passport: zones and labels as ICAO Doc 9303 part 4 lays them out. Millimetres.
struct PassportPage {
    let document: SpecimenDocument
    let record: PrintRecord

    /// Part 4 allows up to 35 × 45 mm.
    static let portrait = Region(x: 5, y: 15.5, width: 35, height: 45)

    /// The zone's lines begin 6 mm from the left edge and end 7 mm above the lower one (part 4, figure of the zone).
    var zone: PrintedZone {
        PrintedZone(lines: document.mrzLines, origin: Point(x: 6, y: 74.3))
    }

    func draw(on canvas: Canvas) {
        let stationery = Stationery(canvas: canvas, tone: Stationery.passportTone, record: record, right: 119)
        background(on: canvas)
        header(stationery)
        stationery.photograph(document.holder.portrait, in: Self.portrait)
        stationery.specimenMark(centre: Point(x: 82, y: 40), size: 13, degrees: -25)
        fields(stationery)
        zone.draw(on: canvas)
    }

    private func background(on canvas: Canvas) {
        let page = Region(x: 0, y: 0, width: 125, height: 88)
        canvas.fill(
            page, from: Point(x: 0, y: 0), to: Point(x: 125, y: 88),
            [Colour(0xDFEAF0), Colour(0xF3EFE4), Colour(0xF2E9EC), Colour(0xE1ECE8)])
        let guilloche = Guilloche(canvas: canvas, region: page)
        guilloche.waves(middle: 26, spread: 46, swing: 5, lines: 30, Colour(0x5D8CA8, opacity: 0.34))
        guilloche.waves(middle: 48, spread: 40, swing: 4, lines: 26, Colour(0xB98A5E, opacity: 0.3))
        guilloche.rosette(
            centre: Point(x: 98, y: 38), radius: 22, petals: 12, lines: 18, Colour(0x7A5C8E, opacity: 0.22))
        // The zone's own ground is plain: part 3, section 4 wants nothing there that a reader may take for print.
        canvas.fill(
            Region(x: 0, y: 64.8, width: 125, height: 23.2), from: Point(x: 0, y: 64.8), to: Point(x: 0, y: 88),
            [Colour(0xF4F3EC, opacity: 0.75), Colour(0xF4F3EC)])
    }

    private func header(_ stationery: Stationery) {
        let (canvas, tone) = (stationery.canvas, stationery.tone)
        let guilloche = Guilloche(canvas: canvas, region: Self.portrait)
        guilloche.emblem(centre: Point(x: 10.2, y: 7.6), radius: 4.6, tone)
        canvas.heading("UTOPIA", at: Point(x: 17, y: 9.4), size: 5.2, tone, spacing: 0.9)
        canvas.text("PASSPORT", endingAt: Point(x: 119, y: 7.6), .serifBold, size: 4.1, tone)
        canvas.text("PASSEPORT", endingAt: Point(x: 119, y: 11), .serif, size: 2.3, tone)
        stationery.microprint(from: Point(x: 5, y: 13.7), to: 120)
        stationery.microprint(from: Point(x: 5, y: 64.4), to: 120)
    }

    private func fields(_ stationery: Stationery) {
        let holder = document.holder
        let columns = (first: 44.0, second: 66.0, third: 88.0)
        func field(_ element: VisualElement, _ label: String, _ value: String, _ x: Double, _ row: Int) {
            stationery.field(element, label, value, at: Point(x: x, y: 15.8 + Double(row) * 6.9))
        }
        field(.documentType, "Type / Type", "P", columns.first, 0)
        field(.issuingState, "Country code / Code du pays", "UTO", columns.second - 7, 0)
        field(.documentNumber, "Passport No. / N° du passeport", holder.documentNumber, columns.third, 0)
        field(.primaryIdentifier, "Surname / Nom", holder.surname.uppercased(), columns.first, 1)
        field(.secondaryIdentifier, "Given names / Prénoms", holder.givenNames.uppercased(), columns.first, 2)
        field(.nationality, "Nationality / Nationalité", "UTOPIAN", columns.first, 3)
        field(.personalNumber, "Personal No. / N° personnel", holder.personalCode, columns.third, 3)
        field(
            .dateOfBirth, "Date of birth / Date de naissance", holder.dateOfBirth.printedInVisualZone, columns.first, 4)
        field(.sex, "Sex / Sexe", holder.printedSex, columns.third - 11, 4)
        field(.placeOfBirth, "Place of birth / Lieu", holder.placeOfBirth, columns.third, 4)
        field(
            .dateOfIssue, "Date of issue / Date de délivrance", holder.dateOfIssue.printedInVisualZone, columns.first, 5
        )
        field(.authority, "Authority / Autorité", "AMAUROT", columns.third, 5)
        field(
            .dateOfExpiry, "Date of expiry / Date d’expiration", holder.dateOfExpiry.printedInVisualZone, columns.first,
            6)
        field(.signature, "Holder’s signature / Signature", "", columns.third, 6)
        Signature.of(holder).draw(on: stationery.canvas, in: Region(x: 89, y: 59.2, width: 26, height: 4.2))
    }
}
