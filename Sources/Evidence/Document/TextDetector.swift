import CVision

/// Finds lines of text with a differentiable-binarisation model (PP-OCR detection).
package struct TextDetector: Sendable {
    private let model: InferenceModel

    /// SHA-256 (hex) of the model.
    package var digest: String { model.digest }

    package init(model: InferenceModel) throws(InferenceError) {
        guard model.inputNames.count == 1, model.outputNames.count == 1 else {
            throw .unexpectedModel("a text detector has one input and one output")
        }
        self.model = model
    }

    /// Where lines of text lie, from top to bottom, each with its longer side as its reading direction; a line that
    /// stands on its head cannot be told from one that does not.
    /// - Parameter longSide: pixels that the longer side of the picture is brought to, up or down, before looking.
    package func detect(in picture: Picture, longSide: Int) throws(InferenceError) -> [Quad] {
        let (width, height) = Self.inputSize(of: picture, longSide: longSide)
        let grows = width > picture.width
        let input = picture.colour().resized(width: width, height: height, grows ? .linear : .area)
            .tensor(mean: Self.mean, scale: Self.scale)
        let outputs = try model.run([input])
        guard let map = outputs.first, map.values.count == width * height else {
            throw .unexpectedModel("a text detector gives a probability a pixel")
        }
        let (xScale, yScale) = (Double(picture.width) / Double(width), Double(picture.height) / Double(height))
        return Self.boxes(in: map.values, width: width, height: height)
            .map { $0.scaled(x: xScale, y: yScale) }
            .sorted { $0.centre.y < $1.centre.y }
    }

    /// Sizes are multiples of 64, so that few sizes ever occur: the runtime plans its memory anew for each.
    private static func inputSize(of picture: Picture, longSide: Int) -> (width: Int, height: Int) {
        let scale = Double(longSide) / Double(picture.longSide)
        func stepped(_ side: Int) -> Int { max(64, Int((Double(side) * scale / 64).rounded()) * 64) }
        return (stepped(picture.width), stepped(picture.height))
    }

    private static func boxes(in map: [Float], width: Int, height: Int) -> [Quad] {
        var values = [Float](repeating: 0, count: 9 * mostBoxes)
        var count: Int32 = 0
        let status = cvision_text_boxes(map, Int32(width), Int32(height), rule, &values, Int32(mostBoxes), &count)
        precondition(status == CVISION_OK, "the vision shim refused a valid map: \(status)")
        return (0..<Int(count)).map { Quad(floats: values[(9 * $0)..<(9 * $0 + 8)]) }
    }

    // Preprocessing and post-processing as the model was published with: pixels to -1…1, thresholds 0.3 and 0.5,
    // growth 1.6, boxes of at least 3 pixels.
    private static let mean: [Float] = [127.5, 127.5, 127.5]
    private static let scale: [Float] = [1 / 127.5, 1 / 127.5, 1 / 127.5]
    private static let rule = cvision_text_rule(pixel_threshold: 0.3, box_threshold: 0.5, growth: 1.6, shortest_side: 3)
    /// More lines than any document has.
    private static let mostBoxes = 500
}

extension Quad {
    /// From x and y of four corners in reading order.
    init(floats: ArraySlice<Float>) {
        let values = floats.map(Double.init)
        precondition(values.count == 8, "four corners have eight coordinates")
        self.init(
            topLeft: Point(x: values[0], y: values[1]), topRight: Point(x: values[2], y: values[3]),
            bottomRight: Point(x: values[4], y: values[5]), bottomLeft: Point(x: values[6], y: values[7]))
    }
}
