import Foundation
import Kernel
import Testing

@Suite struct `A calendar date` {
    @Test(arguments: [
        ("0001-01-01", 1, 1, 1), ("1970-01-01", 1970, 1, 1), ("2000-02-29", 2000, 2, 29), ("2024-02-29", 2024, 2, 29),
        ("2025-12-31", 2025, 12, 31), ("9999-12-31", 9999, 12, 31),
    ])
    func `is read and written as a full date`(_ text: String, _ year: Int, _ month: Int, _ day: Int) throws {
        let date = try #require(CalendarDate(text))
        #expect(date.year == year && date.month == month && date.day == day)
        #expect(date.description == text)
        let json = try JSONEncoder().encode([date])
        #expect(String(decoding: json, as: UTF8.self) == "[\"\(text)\"]")
        #expect(try JSONDecoder().decode([CalendarDate].self, from: json) == [date])
    }

    @Test(arguments: [
        "", "2025", "2025-1-1", "25-01-01", "2025-13-01", "2025-00-10", "2025-01-00", "2025-01-32", "2025-04-31",
        "2025-02-29", "1900-02-29", "0000-01-01", "2025-01-01T00:00:00Z", "2025/01/01", "-025-01-01", "２０２５-01-01",
        "2025-01-01 ", "2025-+1-01",
    ])
    func `is not made of a day that is none`(_ text: String) {
        #expect(CalendarDate(text) == nil)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([CalendarDate].self, from: JSONEncoder().encode([text]))
        }
    }

    @Test(arguments: [(1900, 28), (2000, 29), (2023, 28), (2024, 29), (2100, 28), (2400, 29)])
    func `knows how long a February is`(_ year: Int, _ days: Int) {
        #expect(CalendarDate(year: year, month: 2, day: days) != nil)
        #expect(CalendarDate(year: year, month: 2, day: days + 1) == nil)
    }

    @Test func `comes back from its first instant, on every day of four centuries`() throws {
        let first = try #require(CalendarDate("1799-12-31")).startUTC
        var previous: CalendarDate?
        for number in 0...146_097 {
            let instant = first + Double(number) * 86_400
            let date = CalendarDate(instant)
            try #require(date.startUTC == instant && CalendarDate(instant + 86_399.9) == date)
            if let previous { try #require(previous < date && previous.description < date.description) }
            previous = date
        }
        #expect(previous?.description == "2199-12-31")
    }

    @Test(arguments: [
        ("2000-06-15", "2018-06-14", 17), ("2000-06-15", "2018-06-15", 18), ("2000-06-15", "2018-06-16", 18),
        ("2000-02-29", "2018-02-28", 17), ("2000-02-29", "2018-03-01", 18), ("2004-02-29", "2024-02-29", 20),
        ("2000-12-31", "2001-01-01", 0), ("2000-01-01", "2000-01-01", 0), ("1900-01-01", "2025-01-01", 125),
    ])
    func `gives an age in whole years`(_ birth: String, _ day: String, _ age: Int) throws {
        let (birth, day) = (try #require(CalendarDate(birth)), try #require(CalendarDate(day)))
        #expect(birth.wholeYears(until: day) == age)
    }
}
