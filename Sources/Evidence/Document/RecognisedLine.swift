/// A line of text with what the recogniser thought of every other character: a grammar may weigh them again.
package struct RecognisedLine: Sendable {
    package let line: TextLine
    /// Columns that the recogniser looked at, from left to right, over the text and the padding behind it.
    package let steps: Int
    /// The columns that lie on the text.
    package let textSteps: Int
    /// Classes at each step, in the order of `TextRecogniser.classes`: 0 means "no new character here".
    package let classes: Int
    /// steps × classes probabilities, row-major; each step adds up to 1.
    package let probabilities: [Float]

    package init(line: TextLine, steps: Int, textSteps: Int, classes: Int, probabilities: [Float]) {
        precondition(probabilities.count == steps * classes, "a probability for every class at every step")
        self.line = line
        self.steps = steps
        self.textSteps = textSteps
        self.classes = classes
        self.probabilities = probabilities
    }
}
