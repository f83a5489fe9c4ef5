/// What a picture may be, checked on its header before a single pixel has memory.
package enum ImageLimits {
    /// Phones make up to 50 megapixels; decoded that is 150 MB, what a child process can hold beside the models.
    package static let mostPixels = 50_000_000
    package static let longestSidePixels = 16_384
    /// Under this no filter works and no document can be read.
    package static let shortestSidePixels = 16
    /// Chunks, segments and boxes that a header may have before its picture.
    static let mostSegments = 10_000
}
