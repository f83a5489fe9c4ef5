/// Why a gallery takes no template, or cannot be asked with it.
package enum FaceGalleryError: Error, Equatable, Sendable {
    /// Templates of two models say nothing about each other.
    case otherModel
    case wrongDimension(Int)
    /// A value is no number, or infinite.
    case notFinite
    /// Outside `FaceGalleryLimits`: too long, or, where directions are compared, as good as no direction.
    case wrongLength(Double)
    case alreadyThere
    case notThere
    case full(capacity: Int)
}
