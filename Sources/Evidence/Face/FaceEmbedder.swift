/// Makes templates of faces and compares them. Its sides: `Reidentification0095Embedder` and `DlibResNetEmbedder`.
package protocol FaceEmbedder: Sendable {
    /// SHA-256 (hex) of the model.
    var digest: String { get }

    /// What the comparison score is, and from where on two faces count as one person's.
    var scale: FaceComparisonScale { get }

    /// The template of a face; nil where its landmarks are one point.
    func template(of face: DetectedFace, in picture: Picture) throws(InferenceError) -> FaceTemplate?

    /// A second opinion on the portrait of a document, without its halftone; nil where the model or the portrait gains
    /// nothing by it.
    func softTemplate(of face: DetectedFace, in picture: Picture) throws(InferenceError) -> FaceTemplate?

    /// Of a portrait and its ghost, which are held against each other without colours and without halftone; nil where
    /// the model was not measured so.
    func greyTemplate(of face: DetectedFace, in picture: Picture) throws(InferenceError) -> FaceTemplate?
}

extension FaceEmbedder {
    package func softTemplate(of face: DetectedFace, in picture: Picture) throws(InferenceError) -> FaceTemplate? {
        nil
    }

    package func greyTemplate(of face: DetectedFace, in picture: Picture) throws(InferenceError) -> FaceTemplate? {
        nil
    }
}
