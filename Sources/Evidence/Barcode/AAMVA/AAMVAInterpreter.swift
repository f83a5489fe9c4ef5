import Kernel

/// Makes typed values of elements, and notes what is not as the version asks for.
struct AAMVAInterpreter {
    private let header: AAMVAHeader
    private let version: Int
    private let isLicence: Bool
    private let elements: [AAMVAElement]
    private var values: [String: String] = [:]
    private(set) var deviations = AAMVADeviations()

    init(header: AAMVAHeader, subfiles: [AAMVASubfile]) {
        self.header = header
        version = header.rules
        isLicence = !subfiles.contains { $0.type == "ID" }
        elements = subfiles.filter(\.isOfTheStandard).flatMap(\.elements)
    }

    mutating func read() -> AAMVAFields {
        collect()
        checkPresence()
        var fields = AAMVAFields()
        let issuer = AAMVAIssuer.of(header.issuerNumber)
        fields.country = country() ?? issuer?.country
        fields.jurisdiction = issuer?.jurisdiction
        names(&fields)
        let isYearFirst = version == 1 || fields.country == "CAN"
        fields.dateOfBirth = date("DBB", isYearFirst)
        fields.dateOfIssue = date("DBD", isYearFirst)
        fields.dateOfExpiry = date("DBA", isYearFirst)
        fields.documentNumber = value("DAQ")
        fields.documentDiscriminator = value("DCF")
        fields.sex = sex()
        address(&fields)
        fields.heightCentimetres = height()
        fields.vehicleClass = value("DCA") ?? value("DAR")
        fields.restrictions = value("DCB") ?? value("DAS")
        fields.endorsements = value("DCD") ?? value("DAT")
        return fields
    }

    // MARK: Elements

    private mutating func collect() {
        for element in elements {
            let identifier = element.identifier
            let isZ = identifier.hasPrefix("Z")
            deviations.note(.unknownElement, if: !isZ && !AAMVADictionary.isKnown(identifier), identifier)
            deviations.note(
                .elementOfOtherVersion,
                if: AAMVADictionary.isKnown(identifier) && !AAMVADictionary.has(identifier, in: version), identifier)
            guard values[identifier] == nil else {
                deviations.note(.repeatedElement, identifier)
                continue
            }
            let trimmed = element.value.trimmed
            // Version 01 had fields of a fixed length, and the postal code has one still.
            let mayBePadded = version == 1 || identifier == "DAK"
            deviations.note(.padding, if: trimmed != element.value && !mayBePadded, identifier)
            deviations.note(.emptyElement, if: trimmed.isEmpty, identifier)
            values[identifier] = trimmed
        }
    }

    private mutating func checkPresence() {
        for identifier in AAMVADictionary.mandatory(version: version, isLicence: isLicence) {
            deviations.note(.missingElement, if: values[identifier] == nil, identifier)
        }
        if version == 1 {
            let hasName = values["DAA"] != nil || values["DAB"] != nil && values["DAC"] != nil
            deviations.note(.missingElement, if: !hasName, "DAA")
        }
    }

    /// What an element says: nil where it is not there, is empty, or says that there is nothing or nothing known
    /// (section D.12.5: `NONE`, `unavl`).
    private func value(_ identifier: String) -> String? {
        guard let value = values[identifier], !value.isEmpty else { return nil }
        return ["NONE", "UNAVL"].contains(value.uppercased()) ? nil : value
    }

    // MARK: Values

    private mutating func names(_ fields: inout AAMVAFields) {
        let names = AAMVANames(value)
        fields.familyName = names.family
        fields.firstName = names.first
        fields.middleNames = names.middle
        fields.suffix = names.suffix
        for identifier in names.unseparated { deviations.note(.coding, identifier) }
        fields.familyNameTruncation = truncation("DDE")
        fields.firstNameTruncation = truncation("DDF")
        fields.middleNameTruncation = truncation("DDG")
    }

    private mutating func truncation(_ identifier: String) -> AAMVAFields.Truncation? {
        guard let value = value(identifier) else { return nil }
        let truncation = AAMVAFields.Truncation(rawValue: value.uppercased())
        deviations.note(.coding, if: truncation?.rawValue != value, identifier)
        return truncation
    }

    private mutating func date(_ identifier: String, _ isYearFirst: Bool) -> CalendarDate? {
        guard let value = value(identifier) else { return nil }
        guard let read = AAMVADate(value) else {
            deviations.note(.unreadableDate, identifier)
            return nil
        }
        deviations.note(.dateForm, if: !read.isPlain, identifier)
        deviations.note(.dateOrder, if: (read.order == .yearFirst) != isYearFirst, identifier)
        return read.date
    }

    /// 1 is male, 2 female, 9 not specified; version 01 has letters as well.
    private mutating func sex() -> Sex? {
        guard let value = value("DBC") else { return nil }
        let codes: [String: Sex] = [
            "1": .male, "2": .female, "9": .unspecified, "M": .male, "F": .female, "X": .unspecified,
        ]
        let allowed = version == 1 ? ["1", "2", "M", "F"] : ["1", "2", "9"]
        deviations.note(.coding, if: !allowed.contains(value), "DBC")
        return codes[value.uppercased()]
    }

    private mutating func country() -> String? {
        guard let value = value("DCG") else { return nil }
        let codes = ["USA": "USA", "US": "USA", "CAN": "CAN", "CA": "CAN", "CDN": "CAN", "MEX": "MEX", "MX": "MEX"]
        deviations.note(.coding, if: !["USA", "CAN", "MEX"].contains(value), "DCG")
        return codes[value.uppercased()]
    }

    /// Version 01 tells where the holder gets letters (DAG…DAK) and, if elsewhere, where the holder lives (DAL…DAP).
    private mutating func address(_ fields: inout AAMVAFields) {
        let isResidence = version == 1 && value("DAL") != nil
        let from = isResidence ? ["DAL", "DAM", "DAN", "DAO", "DAP"] : ["DAG", "DAH", "DAI", "DAJ", "DAK"]
        fields.street = from[0...1].compactMap(value)
        fields.city = value(from[2])
        fields.addressJurisdiction = value(from[3])?.uppercased()
        deviations.note(.coding, if: value(from[3]).map { !Self.isTwoCapitals($0) } ?? false, from[3])
        fields.postalCode = value(from[4]).map(Self.postalCode)
    }

    private static func isTwoCapitals(_ text: String) -> Bool {
        text.utf8.count == 2 && text.utf8.allSatisfy(\.isCapital)
    }

    /// Nine digits are a ZIP+4 whose last four are zeros where they are not known.
    private static func postalCode(_ text: String) -> String {
        guard text.utf8.count == 9, text.utf8.allSatisfy(\.isDigit) else { return text }
        return text.hasSuffix("0000") ? String(text.prefix(5)) : "\(text.prefix(5))-\(text.suffix(4))"
    }

    /// DAU; version 01 has centimetres in an element of their own, DAV.
    private mutating func height() -> Int? {
        guard let value = value("DAU") else {
            return value("DAV").flatMap { AAMVAHeight("\($0) cm", version: 2) }?.centimetres
        }
        let height = AAMVAHeight(value, version: version)
        deviations.note(.coding, if: height?.isExact != true, "DAU")
        return height?.centimetres
    }
}
