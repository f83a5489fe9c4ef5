extension VisualDate {
    /// The names of months and their short forms, in plain capital letters, in the languages of Europe's documents.
    enum Month {
        /// 1…12; nil for any other word.
        static func number(of word: String) -> Int? {
            if let roman = roman[word] { return roman }
            guard word.count >= 3 else { return nil }
            return exact[word] ?? beginnings.first { word.hasPrefix($0.name) && word.count >= 4 }?.month
        }

        private static let roman = ["III": 3, "VII": 7, "VIII": 8, "XII": 12]

        /// Three and more letters each; English and French first, then German, Dutch, Nordic, Baltic, Finnish,
        /// Estonian, Romance, Slavic, Hungarian, Greek in Latin letters, Irish and Maltese.
        private static let rows: [String] = [
            "JAN JANV JANNER JANUAR TAM TAMMI JAAN SAU SAUSIO ENE GEN GENN IAN STY STYCZEN LED LEDNA SIJ SIJECANJ EAN",
            "FEB FEV FEVR FEBR HEL HELMI VEEB VAS VASARIO LUT LUTY UNO UNORA VELJ VELJACA FRA FEABH",
            "MAR MARS MARCH MRZ MARZ MAERZ MRT MAA MAALIS MART KOV KOVO MARZO MAC OZU OZUJAK BRE BREZNA MARTA",
            "APR AVR AVRIL HUH HUHTI BAL BALANDZIO ABR KWI KWIECIEN DUB DUBNA TRA TRAVANJ AIB",
            "MAY MAI MEI MAJ TOU TOUKO GEG GEGUZES MAG MAGG MAIO MAYO KVE KVETNA SVI SVIBANJ BEA MEJ MEJJU",
            "JUN JUIN JUNI KES KESA BIR BIRZELIO GIU CZE CZERWIEC CER CERVNA IUN JUNIO LIPANJ MEITH GUN",
            "JUL JUIL JUILLET JULI HEI HEINA LIE LIEPOS LUG LIP LIPIEC CVC SRP SRPANJ IUL JULIO LUL",
            "AUG AOU AOUT ELO RUGP RUGPJUCIO AGO SIE SIERPIEN KOL KOLOVOZ AGOSTO AWW",
            "SEP SEPT SYY SYYS RUGS RUGSEJO SET SETT WRZ WRZESIEN ZAR RUJ RUJAN MFO SEPTEMBRE",
            "OCT OKT OUT OTT LOK LOKA SPA SPALIO PAZ PAZDZIERNIK RIJ LISTOPAD OTTOBRE OCTOBRE",
            "NOV MARRAS LAP LAPKRICIO LIS STUDENI STU",
            "DEC DEZ DES DIC DETS JOU JOULU GRU GRUODZIO GRUDZIEN PRO PROSINEC DIK DICIEMBRE",
        ]

        private static let exact: [String: Int] = {
            var result: [String: Int] = [:]
            for (index, row) in rows.enumerated() {
                // An earlier month keeps a word that two languages give to different ones.
                for word in row.split(separator: " ") where result[String(word)] == nil {
                    result[String(word)] = index + 1
                }
            }
            return result
        }()

        /// A longer word is the month that its beginning names in the languages that share the Latin names.
        private static let beginnings: [(name: String, month: Int)] = [
            ("JANU", 1), ("JANV", 1), ("JANN", 1), ("FEBR", 2), ("FEVR", 2), ("FEVE", 2), ("MARC", 3), ("MARS", 3),
            ("APRI", 4), ("AVRI", 4), ("JUNI", 6), ("JULI", 7), ("JUIL", 7), ("AUGU", 8), ("AGOS", 8), ("SEPT", 9),
            ("SETT", 9), ("SETE", 9), ("OCTO", 10), ("OKTO", 10), ("OUTU", 10), ("OTTO", 10), ("NOVE", 11),
            ("DECE", 12), ("DEZE", 12), ("DICI", 12), ("DESE", 12),
        ]
    }
}
