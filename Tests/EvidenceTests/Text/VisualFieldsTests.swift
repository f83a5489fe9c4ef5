import Evidence
import Kernel
import Testing

@Suite struct `The visual zone as fields` {
    @Test func `pairs each caption with the value below it`() {
        let page = Page([
            (0, 0, 6, "Type / Type"), (70, 0, 8, "Passport No. / N° du passeport"), (0, 10, 9, "P"),
            (70, 10, 9, "K12345678"), (0, 24, 6, "1. Surname / Nom"), (0, 34, 9, "LINDQVARN"),
            (0, 48, 6, "2. Given names / Prénoms"), (0, 58, 9, "ALDRIC JOREN"),
            (0, 72, 6, "Date of birth / Date de naissance"), (90, 72, 6, "Sex / Sexe"), (0, 82, 9, "12 AUG/AOUT 64"),
            (90, 82, 9, "M"), (0, 96, 6, "Date of issue"), (90, 96, 6, "Date of expiry"), (0, 106, 9, "01.03.2021"),
            (90, 106, 9, "01.03.2031"), (0, 120, 6, "Authority"), (0, 130, 9, "AMAUROT"),
        ])
        let fields = VisualFields(page.lines)
        #expect(fields[.documentNumber]?.text == "K12345678")
        #expect(fields[.surname]?.text == "LINDQVARN")
        #expect(fields[.givenNames]?.text == "ALDRIC JOREN")
        #expect(fields[.sex]?.sex == .male)
        #expect(fields[.dateOfBirth]?.date?.agrees(with: MRZDate("640812")) == true)
        #expect(fields[.dateOfIssue]?.text == "01.03.2021")
        #expect(fields[.dateOfExpiry]?.text == "01.03.2031")
        #expect(fields[.authority]?.text == "AMAUROT")
        #expect(fields.fields.allSatisfy { $0.source == .label })
    }

    /// Captions with a letter or two misread, in other languages, or on the line of their value.
    @Test(arguments: [
        ("Sumame/Nomr", VisualZoneElement.surname), ("01 PRIJMENI/SURNAME/NOM", .surname),
        ("Giyen nemes/Prénoms", .givenNames),
        ("Perekonnanimi", .surname), ("Uzvārds / Surname", .surname), ("Vārdi / Given names", .givenNames),
        ("Apellidos", .surname), ("Imię (imiona)", .givenNames), ("Vornamen/Given names/Prénoms", .givenNames),
    ])
    func `knows captions as they are read`(_ caption: String, _ element: VisualZoneElement) {
        let fields = VisualFields(Page([(0, 0, 6, caption), (0, 10, 9, "KASIMIR")]).lines)
        #expect(fields[element]?.text == "KASIMIR")
        #expect(fields.fields.count == 1)
    }

    @Test(arguments: [
        ("Nom: BERTHIER", VisualZoneElement.surname, "BERTHIER"), ("Prénom(s): CORINNE", .givenNames, "CORINNE"),
        ("Né(e) le: 06.12.1965", .dateOfBirth, "06.12.1965"), ("Sexe : F", .sex, "F"),
        ("CARTE NATIONALE D'IDENTITÉ Nº:940992310285", .documentNumber, ""),
        ("CARD EXPIRES 11/01/94", .dateOfExpiry, "11/01/94"), ("Surname ASHGROVIAN", .surname, "ASHGROVIAN"),
        ("Perekonnanimi / Surname / Nom", .surname, ""),
    ])
    func `takes the value behind a caption on its line, and no further caption`(
        _ line: String, _ element: VisualZoneElement, _ value: String
    ) {
        #expect(VisualFields(Page([(0, 0, 8, line)]).lines)[element]?.text ?? "" == value)
    }

    @Test func `goes on in the next line where a name does`() {
        let fields = VisualFields(
            Page([
                (0, 0, 6, "Given names"), (0, 10, 9, "ALDRIC MAXIMILIAN"), (0, 21, 9, "THEODORE"),
                (0, 33, 6, "Nationality"), (0, 43, 9, "UTOPIAN"),
            ]).lines)
        #expect(fields[.givenNames]?.text == "ALDRIC MAXIMILIAN THEODORE")
        #expect(fields[.nationality]?.text == "UTOPIAN")
    }

