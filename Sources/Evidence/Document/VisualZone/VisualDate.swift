package import Kernel

/// A date as a visual zone prints it, in whatever order and language.
package struct VisualDate: Codable, Equatable, Sendable {
    /// 1…31.
    package let day: Int
    /// 1…12.
    package let month: Int
    /// All of it, or its last two digits where no century is printed.
    package let year: Int
    package let hasCentury: Bool

    /// Nil where no such day exists in any century.
    init?(day: Int, month: Int, year: Int, hasCentury: Bool) {
        guard CalendarDate(year: hasCentury ? year : 2000 + year, month: month, day: day) != nil else { return nil }
        guard !hasCentury || (1880...2100).contains(year) else { return nil }
        self.day = day
        self.month = month
        self.year = year
        self.hasCentury = hasCentury
    }

    /// Whether the zone's date says the same, as far as it says anything.
    package func agrees(with zone: MRZDate) -> Bool {
        let printed = [year % 100, month, day].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined()
        return zone.printed.count == 6 && zip(printed, zone.printed).allSatisfy { $1 == "<" || $0 == $1 }
    }

    /// The latest such day whose year is at most `latestYear`, where no century is printed.
    package func day(latestYear: Int) -> CalendarDate? {
        guard !hasCentury else { return CalendarDate(year: year, month: month, day: day) }
        let latest = latestYear - (((latestYear - year) % 100) + 100) % 100
        return CalendarDate(year: latest, month: month, day: day)
    }
}
