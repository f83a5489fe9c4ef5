/// A line of text as it was read.
package struct TextLine: Codable, Equatable, Sendable {
    package let text: String
    /// Mean probability of its characters, 0…1; 0 for an empty line.
    package let confidence: Double
    /// Where in the picture, its first corner at the beginning of the line.
    package let quad: Quad
    /// What `ScriptReader` read it in; nil for the general recogniser's lines, which stay beside it.
    package let language: ScriptLanguage?

    package init(text: String, confidence: Double, quad: Quad, language: ScriptLanguage? = nil) {
        self.text = text
        self.confidence = confidence
        self.quad = quad
        self.language = language
    }
}
