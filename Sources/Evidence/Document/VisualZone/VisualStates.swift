/// States and nationalities as visual zones name them.
package enum VisualStates {
    /// The codes of the zone (part 3, section 5) that the text may mean; none where it says something else.
    package static func codes(in text: String) -> Set<String> {
        var found: Set<String> = []
        for word in text.split(whereSeparator: { !$0.isLetter }) {
            let plain = VisualText.compact(word)
            if plain == "D" || plain.count == 3 && MRZIssuers.contains(plain) { found.insert(plain) }
        }
        let whole = VisualText.compact(text)
        for (code, beginnings) in names where beginnings.contains(where: { contains($0, whole, text) }) {
            found.insert(code)
        }
        if found.contains("DEU") { found.insert("D") }
        return found
    }

    /// Whether the names of a state are in the table.
    static func isKnown(_ code: String) -> Bool { names.contains { $0.code == code } }

    /// At the beginning of a word, or of the whole text where its blanks were lost.
    private static func contains(_ beginning: String, _ whole: String, _ text: String) -> Bool {
        whole.hasPrefix(beginning)
            || text.split { !$0.isLetter && $0 != "'" }.contains { VisualText.compact($0).hasPrefix(beginning) }
    }

    /// How the words for a state and its nationals begin: in its own languages, English and French.
    private static let names: [(code: String, beginnings: [String])] = rows.split(separator: "\n").map { row in
        let words = row.split(separator: " ").map(String.init)
        return (words[0], Array(words.dropFirst()))
    }

    private static let rows = """
        AUT OSTERREICH AUSTRIA AUTRICH
        BEL BELG BELGI
        BGR BULGAR BALGAR
        HRV HRVAT CROAT
        CYP CYPR KYPR CHYPR
        CZE CESK CZECH TCHEQU
        DNK DANSK DANISH DANOIS DENMARK DANMARK DANEMARK
        EST EESTI ESTON
        FIN SUOM FINN FINLAND FINSK
        FRA FRANC FRENCH
        D DEUTSCH GERMAN ALLEMAND
        GRC ELLIN HELLEN GREEK GREECE GREC
        HUN MAGYAR HUNGAR HONGRO
        IRL EIREANN IRISH IRELAND IRLAND
        ITA ITALI
        LVA LATVI LETTON
        LTU LIETUV LITHUAN LITUAN
        LUX LUXEMB LETZEBUERG
        MLT MALT
        NLD NEDERLAND DUTCH NETHERLAND NEERLAND
        POL POLSK POLISH POLAND POLON
        PRT PORTUG
        ROU ROMAN ROUMAN
        SVK SLOVENSK SLOVAK SLOVAQU
        SVN SLOVENSKO SLOVENI SLOVENE
        ESP ESPAN SPANISH SPAIN ESPAGN
        SWE SVENSK SVERIGE SWED SUED
        NOR NORSK NORGE NOREG NORWEG NORVEG
        ISL ISLEN ICELAND ISLAND
        CHE SCHWEIZ SUISSE SVIZZER SWISS SWITZER
        LIE LIECHTENST
        GBR BRITISH UNITEDKINGDOM BRITANNI
        USA UNITEDSTATES AMERICAN
        CAN CANADI CANADA
        AUS AUSTRALI
        NZL NEWZEALAND
        TUR TURK TURC
        UKR UKRAIN UKRAJIN
        RUS RUSSI ROSSI
        BLR BELARUS
        MDA MOLDOV
        SRB SRPSK SRBIJ SERB
        BIH BOSN BOSANSK
        MNE CRNOGOR MONTENEG
        MKD MAKEDON MACEDON
        ALB SHQIP ALBAN
        GEO GEORGIA
        ARM ARMENI
        CHN CHINES CHINOIS PEOPLESREPUBLICOFCHINA
        TWN REPUBLICOFCHINA TAIWAN
        JPN JAPAN
        KOR REPUBLICOFKOREA KOREAN
        IND INDIAN
        BRA BRASIL BRAZIL
        MEX MEXIC
        MAR MAROC MOROCC MAROKA
        UTO UTOPI
        """
}
