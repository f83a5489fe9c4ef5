import Kernel

/// Eight digits as a day: MMDDCCYY in the United States, CCYYMMDD in Canada and in version 01 (table D.3, DBA).
///
/// A year of this or the neighbouring centuries never begins like a month, so the other order is always recognised.
struct AAMVADate {
    enum Order {
        case monthFirst, yearFirst
    }

    let date: CalendarDate
    let order: Order
    /// Eight digits and nothing else.
    let isPlain: Bool

    init?(_ text: String) {
        let digits = text.utf8.filter(\.isDigit)
        let others = text.utf8.filter { !$0.isDigit }
        guard digits.count == 8, others.allSatisfy({ "/-. ".utf8.contains($0) }), others.count <= 2 else { return nil }
        isPlain = others.isEmpty
        func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) } }
        func day(_ year: Int, _ month: Int, _ day: Int) -> CalendarDate? {
            AAMVALimits.years.contains(year) ? CalendarDate(year: year, month: month, day: day) : nil
        }
        if let found = day(number(4..<8), number(0..<2), number(2..<4)) {
            (date, order) = (found, .monthFirst)
        } else if let found = day(number(0..<4), number(4..<6), number(6..<8)) {
            (date, order) = (found, .yearFirst)
        } else {
            return nil
        }
    }
}
