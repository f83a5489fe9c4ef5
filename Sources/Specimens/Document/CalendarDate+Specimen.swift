import Foundation
package import Kernel

extension CalendarDate {
    /// The day so many years later or earlier; 29 February becomes the 28th where the year has none.
    package func adding(years: Int) -> CalendarDate {
        CalendarDate(year: year + years, month: month, day: day)
            ?? CalendarDate(year: year + years, month: month, day: min(day, 28)) ?? self
    }

    /// So many days of 24 hours later or earlier.
    package func adding(days: Int) -> CalendarDate {
        CalendarDate(startUTC.addingTimeInterval(Double(days) * 86_400))
    }

    /// `12 AUG 1994`: the printed form of part 3, section 3, with the year in full.
    var printedInVisualZone: String {
        let months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
        return "\(day < 10 ? "0" : "")\(day) \(months[month - 1]) \(year)"
    }
}
