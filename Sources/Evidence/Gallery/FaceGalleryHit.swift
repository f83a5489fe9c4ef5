package import Foundation

/// A template of a gallery that is as alike as was asked for. It says that a person should look, and never decides.
package struct FaceGalleryHit: Equatable, Sendable {
    package let identifier: UUID
    /// The same as `FaceComparison` says of the two templates, to the last bit.
    package let comparison: FaceComparison

    package init(identifier: UUID, comparison: FaceComparison) {
        self.identifier = identifier
        self.comparison = comparison
    }
}
