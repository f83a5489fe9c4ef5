/// YuNet of March 2023 (OpenCV Zoo), run as a plain network on one fixed square and decoded here.
package struct YuNetDetector: FaceDetector {
    private let model: InferenceModel

    package var models: [String] { [model.digest] }

    package init(model: InferenceModel) throws(InferenceError) {
        let needed = Self.strides.flatMap { stride in ["cls", "obj", "bbox", "kps"].map { "\($0)_\(stride)" } }
        guard model.inputNames.count == 1, Set(needed).isSubset(of: model.outputNames) else {
            throw .unexpectedModel("YuNet has cls, obj, bbox and kps for the strides 8, 16 and 32")
        }
        self.model = model
    }

    package func faces(in picture: Picture) throws(InferenceError) -> [DetectedFace] {
        let scale = min(1, Double(Self.side) / Double(picture.longSide))
        let smaller = picture.colour().reduced(toLongSide: Self.side)
        // Letterbox: the picture in the top left corner, black on the right and below.
        let square = smaller.warped(by: .identity, width: Self.side, height: Self.side)
        let outputs = try model.run([square.tensor(mean: [0, 0, 0], scale: [1, 1, 1])])
        let named = Dictionary(zip(model.outputNames, outputs.map(\.values))) { first, _ in first }
        var found: [DetectedFace] = []
        for stride in Self.strides { found += Self.decoded(named, stride: stride) }
        return found.suppressed(overlap: Self.overlap)
            .map { face in face.mapped { Point(x: $0.x / scale, y: $0.y / scale) } }
    }

    /// The cells of one stride that hold a face, in pixels of the square.
    private static func decoded(_ outputs: [String: [Float]], stride: Int) -> [DetectedFace] {
        let cells = side / stride
        guard let classes = outputs["cls_\(stride)"], let objects = outputs["obj_\(stride)"],
            let boxes = outputs["bbox_\(stride)"], let points = outputs["kps_\(stride)"],
            classes.count == cells * cells, objects.count == cells * cells,
            boxes.count == 4 * cells * cells, points.count == 10 * cells * cells
        else { return [] }
        return (0..<cells * cells).compactMap { cell in
            let score = (clamped(classes[cell]) * clamped(objects[cell])).squareRoot()
            guard score >= surest else { return nil }
            let size = Double(stride)
            let (column, row) = (Double(cell % cells), Double(cell / cells))
            let box = boxes[4 * cell..<4 * cell + 4].map(Double.init)
            let (width, height) = (exponential(box[2]) * size, exponential(box[3]) * size)
            let centre = Point(x: (column + box[0]) * size, y: (row + box[1]) * size)
            let offsets = points[10 * cell..<10 * cell + 10].map(Double.init)
            let marks = (0..<5).map { index in
                Point(x: (offsets[2 * index] + column) * size, y: (offsets[2 * index + 1] + row) * size)
            }
            return DetectedFace(
                region: Region(x: centre.x - width / 2, y: centre.y - height / 2, width: width, height: height),
                landmarks: FaceLandmarks(
                    rightEye: marks[0], leftEye: marks[1], nose: marks[2], rightMouth: marks[3], leftMouth: marks[4]),
                score: score)
        }
    }

    private static func clamped(_ value: Float) -> Double { Double(min(max(value, 0), 1)) }

    private static let side = 640
    private static let strides = [8, 16, 32]
    /// Least score of a face and greatest overlap of two, as the model was published with.
    private static let surest = 0.6
    private static let overlap = 0.3
}