    @Test func `ends a name with the line that completes it, where a caption was not read`() {
        let lines = Page([
            (0, 0, 6, "Surname"), (0, 10, 9, "SOLVANGAR"), (0, 21, 9, "HÅVALD"), (0, 44, 9, "IVO JOREN"),
        ]).lines
        #expect(VisualFields(lines, reference: VisualReference(Page.zone))[.surname]?.text == "SOLVANGAR")
    }

    @Test func `parts surname and given names that are printed together`() {
        let fields = VisualFields(Page([(0, 0, 6, "Name (Surname, Given names)"), (0, 10, 9, "LIN, MEI-HUA")]).lines)
        #expect(fields[.surname]?.text == "LIN")
        #expect(fields[.givenNames]?.text == "MEI-HUA")
    }

    @Test(arguments: [0, 90, 180, 270] as [Int])
    func `reads in the document's direction`(_ degrees: Int) {
        let page = Page([
            (0, 0, 6, "Surname / Nom"), (0, 10, 9, "FENWHISTLE"), (0, 24, 6, "Given names / Prénoms"),
            (0, 34, 9, "IVO"),
            (0, 48, 6, "Date of birth"), (70, 48, 6, "Date of expiry"), (0, 58, 9, "12.08.1964"),
            (70, 58, 9, "13.09.2030"),
        ])
        let fields = VisualFields(page.turned(degrees))
        #expect(fields[.surname]?.text == "FENWHISTLE")
        #expect(fields[.dateOfBirth]?.text == "12.08.1964")
        #expect(fields[.dateOfExpiry]?.text == "13.09.2030")
    }

    @Test func `follows lines that a tilted page makes steeper than its others`() {
        let name = "THISTLEWYNDE-ASHGROVIAN MARROWMERE"
        func line(_ text: String, _ x: Double, _ y: Double, _ height: Double, _ slope: Double) -> TextLine {
            let width = Double(text.count) * height * 0.5
            return TextLine(
                text: text, confidence: 1,
                quad: Quad(
                    topLeft: Point(x: x, y: y), topRight: Point(x: x + width, y: y + slope * width),
                    bottomRight: Point(x: x + width, y: y + height + slope * width),
                    bottomLeft: Point(x: x, y: y + height)))
        }
        let lines = [
            line("Name / Surname", 400, 100, 30, -0.05), line(name, 400, 130, 45, -0.05),
            line("Document No.", 400, 400, 30, 0.01), line("K12345678", 400, 430, 45, 0.01),
            line("Vornamen / Given names", 400, 300, 30, 0.01), line("IVO JOREN", 400, 330, 45, 0.01),
        ]
        #expect(VisualFields(lines)[.surname]?.text == name)
    }

    @Test func `never takes a character from the zone`() {
        let zone = VisualReference(Page.zone)
        let fields = VisualFields(
            Page([
                (0, 0, 6, "Surname"), (0, 10, 9, "SOLVANGER"), (0, 24, 6, "Document No."), (0, 34, 9, "K12345679"),
                (0, 48, 9, "12 AUG 1964"), (0, 62, 9, "05 FEB 2021"), (0, 76, 9, "05 FEB 2031"), (0, 90, 9, "K/F"),
            ]).lines, reference: zone)
        #expect(fields[.surname]?.text == "SOLVANGER")
        #expect(fields[.documentNumber]?.text == "K12345679")
        #expect(fields[.dateOfBirth]?.source == .mrzConfirmed)
        #expect(fields[.dateOfIssue]?.source == .position)
        #expect(fields[.dateOfIssue]?.date?.day(latestYear: 2026)?.description == "2021-02-05")
        #expect(fields[.sex]?.sex == .female)
        #expect(fields[.givenNames] == nil)
    }

    @Test func `says whether a personal number's check holds, and mends none`() {
        func check(_ number: String) -> Bool? {
            VisualFields(
                Page([
                    (0, 0, 6, "Isikukood / Personal code"), (0, 10, 9, number), (0, 24, 6, "Citizenship"),
                    (0, 34, 9, "EST"),
                ]).lines)[.personalNumber]?.checkHolds
        }
        #expect(check("37605030299") == true)
        #expect(check("37605030298") == false)
    }
}
