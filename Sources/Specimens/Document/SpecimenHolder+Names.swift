// Names made up for the purpose, from syllables: no list of real people's names was used. They hold the letters of
// part 3, section 6, table A that Europe's languages have.
extension SpecimenHolder {
    static let surnames = [
        "Ąžuolvėjis", "Šiaurupė", "Ūkventas", "Żółwiński", "Łąkobrzeg", "Źródlany", "Größenwald", "Bärenfurth",
        "Übelacker", "Peñalúz", "Ibárzagor", "Çelindağ", "Yığdıral", "Ødegrav", "Åkerström-Vik", "Þorvindur",
        "Őszvári", "Čermolák", "Řepnický", "Ţărmuran", "Ġorlanċ", "L’Etangval", "O’Branagh", "D’Alvorne",
        "van der Moorwijk", "Sant’Elvio", "Brightwater", "Solvangar", "Quillhaven", "Tamboriel", "Okonvale",
        "Ñandurel", "Fenwhistle", "Vantorelli", "Kestrelmoor", "Lindqvarn", "Õunapuk", "Ğazelkun", "Ijsselbron",
    ]
    /// More than the zone's line has room for with two given names.
    static let long = [
        "Wolkensteinbrunner von Hohenlaubach", "Papadrimitrakopolidis-Venizarelos", "Ratsimbavololonarivoson",
        "Thistlewynde-Ashgrovian Marrowmere",
    ]
    static let single = ["Arkavendi", "Suryalem", "Õnnevald", "Mbalakir"]
    static let women = [
        "Aurėja", "Žiemė", "Wisława-Mira", "Łucjanna", "Änne", "Jördis", "Íñiga", "Çağla", "Søffe", "Åsalind",
        "Þórvís", "Zsüzsina", "Anne-Sylvie", "Mairéad", "Elowen", "Isaura", "Thessaly", "Noor", "Ragnild", "Bryony",
    ]
    static let men = [
        "Ąžuolis", "Šarūnis", "Bożydor", "Świętomir", "Jörgen-Uwe", "Güntram", "Íñigo", "Cağlar", "Bjørnar", "Håvald",
        "Þórdan", "Őrsvin", "Jean-Maurin", "Séamair", "Aldric", "Corwin", "Emeric", "Joren", "Nestor", "Ziyad",
    ]
    /// Towns and rivers of Thomas More's Utopia, and what lies beside them.
    static let places = ["AMAUROT", "ANYDRUS", "NEPHELOGETA", "ABRAXA", "ŽVEJAURA", "GRÜNMÜND", "SAN ELVIÑO", "ŁĄKOWO"]
    static let streets = ["TIDE LANE", "HARBOUR WAY", "OLD MILL RD", "CEDAR STREET", "NORTH QUAY", "LANTERN ALLEY"]

    static let bulgarianSurnames: [(own: String, latin: String)] = [
        ("Солвангаров", "Solvangarov"), ("Лъчезарски", "Lachezarski"), ("Вихрогонов", "Vihrogonov"),
        ("Желязковал", "Zhelyazkoval"), ("Ястребинин", "Yastrebinin"), ("Цветогорски", "Tsvetogorski"),
        ("Щърколев", "Shtarkolev"),
    ]
    static let bulgarianGivenNames: [(own: String, latin: String)] = [
        ("Драгомир", "Dragomir"), ("Юлиян Борис", "Yuliyan Boris"), ("Живко", "Zhivko"), ("Чавдар", "Chavdar"),
        ("Огнян Петър", "Ognyan Petar"), ("Момчил", "Momchil"),
    ]
}
