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
        ("Қасымұлы", ["KASYMULY"]), ("Гагауз Παππάς", ["GAGAUZ<PAPPAS"]),
        ("Щерев", ["SHCHEREV", "SHTEREV"]), ("Ќесар", ["KESAR", "KJESAR"]), ("Hopper", ["HOPPER"]),
    ])
    func `has the forms of every language that may have written it, and no mixture`(_ name: String, _ forms: [String]) {
        let found = MRZTransliteration.forms(of: name)
        #expect(found.isSuperset(of: forms), "\(found)")
        #expect(found.count <= 6)
        #expect(!MRZTransliteration.forms(of: "Шичук").contains("SYCHUK"))
    }

    /// ISO 843 / ELOT 743: vowels with `Υ` by what follows, nasals, `ΜΠ` by its place, marks that part vowels.
    @Test(arguments: [
        ("Παπαδόπουλος", "PAPADOPOULOS"), ("ΕΥΑΓΓΕΛΙΑ", "EVANGELIA"), ("Ελευθερία", "ELEFTHERIA"),
        ("Σταύρος", "STAVROS"), ("Μπουμπουλίνα", "BOUMPOULINA"), ("Ψαρρός Θησέας", "PSARROS<THISEAS"),
        ("Άγχος", "ANCHOS"), ("Σφίγξ", "SFINX"),
        ("Ταΰγετος", "TAYGETOS"), ("Χριστόδουλος-Ξένος", "CHRISTODOULOS<XENOS"), ("ΗΥΓΕΝΗΣ", "IVGENIS"),
        ("Γκίκας", "GKIKAS"), ("Αντώνης", "ANTONIS"), ("Λαμπ", "LAB"), ("Ευ", "EF"), ("Ζωή Βουΐδη", "ZOI<VOUIDI"),
    ])
    func `is written by the Greek standard`(_ name: String, _ text: String) {
        #expect(MRZTransliteration.mrzText(name) == text)
        #expect(MRZTransliteration.forms(of: name).contains(text))
    }
}
