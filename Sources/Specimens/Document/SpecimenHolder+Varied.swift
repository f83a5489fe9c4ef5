import Evidence
package import Kernel

extension SpecimenHolder {
    /// A person who does not exist, of 18 to 80 years, with a document that is valid on `today`, drawn from wider lists
    /// than `invented`: names that the zone must transliterate, cut or leave alone, and numbers of several forms.
    /// - Parameter ownScript: whether the names are Bulgarian, in both scripts.
    package static func varied(seed: UInt64, today: CalendarDate, ownScript: Bool = false) -> SpecimenHolder {
        var chance = SeededGenerator(seed: seed ^ 0x0B5E_55ED)
        let birth = today.adding(years: -chance.integer(in: 19...80)).adding(days: -chance.integer(in: 0...364))
        let years = chance.pick([5, 10])
        let issue = today.adding(years: -chance.integer(in: 0...years - 2)).adding(days: -chance.integer(in: 1...364))
        var holder = SpecimenHolder(
            surname: "", givenNames: "", dateOfBirth: birth, documentNumber: number(&chance),
            validity: (issue, issue.adding(years: years).adding(days: -chance.integer(in: 0...1))))
        holder.sex = chance.pick([.female, .male, .female, .male, .female, .male, .female, .male, .unspecified])
        if ownScript { holder.takeCyrillicName(&chance) } else { holder.takeName(&chance) }
        holder.placeOfBirth = chance.pick(places)
        holder.personalCode = code(for: birth, seed: seed ^ 0xB0B)
        holder.heightCentimetres = chance.integer(in: 148...203)
        holder.eyeColour = chance.integer(in: 0...3)
        holder.address = ["\(chance.integer(in: 1...199)) \(chance.pick(streets))", chance.pick(places)]
        return holder
    }

    private mutating func takeName(_ chance: inout SeededGenerator) {
        let first = Self.given(of: sex, &chance)
        switch chance.integer(in: 0...19) {
        case 0:
            // One name only: it is the primary identifier (part 3, section 4.6).
            (surname, givenNames) = (chance.pick(Self.single), "")
        case 1, 2:
            (surname, givenNames) = (chance.pick(Self.long), first + " " + Self.given(of: sex, &chance))
        case 3, 4:
            (surname, givenNames) = (chance.pick(Self.surnames) + "-" + chance.pick(Self.surnames), first)
        case 5...11: (surname, givenNames) = (chance.pick(Self.surnames), first)
        default: (surname, givenNames) = (chance.pick(Self.surnames), first + " " + Self.given(of: sex, &chance))
        }
    }

    private mutating func takeCyrillicName(_ chance: inout SeededGenerator) {
        let (family, given) = (chance.pick(Self.bulgarianSurnames), chance.pick(Self.bulgarianGivenNames))
        ownScript = (family.own, given.own)
        (surname, givenNames) = (family.latin, given.latin)
        sex = .male
    }

    private static func given(of sex: Sex, _ chance: inout SeededGenerator) -> String {
        chance.pick(sex == .female || (sex == .unspecified && chance.unit() < 0.5) ? women : men)
    }

    /// Several states' forms, without I, O and Q, which a person reads as other characters.
    private static func number(_ chance: inout SeededGenerator) -> String {
        func letters(_ count: Int, _ alphabet: String = "ABCDEFGHJKLMNPRSTUVWXYZ") -> String {
            String((0..<count).map { _ in chance.pick(Array(alphabet)) })
        }
        func digits(_ count: Int) -> String { letters(count, "0123456789") }
        return switch chance.integer(in: 0...5) {
        case 0: letters(2) + digits(7)
        case 1: letters(3) + digits(6)
        case 2: letters(1) + letters(8, "0123456789CFGHJKLMNPRTVWXYZ")
        case 3: digits(8)
        case 4: letters(1) + digits(7)
        default: digits(9)
        }
    }
}
