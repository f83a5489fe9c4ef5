import Evidence
import Kernel
import Testing

@Suite struct `A printed date` {
    @Test(arguments: [
        ("12.08.1964", "640812"), ("12/08/64", "640812"), ("12 08 1964", "640812"), ("1964-08-12", "640812"),
        ("1964.08.12", "640812"), ("12081964", "640812"), ("1208 1964", "640812"), ("12 AUG 1964", "640812"),
        ("12AUG1964", "640812"), ("12 AUG/AOUT 64", "640812"), ("01 MÁR/MAR 12", "120301"),
        ("13 LIP/JUL 2006", "060713"), ("28 AUG/AUG 2011", "110828"), ("19 OKT/OCT 1971", "711019"),
        ("30 MÄRZ 1999", "990330"), ("5 GRUODŽIO 2001", "011205"), ("07 PAŹ/OCT 2019", "191007"),
        ("12 VIII 1964", "640812"), ("Aug 12, 1964", "640812"), ("Né(e) le: 06.12.1965 à PARIS", "651206"),
    ])
    func `is read in every form that documents use`(_ text: String, _ zone: String) throws {
        #expect(try #require(VisualDate(text)).agrees(with: MRZDate(zone)))
    }

    @Test(arguments: ["31.02.2001", "00.00.1964", "45.12.1999", "K12345678", "ANNA", "12 ABC 1964", "1.1.1.1", ""])
    func `is nothing where no such day exists`(_ text: String) {
        #expect(VisualDate(text) == nil)
    }

    @Test func `has the month first where the United States print it`() throws {
        let date = try #require(VisualDate("10/04/49", order: .monthFirst))
        #expect((date.day, date.month, date.hasCentury) == (4, 10, false))
        #expect(date.day(latestYear: 2026)?.description == "1949-10-04")
    }

    @Test func `agrees with what a zone leaves open`() throws {
        let date = try #require(VisualDate("12.08.1964"))
        #expect(date.agrees(with: MRZDate("6408<<")))
        #expect(!date.agrees(with: MRZDate("6409<<")))
    }
}
