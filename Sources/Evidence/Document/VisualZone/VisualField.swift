/// One element of the visual zone as it is printed: never a value of the machine-readable zone.
package struct VisualField: Codable, Equatable, Sendable {
    /// How it was told that this text is this element.
    package enum Source: String, Codable, Sendable {
        /// By the caption beside or above it.
        case label
        /// By the number that the layout of EU driving licences gives it.
        case fieldNumber
        /// By its shape and place alone.
        case position
        /// It says what the machine-readable zone says; no caption names it.
        case mrzConfirmed
    }

    package let element: VisualZoneElement
    /// As printed, without caption and number.
    package let text: String
    /// Of the elements that are dates.
    package let date: VisualDate?
    /// Of the sex.
    package let sex: Sex?
    /// The line, or the first of the lines, that it stands in. Pixels of the upright picture.
    package let quad: Quad
    /// Mean probability of the line's characters, 0…1: of the least clear line where there are several.
    package let confidence: Double
    package let source: Source
    /// Of a personal number: whether the check that it carries holds; nil where it has none that is known here.
    package let checkHolds: Bool?
}
