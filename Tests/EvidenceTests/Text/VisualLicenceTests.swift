import Evidence
import Kernel
import Testing

@Suite struct `A driving licence of the European Union` {
    private let glued = Page([
        (40, 0, 12, "DRIVING LICENCE"), (40, 16, 9, "1.LINDQVARN"), (40, 28, 9, "2.ALDRIC JOREN"),
        (40, 40, 9, "3.12.08.1964 AMAUROT"), (40, 52, 9, "4a.01.03.2021"), (130, 52, 9, "4c. UTOPIAN ROADS"),
        (40, 64, 9, "4b.28.02.2036"), (130, 64, 9, "4d.640812-12345"), (40, 76, 9, "5.UT123456789"),
        (40, 100, 9, "8.HARBOUR STREET 17"), (40, 111, 9, "1234 AMAUROT"), (40, 130, 9, "9.AM/B1/B"),
    ])
    private let apart = Page([
        (40, 16, 9, "1."), (55, 16, 9, "LINDQVARN"), (40, 28, 9, "2."), (55, 28, 9, "ALDRIC"), (55, 39, 9, "JOREN"),
        (40, 52, 9, "3."), (55, 52, 9, "12/08/1964 AMAUROT"), (40, 64, 9, "4a. 01/03/2021 4b. 28/02/2036"),
        (40, 76, 9, "4c. UTOPIAN ROADS"), (40, 88, 9, "5."), (55, 88, 9, "UT123456789"), (40, 112, 9, "9."),
        (55, 112, 9, "AM/B1/B"),
    ])

    @Test(arguments: [true, false])
    func `is read by the numbers of its fields`(_ isGlued: Bool) {
        let fields = VisualFields((isGlued ? glued : apart).lines)
        #expect(fields[.surname]?.text == "LINDQVARN")
        #expect(fields[.givenNames]?.text == "ALDRIC JOREN")
        #expect(fields[.dateOfBirth]?.date?.day(latestYear: 2026)?.description == "1964-08-12")
        #expect(fields[.placeOfBirth]?.text == "AMAUROT")
        #expect(fields[.dateOfIssue]?.date?.day(latestYear: 2026)?.description == "2021-03-01")
        #expect(fields[.dateOfExpiry]?.date?.day(latestYear: 2046)?.description == "2036-02-28")
        #expect(fields[.authority]?.text == "UTOPIAN ROADS")
        #expect(fields[.documentNumber]?.text == "UT123456789")
        #expect(fields[.categories]?.text == "AM/B1/B")
        #expect(fields.fields.allSatisfy { $0.source == .fieldNumber })
        guard isGlued else { return }
        #expect(fields[.personalNumber]?.text == "640812-12345")
        #expect(fields[.address]?.text == "HARBOUR STREET 17 1234 AMAUROT")
    }

    @Test func `of North America has words behind the numbers and the month first`() {
        let fields = VisualFields(
            Page([
                (40, 0, 9, "4d DLN Z0950438"), (130, 0, 9, "9 CLASS D"), (40, 12, 9, "3 DOB 09/10/2004"),
                (40, 24, 9, "4b EXP 03/11/2028"), (40, 36, 9, "LINDQVARN"), (40, 48, 9, "ALDRIC"),
                (40, 59, 9, "79 OLD MILL RD, AMAUROT"), (40, 84, 9, "15 SEX F"), (40, 100, 9, "4a ISS 03/11/2023"),
                (130, 100, 9, "5 DD ZU0950100438"),
            ]).lines)
        #expect(fields[.documentNumber]?.text == "Z0950438")
        #expect(fields[.surname]?.text == "LINDQVARN")
        #expect(fields[.givenNames]?.text == "ALDRIC")
        #expect(fields[.address]?.text == "79 OLD MILL RD, AMAUROT")
        #expect(fields[.sex]?.sex == .female)
        #expect(fields[.dateOfBirth]?.date?.day(latestYear: 2026)?.description == "2004-09-10")
        #expect(fields[.categories]?.text == "D")
        #expect(fields[.personalNumber] == nil)
    }

    @Test func `is not what numbers its captions`() {
        let passport = Page([
            (0, 0, 6, "1. Surname / Nom"), (0, 10, 9, "FENWHISTLE"), (0, 24, 6, "2. Given names / Prénoms"),
            (0, 34, 9, "IVO"), (0, 48, 6, "3. Nationality"), (0, 58, 9, "UTOPIAN"), (0, 72, 6, "5. Personal No."),
            (0, 82, 9, "64081212345"),
        ])
        let fields = VisualFields(passport.lines)
        #expect(fields[.surname]?.text == "FENWHISTLE")
        #expect(fields.fields.allSatisfy { $0.source == .label })
    }
}
