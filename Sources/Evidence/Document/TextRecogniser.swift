/// Reads lines of text with a CTC model (PP-OCR recognition).
package struct TextRecogniser: Sendable {
    /// What each class of the model stands for: "" at 0 ("no new character here"), then its characters, then a space.
    package let classes: [String]
    private let model: InferenceModel

    /// SHA-256 (hex) of the model.
    package var digest: String { model.digest }

    /// - Parameter characters: the model's characters in the order of its classes, without the blank and the space.
    package init(model: InferenceModel, characters: [String]) throws(InferenceError) {
        guard model.inputNames.count == 1, model.outputNames.count == 1, !characters.isEmpty else {
            throw .unexpectedModel("a text recogniser has one input, one output and characters")
        }
        self.model = model
        classes = [""] + characters + [" "]
    }

    /// Takes the characters from the model's own file, one a line under the key `character`.
    package init(model: InferenceModel) throws(InferenceError) {
        guard let text = model.metadata("character") else { throw .unexpectedModel("the model names no characters") }
        // A character may be a line feed's neighbour in Unicode: only the line feed itself parts them.
        let characters = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: true)
        try self.init(model: model, characters: characters.map { String(String.UnicodeScalarView($0)) })
    }

    /// Reads each line by itself, all at the same time. Lines without a character come back empty.
    package func read(_ picture: Picture, _ quads: [Quad]) throws(InferenceError) -> [TextLine] {
        try SideBySide.results(of: quads.count) { index throws(InferenceError) in
            try line(picture, quads[index])
        }
    }

    /// What the line inside a quad of the picture says, without what else it may have said.
    func line(_ picture: Picture, _ quad: Quad) throws(InferenceError) -> TextLine {
        let (input, _) = Self.input(strip(of: picture, quad))
        let highest = try model.highest([input])
        try check(highest.shape)
        let (text, confidence) = decode(zip(highest.places, highest.values))
        return TextLine(text: text, confidence: confidence, quad: quad)
    }

    /// Reads the line inside a quad of the picture.
    package func recognise(_ picture: Picture, _ quad: Quad) throws(InferenceError) -> RecognisedLine {
        try recognise(strip: strip(of: picture, quad), at: quad)
    }

    private func strip(of picture: Picture, _ quad: Quad) -> Picture {
        let ratio = quad.width / max(quad.height, 1)
        let width = min(max(Int((Double(Self.height) * ratio).rounded(.up)), Self.narrowest), Self.widest)
        return picture.rectified(quad, width: width, height: Self.height)
    }

    /// Reads a picture that holds one level line and nothing else.
    /// - Parameter quad: where the strip was taken from, for the result.
    package func recognise(strip: Picture, at quad: Quad) throws(InferenceError) -> RecognisedLine {
        let (input, width) = Self.input(strip)
        guard let matrix = try model.run([input]).first else { throw .unexpectedModel(Self.wrongOutput) }
        try check(matrix.shape)
        let steps = matrix.shape[1]
        let (text, confidence) = matrix.values.withUnsafeBufferPointer { values in
            decode(
                (0..<steps).lazy.map { step in
                    let row = values[(step * classes.count)..<((step + 1) * classes.count)]
                    let place = UnsafeBufferPointer(rebasing: row).indexOfHighest
                    return (place, row[row.startIndex + place])
                })
        }
        let padded = input.shape[3]
        return RecognisedLine(
            line: TextLine(text: text, confidence: confidence, quad: quad), steps: steps,
            textSteps: min(steps, (steps * width + padded - 1) / padded), classes: classes.count,
            probabilities: matrix.values)
    }

    private func check(_ shape: [Int]) throws(InferenceError) {
        guard shape.count == 3, shape[2] == classes.count else { throw .unexpectedModel(Self.wrongOutput) }
    }

    private static let wrongOutput = "a text recogniser gives a probability a step and class"

    /// The strip as the model takes it, and how many of its columns are the strip's own.
    private static func input(_ strip: Picture) -> (tensor: Tensor, width: Int) {
        let scaled = Double(strip.width) * Double(height) / Double(strip.height)
        let width = min(max(Int(scaled.rounded()), narrowest), widest)
        let fits = strip.height == height && strip.width == width
        let level = fits ? strip : strip.resized(width: width, height: height, .linear)
        return (input(level.colour(), paddedTo: (width + step - 1) / step * step), width)
    }

    /// The strip at its left, zeros (the model's grey) behind it.
    private static func input(_ strip: Picture, paddedTo width: Int) -> Tensor {
        let tight = strip.tensor(mean: mean, scale: scale)
        guard strip.width < width else { return tight }
        var values = [Float](repeating: 0, count: 3 * height * width)
        for row in 0..<(3 * height) {
            let from = tight.values[(row * strip.width)..<((row + 1) * strip.width)]
            values.replaceSubrange((row * width)..<(row * width + strip.width), with: from)
        }
        return Tensor(shape: [1, 3, height, width], values: values)
    }

    /// The most probable class at each step and its probability; runs of one class count once, blanks not at all.
    private func decode(_ steps: some Sequence<(Int, Float)>) -> (text: String, confidence: Double) {
        var text = ""
        var sum = 0.0
        var count = 0
        var last = 0
        for (best, probability) in steps {
            if best != 0, best != last {
                text += classes[best]
                sum += Double(probability)
                count += 1
            }
            last = best
        }
        return (text, count > 0 ? sum / Double(count) : 0)
    }

    // Preprocessing as the model was published with: lines of 48 pixels, pixels to -1…1, grey behind the text.
    static let height = 48
    private static let mean: [Float] = [127.5, 127.5, 127.5]
    private static let scale: [Float] = [1 / 127.5, 1 / 127.5, 1 / 127.5]
    /// Widths are padded to steps, so that not every size occurs; what is read of the padding is paid for nothing.
    private static let step = 16
    private static let narrowest = 16
    /// A machine-readable line of 44 characters takes about 1,200 pixels.
    private static let widest = 2_048
}
