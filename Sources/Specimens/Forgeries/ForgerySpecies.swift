package import Evidence

/// What is handed in instead of a photograph of the document. Every species is drawn, digitally and from the house's
/// own specimens: no screen, no printer and no editor had a part in it.
package enum ForgerySpecies: String, Sendable, CaseIterable {
    case phoneScreen = "phone screen"
    case tabletScreen = "tablet screen"
    case monitorScreen = "monitor"
    case printedCopy = "printed copy"
    case greyCopy = "grey copy"
    case pastedPortrait = "pasted portrait"
    case overtypedZone = "overtyped zone"
    case editedFile = "file saved by an editor"
    case screenshot = "screenshot"
    case swappedPortrait = "swapped portrait"
    case inkjetCopy = "inkjet copy"

    /// The signals that are made for it.
    package var checks: [Check] {
        switch self {
        case .phoneScreen, .tabletScreen, .monitorScreen: [.documentRecapture, .documentBezel]
        case .printedCopy, .inkjetCopy: [.documentPrintedCopy, .documentFineDetail]
        case .greyCopy: [.documentColour]
        case .pastedPortrait: [.portraitIntegrity, .portraitCompression, .portraitEdge]
        case .swappedPortrait: [.ghostPortrait]
        case .overtypedZone: [.mrzTypeface]
        case .editedFile, .screenshot: [.documentMetadata]
        }
    }

    /// Whether a side of this kind can be attacked so: what is not printed on it cannot be forged.
    package func suits(_ kind: SpecimenDocument.Kind) -> Bool {
        switch self {
        case .pastedPortrait: kind.hasPortrait
        // No face is looked for on licences.
        case .swappedPortrait: [.passport, .idCardFront, .td2Card].contains(kind)
        case .overtypedZone: kind.mrzFormat != nil
        default: true
        }
    }

    /// - Parameters:
    ///   - source: the document whose photograph is forged.
    ///   - other: whose photograph is pasted in.
    ///   - seed: of everything left to chance; the same gives the same bytes.
    package func presented(
        _ source: ForgerySource, other: Portrait, seed: UInt64
    ) throws(SpecimenError) -> PresentedDocument {
        switch self {
        case .phoneScreen: return try shown(on: .phone, source, seed)
        case .tabletScreen: return try shown(on: .tablet, source, seed)
        case .monitorScreen: return try shown(on: .monitor, source, seed)
        case .printedCopy, .greyCopy, .inkjetCopy: return try copied(source, seed)
        case .pastedPortrait:
            let photograph = try source.photographed().photograph
            return PastedPortrait(portrait: other, seed: seed).presented(photograph, quality: source.quality)
        case .swappedPortrait: return try source.withGhost(seed: seed).swapped(other).photographed()
        case .overtypedZone:
            let zone = OvertypedZone(seed: seed)
            return source.taken(
                try source.scene.photographed(
                    printed: { (print) throws(SpecimenError) in try zone.overtyped(print) },
                    finished: { film, _ in film.tint(source.cast) }))
        case .editedFile:
            let photograph = try source.photographed().photograph
            return PresentedDocument(photograph: photograph, file: TracedFile.edited(photograph.picture, seed: seed))
        case .screenshot: return try TracedFile.screenshot(source.photographed().photograph, seed: seed)
        }
    }

    private func shown(
        on device: DocumentOnScreen.Device, _ source: ForgerySource, _ seed: UInt64
    ) throws(SpecimenError) -> PresentedDocument {
        source.taken(try DocumentOnScreen(device: device, seed: seed).photographed(source))
    }

    private func copied(_ source: ForgerySource, _ seed: UInt64) throws(SpecimenError) -> PresentedDocument {
        let copy = PrintedCopy(
            seed: seed, isGrey: self == .greyCopy, printer: self == .inkjetCopy ? .inkjet : .screened)
        let size = source.scene.document.kind.sizeMillimetres
        return source.taken(
            try source.scene.photographed(
                printed: { copy.copied($0) },
                finished: { film, map in
                    copy.screen(&film, by: map, size: size)
                    film.tint(source.cast)
                }))
    }
}
