package import Evidence

/// One side of a document of the state of Utopia, made out to an invented holder: what is printed, before drawing.
package struct SpecimenDocument: Sendable {
    package enum Kind: String, Codable, Sendable, CaseIterable {
        /// The data page of a passport: TD3 (part 4), 125 × 88 mm.
        case passport
        /// The front of an identity card: TD1 (part 5), 85.6 × 54 mm, without a machine-readable zone.
        case idCardFront
        /// Its back, with the zone.
        case idCardBack

        /// The nominal size in millimetres: ISO/IEC 7810, ID-3 and ID-1.
        package var sizeMillimetres: (width: Double, height: Double) {
            self == .passport ? (125, 88) : (85.6, 54)
        }
    }

    package let kind: Kind
    package let holder: SpecimenHolder
    /// The check digit that is printed wrong, if any.
    package let wrongCheckDigit: MRZField?

    /// - Parameter wrongCheckDigit: one of `documentNumber`, `dateOfBirth`, `dateOfExpiry` and `composite`.
    package init(_ kind: Kind, of holder: SpecimenHolder, wrongCheckDigit: MRZField? = nil) {
        self.kind = kind
        self.holder = holder
        self.wrongCheckDigit = wrongCheckDigit
    }

    /// What the machine-readable zone says; its names are transliterated when it is written.
    package var fields: MRZFields {
        let isPassport = kind == .passport
        return MRZFields(
            documentCode: isPassport ? "P" : "I", issuingState: "UTO", documentNumber: holder.documentNumber,
            primaryIdentifier: holder.surname.uppercased(), secondaryIdentifier: holder.givenNames.uppercased(),
            nationality: holder.nationality, dateOfBirth: MRZDate(holder.dateOfBirth), sex: holder.sex,
            dateOfExpiry: MRZDate(holder.dateOfExpiry), personalNumber: isPassport ? holder.personalCode : "",
            optionalData: isPassport ? "" : holder.personalCode)
    }

    package var format: MRZFormat { kind == .passport ? .td3 : .td1 }

    /// The lines as printed; none on the front of a card.
    package var mrzLines: [String] {
        guard kind != .idCardFront else { return [] }
        let lines = MRZWriter.write(format, fields)
        guard let wrongCheckDigit else { return lines }
        return WrongCheckDigit.printing(wrongCheckDigit, in: lines, format)
    }
}
