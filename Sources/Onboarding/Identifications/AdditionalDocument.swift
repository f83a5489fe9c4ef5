/// A document that is kept beside the identity document: contract § 7. No engine reads it; it is there for whoever
/// reviews the identification, and for the business.
package enum AdditionalDocument: String, Codable, Sendable, CaseIterable {
    case selfieWithDoc = "SelfieWithDoc"
    case proofOfAddress = "ProofOfAddress"
}

extension KycSettings {
    /// The additional documents that a setup asks for.
    package var additionalDocuments: [AdditionalDocument] {
        guard let asked = additionalDocument, asked.enabled else { return [] }
        return asked.types.compactMap { AdditionalDocument(rawValue: $0.name) }
    }
}
