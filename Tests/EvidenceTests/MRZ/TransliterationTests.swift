import Evidence
import Testing

/// ICAO Doc 9303 part 3, section 6.
@Suite struct `A name in the zone's characters` {
    @Test(arguments: [
        ("Müller-O'Brien", "MUELLER<OBRIEN"), ("Åsa Þór", "AASA<THOR"), ("Щербаков", "SHCHERBAKOV"),
        ("Юлия Подъячева", "IULIIA<PODIEIACHEVA"), ("Ильич", "ILICH"), ("Ђорђевић", "DORDEVIC"),
    ])
    func `is written by the tables' first choice`(_ name: String, _ text: String) {
        #expect(MRZTransliteration.mrzText(name) == text)
    }

    @Test(arguments: [
        ("Müller", ["MUELLER", "MULLER", "MUXXLLER"]), ("Шевчук", ["SHEVCHUK", "SEVCUK"]),
        ("Григорий", ["GRIGORII", "HRYHORYI", "HRIHORII", "GRIGORIY"]), ("Ёлкин", ["ELKIN", "IOLKIN"]),
        ("Яцков", ["IATSKOV", "YATSKOV", "IACKOV"]), ("Єва Їжак", ["IEVA<IZHAK", "YEVA<YIZHAK", "IEVA<IZAK"]),
        ("Щерев", ["SHCHEREV", "SHTEREV"]), ("Ќесар", ["KESAR", "KJESAR"]), ("Hopper", ["HOPPER"]),
    ])
    func `has the forms of every language that may have written it, and no mixture`(_ name: String, _ forms: [String]) {
        let found = MRZTransliteration.forms(of: name)
        #expect(found.isSuperset(of: forms), "\(found)")
        #expect(found.count <= 6)
        #expect(!MRZTransliteration.forms(of: "Шичук").contains("SYCHUK"))
    }
}
