package import Database
package import Evidence
import Foundation
package import Kernel
package import Vault

/// Whether what lies around a document was seen before, around another person's in the same business: programmes that
/// make pictures put many documents on one desk. It only ever has somebody look, and only where the business's setup
/// says that it is to be looked for.
package struct KnownBackgrounds: Sendable {
    private let verifications: Verifications
    private let database: any Database
    private let keys: DataKeys
    private let galleries: BackgroundGalleries

    package init(verifications: Verifications, database: any Database, keys: DataKeys) {
        self.verifications = verifications
        self.database = database
        self.keys = keys
        galleries = BackgroundGalleries(database: database, keys: keys)
    }

    /// What a search has found, and the finding that the rules read.
    package struct Found: Sendable {
        package let finding: Finding
        package let matches: [SimilarVerification]
    }

    /// Keeps what is seen around a person's document and looks for it among the others.
    ///
    /// Kept first: of two verifications on one desk that come at the same time, the later finds the earlier.
    package func search(_ readings: [EvidenceReading], of verification: Verification) async throws -> Found {
        let prints = Array(readings.compactMap(\.document?.background).prefix(KnownBackgroundLimits.sides))
        guard !prints.isEmpty else {
            return Found(finding: BackgroundPrint.finding(nearest: nil, isSeen: false), matches: [])
        }
        try await database.write { [keys] in try KnownBackgroundStore($0, keys).put(prints, of: verification) }
        let gallery = try await galleries.gallery(of: verification.application)
        let hits = gallery.nearest(
            to: prints, limit: KnownBackgroundLimits.candidates, excluding: verification.id.uuid)
        let others = try await database.read { [verifications] transaction in
            try verifications.others(hits.map { ID($0.identifier) }, than: verification, in: transaction)
        }
        let near = hits.filter { others.contains(ID($0.identifier)) }.prefix(KnownBackgroundLimits.hits)
        return Found(
            finding: BackgroundPrint.finding(nearest: near.first?.distance, isSeen: true),
            matches: near.map { hit in
                SimilarVerification(
                    identityVerificationId: ID<Verification>(hit.identifier).description, similarity: 1 - hit.distance)
            })
    }

    /// Takes a person's prints out, in the transaction that erases their data.
    package func forget(_ verification: ID<Verification>, in transaction: some Transaction) throws {
        try KnownBackgroundStore(transaction, keys).remove(verification)
    }
}
