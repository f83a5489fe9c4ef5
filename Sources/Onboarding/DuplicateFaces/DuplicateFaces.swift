package import Database
package import Evidence
import Foundation
package import Kernel
package import Vault

/// Whether a new person's face is known already, in another verification of the same business (1:N). It only ever has
/// somebody look, and only where the business's setup says that it is to be looked for.
package struct DuplicateFaces: Sendable {
    private let verifications: Verifications
    private let database: any Database
    private let keys: DataKeys
    private let galleries: FaceGalleries

    package init(verifications: Verifications, database: any Database, keys: DataKeys) {
        self.verifications = verifications
        self.database = database
        self.keys = keys
        galleries = FaceGalleries(database: database, keys: keys)
    }

    /// What a search has found, and the finding that the rules read.
    package struct Found: Sendable {
        package let finding: Finding
        package let matches: [SimilarVerification]
    }

    /// Keeps a person's face and looks for it among the others.
    ///
    /// Kept first: of two verifications with one face that come at the same time, the later finds the earlier.
    package func search(_ reading: EvidenceReading?, of verification: Verification) async throws -> Found {
        guard let template = reading?.face?.template else {
            return Found(finding: Finding(.faceDuplicate, .unavailable, reason: .dataMissing), matches: [])
        }
        guard reading?.scale?.measure == .cosine else {
            return Found(
                finding: Finding(.faceDuplicate, .unavailable, reason: .modelMissing, models: [template.model]),
                matches: [])
        }
        try await database.write { [keys] in try DuplicateFaceStore($0, keys).put(template, of: verification) }
        let scale = FaceComparisonScale(
            measure: .cosine, match: DuplicateFaceLimits.cosine, review: DuplicateFaceLimits.cosine)
        let gallery = try await galleries.gallery(of: verification.application, like: template, scale: scale)
        let hits = try gallery.search(
            template, threshold: DuplicateFaceLimits.cosine, limit: DuplicateFaceLimits.hits,
            excluding: { $0 == verification.id.uuid })
        let matches = try await others(hits, than: verification)
        let best = matches.map(\.similarity).max()
        return Found(
            finding: Finding(
                .faceDuplicate, best == nil ? .success : .review, measure: best, threshold: DuplicateFaceLimits.cosine,
                unit: .cosine, reason: best == nil ? nil : .duplicate, models: [template.model]),
            matches: matches)
    }

    /// The hits without those of the same customer: a business that gives both its own reference knows that it is one
    /// person.
    private func others(_ hits: [FaceGalleryHit], than verification: Verification) async throws -> [SimilarVerification]
    {
        guard !hits.isEmpty else { return [] }
        return try await database.read { [verifications] transaction in
            let others = try verifications.others(
                hits.map { ID($0.identifier) }, than: verification, in: transaction)
            return hits.filter { others.contains(ID($0.identifier)) }.map { hit in
                // Two equal templates may come out a rounding above 1.
                SimilarVerification(
                    identityVerificationId: ID<Verification>(hit.identifier).description,
                    similarity: min(1, hit.comparison.value))
            }
        }
    }

    /// Takes a person's face out, in the transaction that erases their data.
    package func forget(_ verification: ID<Verification>, in transaction: some Transaction) throws {
        try DuplicateFaceStore(transaction, keys).remove(verification)
    }
}
