/// face-reidentification-retail-0095 (Open Model Zoo): 256 numbers, compared by their cosine.
package struct Reidentification0095Embedder: FaceEmbedder {
    package let scale: FaceComparisonScale
    private let model: InferenceModel

    package var digest: String { model.digest }

    package init(model: InferenceModel, scale: FaceComparisonScale) throws(InferenceError) {
        guard model.inputNames.count == 1, model.outputNames.count == 1 else {
            throw .unexpectedModel("a face embedding has one input and one output")
        }
        self.model = model
        self.scale = scale
    }

    package func template(of face: DetectedFace, in picture: Picture) throws(InferenceError) -> FaceTemplate? {
        guard let chip = picture.colour().aligned(face, to: Self.template, side: 128) else { return nil }
        return try template(of: chip)
    }

    /// Of a portrait printed in grey, greyed without its cast and softened: measured to lose fewer people at the same
    /// false match rate there, and more in colour (`docs/accuracy.md`).
    package func softTemplate(of face: DetectedFace, in picture: Picture) throws(InferenceError) -> FaceTemplate? {
        guard let chip = picture.colour().aligned(face, to: Self.template, side: 128),
            chip.colourVariety < FaceLimits.greyPrint
        else { return nil }
        return try template(of: chip.grey().softened().colour())
    }

    /// A ghost portrait is pale and mostly grey: its colours are the ground's.
    package func greyTemplate(of face: DetectedFace, in picture: Picture) throws(InferenceError) -> FaceTemplate? {
        guard let chip = picture.colour().aligned(face, to: Self.template, side: 128) else { return nil }
        return try template(of: chip.grey().softened().colour())
    }

    private func template(of chip: Picture) throws(InferenceError) -> FaceTemplate? {
        // Blue, green, red as they are: with centred values this network's output collapses.
        let outputs = try model.run([chip.tensor(mean: [0, 0, 0], scale: [1, 1, 1])])
        guard let values = outputs.first?.values, values.count == 256 else {
            throw .unexpectedModel("this face embedding has 256 numbers")
        }
        let length = values.reduce(Float(0)) { $0 + $1 * $1 }.squareRoot()
        guard length > 0 else { return nil }
        return FaceTemplate(model: model.digest, values: values.map { $0 / length })
    }

    /// Where the model was taught to find eyes, nose and mouth in its 128 × 128 pixels (its publisher's five points).
    private static let template = [
        Point(x: 40.393, y: 59.081), Point(x: 87.376, y: 59.081), Point(x: 64.034, y: 81.985),
        Point(x: 44.733, y: 105.561), Point(x: 83.640, y: 105.561),
    ]
}
