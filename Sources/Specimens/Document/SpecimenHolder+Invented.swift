package import Kernel

extension SpecimenHolder {
    /// A person who does not exist, of 21 to 54 years, with a document that is valid on `today`.
    package static func invented(seed: UInt64, today: CalendarDate) -> SpecimenHolder {
        var chance = SeededGenerator(seed: seed ^ 0x5EED_0F_4E57)
        let birth = today.adding(years: -chance.integer(in: 22...54)).adding(days: -chance.integer(in: 0...364))
        let issue = today.adding(years: -chance.integer(in: 1...4)).adding(days: -chance.integer(in: 0...364))
        var holder = SpecimenHolder(
            surname: chance.pick(plainSurnames), givenNames: chance.pick(givenNames) + " " + chance.pick(givenNames),
            dateOfBirth: birth, documentNumber: number(&chance), validity: (issue, issue.adding(years: 10)))
        holder.placeOfBirth = chance.pick(towns)
        holder.personalCode = code(for: birth, seed: seed)
        return holder
    }

    /// Invented for the purpose: no list of real people's names was used. Some are long, some need transliteration.
    private static let plainSurnames = [
        "Solvangar", "Brightwater", "Tamboriel", "Quillhaven", "Ostrevik", "Marrowmere", "Lindqvarn", "Fenwhistle",
        "Dravenholt", "Ashgrovian", "Kestrelmoor", "Vantorelli", "Østerby-Lund", "Größling", "Thistlewynde",
    ]
    private static let givenNames = [
        "Aldric", "Benno", "Corwin", "Davor", "Emeric", "Falken", "Gideon", "Halvar", "Ivo", "Joren", "Kasimir",
        "Leoric",
        "Milan", "Nestor", "Orlan",
    ]
    /// Towns and rivers of Thomas More's Utopia.
    private static let towns = ["AMAUROT", "ANYDRUS", "NEPHELOGETA", "ABRAXA"]

    /// A letter and eight digits. No I, O and Q, which OCR-B tells from 1 and 0 by little.
    private static func number(_ chance: inout SeededGenerator) -> String {
        chance.pick(["B", "C", "E", "H", "K", "L", "N", "P", "R", "T", "X"])
            + String(10_000_000 + chance.integer(in: 0...89_999_999))
    }

    /// Six digits of the birth date and five more, as several states number their people.
    static func code(for birth: CalendarDate, seed: UInt64) -> String {
        var chance = SeededGenerator(seed: seed ^ 0xC0DE)
        return birth.description.filter(\.isNumber).suffix(6) + String(10_000 + chance.integer(in: 0...89_999))
    }
}
