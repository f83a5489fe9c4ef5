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
            try recognise(picture, quads[index]).line
        }
    }

    /// Reads the line inside a quad of the picture.
    package func recognise(_ picture: Picture, _ quad: Quad) throws(InferenceError) -> RecognisedLine {
        let ratio = quad.width / max(quad.height, 1)
        let width = min(max(Int((Double(Self.height) * ratio).rounded(.up)), Self.narrowest), Self.widest)
        return try recognise(strip: picture.rectified(quad, width: width, height: Self.height), at: quad)
    }

    /// Reads a picture that holds one level line and nothing else.
    /// - Parameter quad: where the strip was taken from, for the result.
    package func recognise(strip: Picture, at quad: Quad) throws(InferenceError) -> RecognisedLine {
        let scaled = Double(strip.width) * Double(Self.height) / Double(strip.height)
        let width = min(max(Int(scaled.rounded()), Self.narrowest), Self.widest)
        let fits = strip.height == Self.height && strip.width == width
        let level = fits ? strip : strip.resized(width: width, height: Self.height, .linear)
        let padded = (width + Self.step - 1) / Self.step * Self.step
        let outputs = try model.run([Self.input(level.colour(), paddedTo: padded)])
        guard let matrix = outputs.first, matrix.shape.count == 3, matrix.shape[2] == classes.count else {
            throw .unexpectedModel("a text recogniser gives a probability a step and class")
        }
        let steps = matrix.shape[1]
        let (text, confidence) = decode(matrix.values, steps: steps)
        return RecognisedLine(
            line: TextLine(text: text, confidence: confidence, quad: quad), steps: steps,
            textSteps: min(steps, (steps * width + padded - 1) / padded), classes: classes.count,
            probabilities: matrix.values)
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

    /// The most probable class at each step; runs of one class count once, blanks not at all.
    private func decode(_ probabilities: [Float], steps: Int) -> (text: String, confidence: Double) {
        var text = ""
        var sum = 0.0
        var count = 0
        var last = 0
        probabilities.withUnsafeBufferPointer { values in
            for step in 0..<steps {
                let row = UnsafeBufferPointer(rebasing: values[(step * classes.count)..<((step + 1) * classes.count)])
                let best = row.indexOfHighest
                if best != 0, best != last {
                    text += classes[best]
                    sum += Double(row[best])
                    count += 1
                }
                last = best
            }
        }
        return (text, count > 0 ? sum / Double(count) : 0)
    }

    // Preprocessing as the model was published with: lines of 48 pixels, pixels to -1…1, grey behind the text.
    static let height = 48
    private static let mean: [Float] = [127.5, 127.5, 127.5]
    private static let scale: [Float] = [1 / 127.5, 1 / 127.5, 1 / 127.5]
    /// Widths are padded to steps, so that few sizes ever occur.
    private static let step = 64
    private static let narrowest = 16
    /// A machine-readable line of 44 characters takes about 1,200 pixels.
    private static let widest = 2_048
}
