/// The words of captions.
enum CaptionLanguage: Int {
    case english, french, german, polish, lithuanian, spanish, bulgarian

    func caption(of element: VisualElement) -> String? {
        Self.words[element].map { $0[rawValue] }
    }

    func title(of kind: SpecimenDocument.Kind) -> String {
        let words =
            switch kind {
            case .passport:
                ["PASSPORT", "PASSEPORT", "REISEPASS", "PASZPORT", "PASAS", "PASAPORTE", "ПАСПОРТ"]
            case .idCardFront, .idCardBack, .td2Card:
                [
                    "IDENTITY CARD", "CARTE D’IDENTITÉ", "PERSONALAUSWEIS", "DOWÓD OSOBISTY",
                    "ASMENS TAPATYBĖS KORTELĖ", "DOCUMENTO DE IDENTIDAD", "ЛИЧНА КАРТА",
                ]
            case .visaA, .visaB: ["VISA", "VISA", "VISUM", "WIZA", "VIZA", "VISADO", "ВИЗА"]
            case .drivingLicenceFront, .drivingLicenceBack:
                [
                    "DRIVING LICENCE", "PERMIS DE CONDUIRE", "FÜHRERSCHEIN", "PRAWO JAZDY", "VAIRUOTOJO PAŽYMĖJIMAS",
                    "PERMISO DE CONDUCIR", "СВИДЕТЕЛСТВО ЗА УПРАВЛЕНИЕ",
                ]
            case .aamvaFront, .aamvaBack: Array(repeating: "DRIVER LICENSE", count: 7)
            }
        return words[rawValue]
    }

    /// In the order of the cases.
    private static let words: [VisualElement: [String]] = [
        .documentType: ["Type", "Type", "Typ", "Typ", "Tipas", "Tipo", "Тип"],
        .issuingState: ["Code", "Code", "Code", "Kod", "Valstybės kodas", "Código", "Код"],
        .primaryIdentifier: ["Surname", "Nom", "Name", "Nazwisko", "Pavardė", "Apellidos", "Фамилно име"],
        .primaryIdentifierOwnScript: ["Surname", "Nom", "Name", "Nazwisko", "Pavardė", "Apellidos", "Фамилно име"],
        .secondaryIdentifier: ["Given names", "Prénoms", "Vornamen", "Imiona", "Vardai", "Nombre", "Имена"],
        .secondaryIdentifierOwnScript: ["Given names", "Prénoms", "Vornamen", "Imiona", "Vardai", "Nombre", "Имена"],
        .nationality: [
            "Nationality", "Nationalité", "Staatsangehörigkeit", "Obywatelstwo", "Pilietybė", "Nacionalidad",
            "Гражданство",
        ],
        .dateOfBirth: [
            "Date of birth", "Date de naissance", "Geburtsdatum", "Data urodzenia", "Gimimo data", "Nacimiento",
            "Дата на раждане",
        ],
        .sex: ["Sex", "Sexe", "Geschlecht", "Płeć", "Lytis", "Sexo", "Пол"],
        .placeOfBirth: [
            "Place of birth", "Lieu de naissance", "Geburtsort", "Miejsce urodzenia", "Gimimo vieta",
            "Lugar de nacimiento", "Място на раждане",
        ],
        .personalNumber: [
            "Personal No.", "N° personnel", "Personennummer", "PESEL", "Asmens kodas", "N.º personal", "ЕГН",
        ],
        .dateOfIssue: [
            "Date of issue", "Date de délivrance", "Ausstellungsdatum", "Data wydania", "Išdavimo data", "Expedición",
            "Дата на издаване",
        ],
        .dateOfExpiry: [
            "Date of expiry", "Date d’expiration", "Gültig bis", "Termin ważności", "Galioja iki", "Caducidad",
            "Валидност",
        ],
        .authority: ["Authority", "Autorité", "Behörde", "Organ wydający", "Išdavė", "Autoridad", "Орган"],
        .documentNumber: ["Document No.", "N° du document", "Nummer", "Numer", "Numeris", "Número", "Номер"],
        .address: ["Address", "Adresse", "Anschrift", "Adres", "Adresas", "Domicilio", "Адрес"],
        .height: ["Height", "Taille", "Größe", "Wzrost", "Ūgis", "Estatura", "Ръст"],
        .eyeColour: ["Eyes", "Yeux", "Augenfarbe", "Oczy", "Akys", "Ojos", "Очи"],
        .cardAccessNumber: ["CAN", "CAN", "CAN", "CAN", "CAN", "CAN", "CAN"],
        .visaType: ["Type of visa", "Type de visa", "Art", "Rodzaj wizy", "Rūšis", "Tipo de visado", "Вид на визата"],
        .validFrom: ["From", "Du", "Vom", "Od", "Nuo", "Desde", "От"],
        .validUntil: ["Until", "Au", "Bis", "Do", "Iki", "Hasta", "До"],
        .numberOfEntries: ["Entries", "Entrées", "Einreisen", "Wjazdy", "Atvykimai", "Entradas", "Влизания"],
        .durationOfStay: ["Days", "Jours", "Tage", "Dni", "Dienos", "Días", "Дни"],
        .passportNumber: [
            "Passport No.", "N° du passeport", "Reisepassnummer", "Nr paszportu", "Paso numeris", "N.º de pasaporte",
            "Паспорт №",
        ],
        .placeOfIssue: [
            "Issued in", "Délivré à", "Ausgestellt in", "Wydano w", "Išduota", "Expedido en", "Издадена в",
        ],
        .remarks: ["Remarks", "Remarques", "Anmerkungen", "Uwagi", "Pastabos", "Observaciones", "Бележки"],
        .signature: ["Signature", "Signature", "Unterschrift", "Podpis", "Parašas", "Firma", "Подпис"],
    ]
}
