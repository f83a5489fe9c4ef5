package import Evidence
package import Foundation
package import Kernel
package import Vault

/// One frame of a selfie that was handed in for a face authentication.
package struct FacePicture: Sendable {
    package let id: ID<FacePicture>
    package let authentication: ID<FaceAuthentication>
    package let verification: ID<Verification>
    package let attempt: Int
    /// 0, 1 …; the first is the probe of the comparison.
    package let frame: Int
    package let object: ObjectName
    package let format: MediaFormat
    package let sizeBytes: Int
    package let origin: EvidenceItem.Origin
    package let createdAt: Date
    /// Nil until it was read.
    package let reading: Private<EvidenceReading>?

    /// The name under which the bytes are sealed.
    package var identity: String { Self.identity(of: id) }

    static func identity(of id: ID<FacePicture>) -> String { "face/\(id)" }
}
