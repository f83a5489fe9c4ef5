import Evidence
import Kernel
import Testing

@Suite struct `A date of the machine-readable zone` {
    static let today = CalendarDate("2025-06-15")

    @Test(arguments: [
        ("740812", "1974-08-12"), ("250615", "2025-06-15"), ("250616", "1925-06-16"), ("000229", "2000-02-29"),
        ("260101", "1926-01-01"),
    ])
    func `of birth is the latest in the past`(_ printed: String, _ expected: String) throws {
        let today = try #require(Self.today)
        #expect(MRZDate(printed).birth(asOf: today)?.description == expected)
        #expect(MRZDate(printed).latestBirth(asOf: today)?.description == expected)
    }

    @Test(arguments: [("120415", "2012-04-15"), ("451231", "2045-12-31"), ("460101", "1946-01-01")])
    func `of expiry is at most twenty years ahead`(_ printed: String, _ expected: String) throws {
        let today = try #require(Self.today)
        #expect(MRZDate(printed).expiry(asOf: today)?.description == expected)
    }

    @Test(arguments: ["741312", "740230", "74081", "7408AA", "<<<<<<", "740000"])
    func `that does not exist is none`(_ printed: String) throws {
        let today = try #require(Self.today)
        #expect(MRZDate(printed).birth(asOf: today) == nil)
        #expect(MRZDate(printed).expiry(asOf: today) == nil)
    }

    @Test(arguments: [
        ("74<<<<", "1974-12-31"), ("7402<<", "1974-02-28"), ("7202<<", "1972-02-29"), ("25<<<<", "2025-06-15"),
        ("2509<<", "1925-09-30"), ("2506<<", "2025-06-15"),
    ])
    func `with unknown parts counts as the latest it can be`(_ printed: String, _ expected: String) throws {
        let today = try #require(Self.today)
        #expect(MRZDate(printed).hasUnknownParts)
        #expect(MRZDate(printed).birth(asOf: today) == nil)
        #expect(MRZDate(printed).latestBirth(asOf: today)?.description == expected)
    }
}
