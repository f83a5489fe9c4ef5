/// Why bytes are no `FaceGalleryRecord`, or a template cannot be one.
package enum FaceGalleryRecordError: Error, Equatable, Sendable {
    /// The template's model is not named by a SHA-256 in hexadecimal digits.
    case modelHasNoDigest
    case unknownVersion(UInt8)
    /// More or fewer bytes than the record says it has, or too few to say it.
    case wrongByteCount(Int)
    /// Outside `FaceGalleryLimits.dimensions`.
    case wrongDimension(Int)
    case notFinite
    /// The record is another entry's than the one that was asked for.
    case otherIdentifier
}
