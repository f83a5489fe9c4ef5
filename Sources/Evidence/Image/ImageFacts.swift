/// What the file of a picture said about it; kept with the evidence.
package struct ImageFacts: Codable, Equatable, Sendable {
    package let format: ImageFormat
    /// Of the upright picture.
    package let widthPixels: Int
    /// Of the upright picture.
    package let heightPixels: Int
    /// The EXIF orientation that was undone, 1…8; 1 means that the file stores the picture upright.
    package let orientation: Int
    /// Whether the file had transparency, which was laid over white.
    package let hasAlpha: Bool
    /// A digest of what a JPEG tells of the program that wrote it; nil for other formats and for readings of before.
    package var encoder: String?

    package init(format: ImageFormat, widthPixels: Int, heightPixels: Int, orientation: Int, hasAlpha: Bool) {
        self.format = format
        self.widthPixels = widthPixels
        self.heightPixels = heightPixels
        self.orientation = orientation
        self.hasAlpha = hasAlpha
    }
}
