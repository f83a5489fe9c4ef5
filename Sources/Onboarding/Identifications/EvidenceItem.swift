package import Evidence
package import Foundation
package import Kernel
package import Vault

/// One picture that the person handed in: contract § 5.7 calls it a file.
package struct EvidenceItem: Sendable {
    package enum Kind: String, Codable, Sendable {
        case document, selfie
    }

    /// Where the picture comes from, as the client says: an upload proves less than a camera, and neither is proven.
    package enum Source: String, Codable, Sendable {
        case camera, upload, unknown
    }

    package let id: ID<EvidenceItem>
    package let identification: ID<Identification>
    package let verification: ID<Verification>
    package let attempt: Int
    package let kind: Kind
    package let documentType: DocumentType?
    package let part: DocumentPart?
    package let object: ObjectName
    package let format: ImageFormat
    package let sizeBytes: Int
    package let source: Source
    package let createdAt: Date
    /// Nil until it was read.
    package let reading: Private<EvidenceReading>?

    /// The name under which the bytes are sealed.
    package var identity: String { "evidence/\(id)" }

    package var fileName: String {
        let stem = kind == .selfie ? "selfie" : "document-\(part?.rawValue.lowercased() ?? "photo")"
        return "\(stem).\(format.fileExtension)"
    }
}

extension ImageFormat {
    /// Without a dot.
    package var fileExtension: String { self == .unknown ? "bin" : rawValue }
}
