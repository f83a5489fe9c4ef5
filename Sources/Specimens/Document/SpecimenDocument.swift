package import Evidence

/// One side of a document, made out to an invented holder: what is printed, before drawing.
package struct SpecimenDocument: Sendable {
    package let kind: Kind
    package let layout: SpecimenLayout
    package let holder: SpecimenHolder
    /// As the zone and a passport print it: `UTO`, or a code of part 3, section 5 whose form a reader must know.
    package let issuingState: String
    /// The check digit that is printed wrong, if any.
    package let wrongCheckDigit: MRZField?

    /// - Parameters:
    ///   - layout: one of the kind's own; without one the first.
    ///   - wrongCheckDigit: one of `documentNumber`, `dateOfBirth`, `dateOfExpiry` and `composite`, on TD1 and TD3.
    package init(
        _ kind: Kind, of holder: SpecimenHolder, layout: SpecimenLayout? = nil, issuingState: String = "UTO",
        wrongCheckDigit: MRZField? = nil
    ) {
        let layout = layout ?? kind.layouts[0]
        precondition(kind.layouts.contains(layout), "the kind has no such layout")
        self.kind = kind
        self.layout = layout
        self.holder = holder
        self.issuingState = issuingState
        self.wrongCheckDigit = wrongCheckDigit
    }

    /// What the machine-readable zone says; its names are transliterated when it is written.
    package var fields: MRZFields {
        let isPassport = kind == .passport
        return MRZFields(
            documentCode: layout.documentCode(of: kind), issuingState: issuingState,
            documentNumber: holder.documentNumber, primaryIdentifier: holder.surname.uppercased(),
            secondaryIdentifier: holder.givenNames.uppercased(), nationality: holder.nationality,
            dateOfBirth: MRZDate(holder.dateOfBirth), sex: holder.sex, dateOfExpiry: MRZDate(holder.dateOfExpiry),
            personalNumber: isPassport ? holder.personalCode : "",
            optionalData: isPassport ? "" : layout.optionalData(of: kind, holder))
    }

    package var format: MRZFormat { kind.mrzFormat ?? .td1 }

    /// The lines as printed; none on a side without a zone.
    package var mrzLines: [String] {
        guard let format = kind.mrzFormat else { return [] }
        let lines = MRZWriter.write(format, fields)
        guard let wrongCheckDigit else { return lines }
        return WrongCheckDigit.printing(wrongCheckDigit, in: lines, format)
    }
}
