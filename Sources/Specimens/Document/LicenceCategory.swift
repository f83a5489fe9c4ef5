import Kernel

/// A category of vehicles of a driving licence, and since when the holder may drive them: Directive 2006/126/EC,
/// article 4.
struct LicenceCategory {
    let code: String
    let from: CalendarDate
    let until: CalendarDate
    /// Codes of restrictions: `01.06` is corrective lenses.
    let codes: String

    static let all = [
        "AM", "A1", "A2", "A", "B1", "B", "C1", "C", "D1", "D", "BE", "C1E", "CE", "D1E", "DE", "T",
    ]

    /// Everybody has `AM` and `B`; some more, by their number.
    static func held(by holder: SpecimenHolder) -> [LicenceCategory] {
        let seed = holder.personalCode.unicodeScalars.reduce(UInt64(7)) { ($0 &* 31) &+ UInt64($1.value) }
        var chance = SeededGenerator(seed: seed)
        let first = holder.dateOfBirth.adding(years: 18).adding(days: chance.integer(in: 3...700))
        let begin = first < holder.dateOfIssue ? first : holder.dateOfIssue
        return all.compactMap { code in
            let has = chance.unit() < 0.25
            guard has || code == "AM" || code == "B" else { return nil }
            return LicenceCategory(
                code: code, from: begin, until: holder.dateOfExpiry, codes: chance.unit() < 0.2 ? "01.06" : "")
        }
    }
}
