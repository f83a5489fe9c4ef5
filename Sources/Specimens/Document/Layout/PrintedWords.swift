import Evidence
import Kernel

/// What a document's elements say, in its layout's words and forms.
struct PrintedWords {
    let document: SpecimenDocument
    let style: LayoutStyle

    /// Nil where the holder or the layout has nothing to print there.
    func text(_ element: VisualElement) -> String? {
        let text = travel(element) ?? personal(element) ?? visa(element) ?? licence(element) ?? ""
        return text.isEmpty ? nil : text
    }

    private var holder: SpecimenHolder { document.holder }

    private func travel(_ element: VisualElement) -> String? {
        switch element {
        case .documentType: document.fields.documentCode
        case .issuingState: document.issuingState
        case .documentNumber: holder.documentNumber
        case .nationality: document.issuingState == "UTO" ? style.nationality : holder.nationality
        case .dateOfIssue: style.dates.text(holder.dateOfIssue)
        case .dateOfExpiry: style.dates.text(holder.dateOfExpiry)
        case .authority: style.authority
        case .personalNumber: holder.personalCode
        case .cardAccessNumber: String(holder.personalCode.suffix(6))
        default: nil
        }
    }

    private func personal(_ element: VisualElement) -> String? {
        switch element {
        case .primaryIdentifier: name(holder.surname)
        case .secondaryIdentifier: name(holder.givenNames)
        case .primaryIdentifierOwnScript: holder.ownScript?.surname.uppercased()
        case .secondaryIdentifierOwnScript: holder.ownScript?.givenNames.uppercased()
        case .dateOfBirth: style.dates.text(holder.dateOfBirth)
        case .sex: style.sexes[holder.sex == .female ? 0 : holder.sex == .male ? 1 : 2]
        case .placeOfBirth: holder.placeOfBirth
        case .address: name(holder.address.joined(separator: ", "))
        case .height: isAmerican ? americanHeight : "\(holder.heightCentimetres) cm"
        case .eyeColour:
            (isAmerican ? ["BRO", "BLU", "GRN", "HAZ"] : ["BROWN", "BLUE", "GREEN", "GREY"])[holder.eyeColour]
        default: nil
        }
    }

    private func visa(_ element: VisualElement) -> String? {
        switch element {
        case .visaType: document.layout == .delta ? "C" : "B1"
        case .validFrom: style.dates.text(holder.dateOfIssue)
        case .validUntil: style.dates.text(holder.dateOfExpiry)
        case .numberOfEntries: holder.eyeColour < 2 ? "MULT" : "01"
        case .durationOfStay: holder.eyeColour < 2 ? "90" : "30"
        // Of the passport that it stands in, which is another document than the visa.
        case .passportNumber: "L" + String(holder.personalCode.suffix(8).reversed())
        case .placeOfIssue: holder.placeOfBirth == "AMAUROT" ? "ANYDRUS" : "AMAUROT"
        case .remarks: "NO WORK / \(holder.personalCode.suffix(4))"
        default: nil
        }
    }

    private func licence(_ element: VisualElement) -> String? {
        switch element {
        case .birth: "\(style.dates.text(holder.dateOfBirth)) \(holder.placeOfBirth)"
        case .categories: isAmerican ? "D" : LicenceCategory.held(by: holder).map(\.code).joined(separator: "/")
        case .restrictions: holder.eyeColour == 2 ? "B" : "NONE"
        case .endorsements: "NONE"
        case .documentDiscriminator: document.discriminator
        default: nil
        }
    }

    /// A card of North America keeps to the letters that its barcode has.
    private func name(_ name: String) -> String {
        isAmerican ? AAMVAText.plain(name) : name.uppercased()
    }

    private var isAmerican: Bool { document.kind == .aamvaFront || document.kind == .aamvaBack }

    private var americanHeight: String {
        let inches = Int((Double(holder.heightCentimetres) / 2.54).rounded())
        return "\(inches / 12)'-\(inches % 12 < 10 ? "0" : "")\(inches % 12)\""
    }
}

extension SpecimenDocument {
    /// Tells this card from the holder's others.
    var discriminator: String { "ZU\(holder.personalCode.suffix(6))\(holder.documentNumber.suffix(4))" }
}
