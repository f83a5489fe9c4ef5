import Evidence

/// The front of an identity card: ICAO Doc 9303 part 5, with the zone on the back. Millimetres.
struct IdCardFront {
    let document: SpecimenDocument
    let record: PrintRecord

    static let portrait = Region(x: 4, y: 13, width: 28, height: 36)

    func draw(on canvas: Canvas) {
        let stationery = Stationery(canvas: canvas, tone: Stationery.cardTone, record: record, right: 81.6)
        IdCardBack.background(on: canvas)
        let (tone, guilloche) = (stationery.tone, Guilloche(canvas: canvas, region: Self.portrait))
        guilloche.emblem(centre: Point(x: 7.6, y: 6.2), radius: 3.7, tone)
        canvas.heading("UTOPIA", at: Point(x: 13, y: 7.7), size: 4.3, tone, spacing: 0.7)
        canvas.text("IDENTITY CARD", endingAt: Point(x: 81.6, y: 6), .serifBold, size: 3.3, tone)
        canvas.text("CARTE D’IDENTITÉ", endingAt: Point(x: 81.6, y: 9), .serif, size: 2, tone)
        stationery.microprint(from: Point(x: 4, y: 11.6), to: 81.6)
        stationery.photograph(document.holder.portrait, in: Self.portrait)
        stationery.specimenMark(centre: Point(x: 58, y: 32), size: 8.6, degrees: -27)
        fields(stationery)
    }

    private func fields(_ stationery: Stationery) {
        let holder = document.holder
        func field(_ element: VisualElement, _ label: String, _ value: String, _ x: Double, _ row: Int) {
            stationery.field(element, label, value, at: Point(x: x, y: 13.2 + Double(row) * 6.15), size: 2.6)
        }
        field(.primaryIdentifier, "Surname / Nom", holder.surname.uppercased(), 35, 0)
        field(.secondaryIdentifier, "Given names / Prénoms", holder.givenNames.uppercased(), 35, 1)
        field(.sex, "Sex / Sexe", holder.printedSex, 35, 2)
        field(.nationality, "Nationality / Nationalité", holder.nationality, 48, 2)
        field(.dateOfBirth, "Date of birth / Date de naissance", holder.dateOfBirth.printedInVisualZone, 35, 3)
        field(.documentNumber, "Document No. / N°", holder.documentNumber, 35, 4)
        field(.dateOfExpiry, "Date of expiry / Expiration", holder.dateOfExpiry.printedInVisualZone, 60, 4)
        field(.personalNumber, "Personal No. / N° personnel", holder.personalCode, 35, 5)
        Signature.of(holder).draw(on: stationery.canvas, in: Region(x: 60, y: 45.2, width: 20, height: 4.4))
    }
}
