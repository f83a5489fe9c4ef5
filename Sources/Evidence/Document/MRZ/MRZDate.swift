package import Kernel

/// A date as a machine-readable zone prints it: `YYMMDD`, where unknown parts are fillers (part 3, section 4.8).
///
/// The century is not printed; which one is meant depends on what the date is and on the day of reading.
package struct MRZDate: Codable, Equatable, Sendable {
    /// Six characters, digits and `<`, as printed, whether or not such a day exists.
    package let printed: String

    package init(_ printed: String) {
        self.printed = printed
    }

    package init(_ date: CalendarDate) {
        printed = [date.year % 100, date.month, date.day].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined()
    }

    package var hasUnknownParts: Bool { printed.contains("<") }

    /// Date of birth: the latest such day that is not after `today`. Nil where a part is unknown or no such day exists.
    package func birth(asOf today: CalendarDate) -> CalendarDate? {
        guard let parts, let month = parts.month, let day = parts.day else { return nil }
        return centuries(of: parts.year, notAfter: today.year)
            .lazy.compactMap { CalendarDate(year: $0, month: month, day: day) }
            .first { $0 <= today }
    }

    /// The latest day of birth that the known parts allow: what an age limit must be held against when the day or the
    /// month is unknown. Nil where the year is unknown or no such day exists.
    package func latestBirth(asOf today: CalendarDate) -> CalendarDate? {
        guard let parts else { return nil }
        for year in centuries(of: parts.year, notAfter: today.year) {
            guard let date = Self.lastDay(year: year, month: parts.month ?? 12, day: parts.day) else { continue }
            if date <= today { return date }
            // An unknown part may still lie before today in this very year.
            if hasUnknownParts, year == today.year, parts.month ?? 1 <= today.month { return today }
        }
        return nil
    }

    /// Date of expiry: the latest such day whose year is at most 20 after today's, the longest span of validity in use.
    /// Nil where a part is unknown (a permanent document) or no such day exists.
    package func expiry(asOf today: CalendarDate) -> CalendarDate? {
        guard let parts, let month = parts.month, let day = parts.day else { return nil }
        return centuries(of: parts.year, notAfter: today.year + Self.longestValidityYears)
            .lazy.compactMap { CalendarDate(year: $0, month: month, day: day) }
            .first
    }

    private static let longestValidityYears = 20

    /// Nil where the year is unknown or a character is out of place.
    private var parts: (year: Int, month: Int?, day: Int?)? {
        let characters = Array(printed)
        guard characters.count == 6, let year = Int(String(characters[0...1])) else { return nil }
        let (month, day) = (String(characters[2...3]), String(characters[4...5]))
        guard month == "<<" || Int(month) != nil, day == "<<" || Int(day) != nil else { return nil }
        return (year, Int(month), Int(day))
    }

    /// Years that end in `year`, latest first: two are enough for anything alive or valid.
    private func centuries(of year: Int, notAfter limit: Int) -> [Int] {
        let latest = limit - (((limit - year) % 100) + 100) % 100
        return [latest, latest - 100]
    }

    private static func lastDay(year: Int, month: Int, day: Int?) -> CalendarDate? {
        if let day { return CalendarDate(year: year, month: month, day: day) }
        return [31, 30, 29, 28].lazy.compactMap { CalendarDate(year: year, month: month, day: $0) }.first
    }
}
