package import Database
package import Evidence
package import Kernel

/// The face of a person as an earlier identification knows it.
package struct FaceReference: Sendable {
    /// Whether the identification's decision stands at approved.
    package let isApproved: Bool
    package let setup: KycSetupVersion
    /// Opened with the earlier verification's key; nil where no face was kept of its selfie.
    package let template: Private<FaceTemplate>?
}

extension Identifications {
    /// - Returns: nil where the verification has no identification, or the person's data was erased.
    package func faceReference(
        ofVerification id: ID<Verification>, in transaction: some Transaction
    ) throws -> FaceReference? {
        guard try verifications.find(id, in: transaction).redactedAt == nil,
            let identification = try store(transaction).find(ofVerification: id)
        else { return nil }
        let selfie = try evidence(of: identification, in: transaction).first { $0.kind == .selfie && $0.frame == 0 }
        return FaceReference(
            isApproved: identification.status == .approved, setup: try setup(of: identification, in: transaction),
            template: selfie?.reading?.value.face?.template.map { Private($0) })
    }
}
