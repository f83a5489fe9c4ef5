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

    package enum Limits {
        /// Pixels looked at in one go: what the model keeps while it runs grows with them, to 150 bytes a pixel. A
        /// picture's first look fits; a closer one is parted so that it needs no more memory.
        package static let pixels = 960 * 704
        /// Pixels that neighbouring strips share on each side: more than the highest line that needs so close a look.
        static let overlap = 64
    }

    /// How most lines of a picture run, as far as it is known: a large picture is looked at in strips along them.
    package enum Run: Sendable {
        case level, steep

        /// Of lines that were found before, the long ones counting most.
        package init(of quads: [Quad]) {
            func length(_ isSteep: Bool) -> Double {
                quads.filter { ($0.bounds.height > $0.bounds.width) == isSteep }.map(\.width).reduce(0, +)
            }
            self = length(true) > length(false) ? .steep : .level
        }
    }

    /// Where lines of text lie, from top to bottom, each with its longer side as its reading direction; a line that
    /// stands on its head cannot be told from one that does not.
    /// - Parameters:
    ///   - longSide: pixels that the longer side of the picture is brought to, up or down, before looking.
    ///   - run: how the lines run, where a former look has told.
    package func detect(in picture: Picture, longSide: Int, run: Run = .level) throws(InferenceError) -> [Quad] {
        let (width, height) = Self.inputSize(of: picture, longSide: longSide)
        let grows = width > picture.width
        let input = picture.colour().resized(width: width, height: height, grows ? .linear : .area)
        let quads = run == .level ? try strips(of: input) : try steepStrips(of: input)
        let (xScale, yScale) = (Double(picture.width) / Double(width), Double(picture.height) / Double(height))
        return quads.map { $0.scaled(x: xScale, y: yScale) }.sorted { $0.centre.y < $1.centre.y }
    }

    /// Strips of a standing picture: those of the picture laid on its side, put upright again.
    private func steepStrips(of input: Picture) throws(InferenceError) -> [Quad] {
        guard input.width * input.height > Limits.pixels else { return try boxes(in: input) }
        let height = Double(input.height)
        return try strips(of: input.rotated(quarterTurns: 1)).map { quad in
            quad.mapped { Point(x: $0.y, y: height - $0.x) }
        }
    }

    /// Level strips that overlap; of a line in both, the one whose strip has its middle counts.
    private func strips(of input: Picture) throws(InferenceError) -> [Quad] {
        let rows = max(Limits.pixels / input.width, 1)
        guard input.height > rows else { return try boxes(in: input) }
        let most = max(rows - 2 * Limits.overlap, Limits.overlap)
        let count = (input.height + most - 1) / most
        let share = (input.height + count - 1) / count
        var quads: [Quad] = []
        for index in 0..<count {
            let own = index * share..<min((index + 1) * share, input.height)
            let (top, bottom) = Self.stepped(own, within: input.height)
            let strip = input.cropped(
                to: Region(x: 0, y: Double(top), width: Double(input.width), height: Double(bottom - top)))
            quads += try boxes(in: strip)
                .map { quad in quad.mapped { Point(x: $0.x, y: $0.y + Double(top)) } }
                .filter { own.contains(Int($0.centre.y)) }
        }
        return quads
    }

    /// The rows with the overlap, and as many more as make a multiple of 64.
    private static func stepped(_ own: Range<Int>, within height: Int) -> (top: Int, bottom: Int) {
        let top = max(0, own.lowerBound - Limits.overlap)
        let rows = (min(height, own.upperBound + Limits.overlap) - top + 63) / 64 * 64
        return top + rows <= height ? (top, top + rows) : (max(0, height - rows), height)
    }

    private func boxes(in input: Picture) throws(InferenceError) -> [Quad] {
        let outputs = try model.run([input.tensor(mean: Self.mean, scale: Self.scale)])
        guard let map = outputs.first, map.values.count == input.width * input.height else {
            throw .unexpectedModel("a text detector gives a probability a pixel")
        }
        return Self.boxes(in: map.values, width: input.width, height: input.height)
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
