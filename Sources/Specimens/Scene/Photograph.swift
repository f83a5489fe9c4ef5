package import Evidence

/// A photographed side with its truth. Corners are in pixels of `picture`, in the document's own reading order.
package struct Photograph: Sendable {
    package let picture: Picture
    package let document: SpecimenDocument
    /// The document's four corners, as if they were not rounded.
    package let outline: Quad
    /// Around the characters of the machine-readable zone; nil on the front of a card.
    package let mrz: Quad?
    /// The place of the printed photograph; nil where the side has none.
    package let portrait: Quad?

    /// All that is known of the picture; nil where a forgery has moved what its scene knew.
    package let truth: SpecimenTruth?

    init(
        picture: Picture, document: SpecimenDocument, outline: Quad, mrz: Quad?, portrait: Quad?,
        truth: SpecimenTruth? = nil
    ) {
        self.picture = picture
        self.document = document
        self.outline = outline
        self.mrz = mrz
        self.portrait = portrait
        self.truth = truth
    }

    /// What a reader must read, a false check digit included.
    package var mrzLines: [String] { document.mrzLines }
}
