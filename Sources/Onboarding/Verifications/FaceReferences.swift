package import Database
package import Kernel

/// Says whether an earlier verification may be what a new one's face is compared with: contract § 4.1.
///
/// The answer needs the earlier identification, of which verifications know nothing; who knows it is handed in.
package protocol FaceReferences: Sendable {
    /// - Throws: `VerificationError.notFound` also for another application's; a problem that names the reason where it
    ///   will not do.
    func check(_ reference: ID<Verification>, for setup: Setup, in transaction: some Transaction) throws
}
