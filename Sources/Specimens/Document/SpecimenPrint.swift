package import Evidence

/// A drawn side seen straight on, edge to edge, with the truth about it.
package struct SpecimenPrint: Sendable {
    package let document: SpecimenDocument
    package let picture: Picture
    package let pixelsPerMillimetre: Double
    /// As printed, in pixels of `picture`; nil on a side without a zone.
    package let mrz: Region?
    /// The place of the photograph, in pixels of `picture`; nil where the side has none.
    package let portrait: Region?
    /// The place of the ghost portrait, likewise.
    package let ghost: Region?
    /// Every element of the visual zone, in millimetres.
    package let elements: [PrintedElement]
    /// In millimetres; nil where the side has none.
    package let barcode: PrintedBarcode?

    /// The same print as something was done to it: every element in its place.
    func showing(_ picture: Picture) -> SpecimenPrint {
        SpecimenPrint(
            document: document, picture: picture, pixelsPerMillimetre: pixelsPerMillimetre, mrz: mrz,
            portrait: portrait, ghost: ghost, elements: elements, barcode: barcode)
    }
}
