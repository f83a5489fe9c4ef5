/// Reads lines of a machine-readable zone with the house's own small model of OCR-B, drawn and trained by
/// `training/ocrb`. It knows the zone's 37 characters, and that something is none of them.
package struct ZoneRecogniser: Sendable {
    /// What each class stands for: "" at 0 ("no new character here"), the zone's characters, then any other print.
    static let classes: [String] =
        [""] + MRZAlphabet.characters.map { String(UnicodeScalar($0)) } + ["\u{FFFD}"]

    private let model: InferenceModel

    /// SHA-256 (hex) of the model.
    package var digest: String { model.digest }

    package init(model: InferenceModel) throws(InferenceError) {
        guard model.inputNames.count == 1, model.outputNames.count == 1 else {
            throw .unexpectedModel("a zone recogniser has one input and one output")
        }
        self.model = model
    }

    /// Reads the line inside a quad of the picture.
    /// - Parameter grey: of one channel; another picture is brought to one.
    func recognise(_ grey: Picture, _ quad: Quad) throws(InferenceError) -> RecognisedLine {
        let columns = Double(Self.height) * quad.width / max(quad.height, 1) * Self.narrowing
        let width = min(max(Int((columns / Double(Self.step)).rounded()) * Self.step, Self.step), Self.widest)
        let strip = grey.rectified(quad, width: width, height: Self.height).grey()
        let input = Tensor(shape: [1, 1, Self.height, width], values: strip.pixels.map(Float.init))
        guard let matrix = try model.run([input]).first, matrix.shape.count == 3,
            matrix.shape[2] == Self.classes.count
        else { throw .unexpectedModel("a zone recogniser gives a probability a step and class") }
        let steps = matrix.shape[1]
        return RecognisedLine(
            line: TextLine(text: "", confidence: 0, quad: quad), steps: steps, textSteps: steps,
            classes: Self.classes.count, probabilities: matrix.values)
    }

    /// Pixels, as the model was trained.
    private static let height = 32
    /// The model was trained on lines whose characters stand half their strip's height apart; a detector's boxes are
    /// closer, and narrower strips cost less.
    private static let narrowing = 0.85
    /// Widths are steps, so that few sizes ever occur: the runtime plans its memory anew for each.
    private static let step = 32
    /// A line of 44 characters takes about 700 pixels.
    private static let widest = 1_536
}
