/// What a PDF file may be, checked before a pixel of it has memory.
package enum PDFLimits {
    /// What one upload may have; the library's memory for a file grows with it.
    package static let mostBytes = 10 * 1_048_576
    /// The most that a page may measure without a unit of its own (ISO 32000-2, annex C): 5 metres.
    static let longestSidePoints = 14_400.0
    /// As long as the pictures of a phone, which are 4,032 × 3,024 pixels; A4 at 300 dots an inch has 3,508.
    package static let longestSidePixels = 4_096
    static let pointsPerInch = 72.0
    /// What offices scan with. Capitals of 3 mm, as in a machine-readable zone, are then 35 pixels high.
    static let dotsPerInch = 300.0
    /// A picture that covers at least this share of the page is what the page is for.
    static let pictureShare = 0.5
    /// A map of a town has as many; a letter has hundreds.
    static let mostObjects = 50_000
    /// Forms within forms: writers nest two or three.
    static let deepestForm = 12
}
