/// dlib's face recognition network (ResNet, 29 convolutions): 128 numbers, compared by their distance.
package struct DlibResNetEmbedder: FaceEmbedder {
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
        guard let chip = picture.colour().aligned(face, to: Self.template, side: 150) else { return nil }
        // Red, green, blue as they are: the converted network holds dlib's own centring.
        let outputs = try model.run([chip.tensor(mean: [0, 0, 0], scale: [1, 1, 1], order: .rgb)])
        guard let values = outputs.first?.values, values.count == 128 else {
            throw .unexpectedModel("this face embedding has 128 numbers")
        }
        return FaceTemplate(model: model.digest, values: values)
    }

    /// dlib's mean face (eyes' centres, tip of the nose, corners of the mouth) in a chip of 150 × 150 pixels with a
    /// quarter of the face's size around it: (0.25 + mean) / 1.5 × 150.
    private static let template = [
        Point(x: 47.549, y: 46.599), Point(x: 100.476, y: 46.599), Point(x: 74.013, y: 76.562),
        Point(x: 50.415, y: 103.023), Point(x: 97.610, y: 103.023),
    ]
}
