import Database
import Foundation
import Kernel
import Vault

/// The table `verification` inside one transaction.
struct VerificationStore {
    let transaction: any Transaction
    let keys: DataKeys

    init(_ transaction: any Transaction, keys: DataKeys) {
        self.transaction = transaction
        self.keys = keys
    }

    /// Inserts a new verification and makes its data key.
    func insert(_ verification: Verification) throws {
        let key = try keys.create(for: verification.id.description, in: transaction)
        let sealed = try key.seal(json: verification.details.value, as: Self.name(verification.id))
        try transaction.execute(
            """
            INSERT INTO verification (id, application_id, setup_version_id, status, private, created_ms, modified_ms,
                                      expires_ms)
            VALUES (\(verification.id), \(verification.application), \(verification.setupVersion),
                    \(verification.status.rawValue), \(sealed), \(verification.createdAt), \(verification.modifiedAt),
                    \(verification.expiresAt))
            """)
    }

    func find(_ id: ID<Verification>) throws -> Verification? {
        try transaction.row(
            """
            SELECT id, application_id, setup_version_id, status, status_reason, private, consent_id, is_consented,
                   consented_ms, kyc_id, kyc_is_success, created_ms, modified_ms, expires_ms
              FROM verification
             WHERE id = \(id)
            """
        ).map(verification)
    }

    /// Changes the status where it is still `former`.
    /// - Returns: false where somebody else was first.
    func move(
        _ id: ID<Verification>, from former: Verification.Status, to next: Verification.Status, reason: String?,
        at now: Date
    ) throws -> Bool {
        try transaction.execute(
            """
            UPDATE verification
               SET status = \(next.rawValue), status_reason = \(reason), modified_ms = \(now)
             WHERE id = \(id)
               AND status = \(former.rawValue)
            """) == 1
    }

    func setConsent(_ consent: Verification.Consent, of id: ID<Verification>) throws {
        try transaction.execute(
            """
            UPDATE verification
               SET consent_id = \(consent.id), is_consented = \(consent.isConsented), consented_ms = \(consent.at),
                   modified_ms = \(consent.at)
             WHERE id = \(id)
            """)
    }

    func setKyc(_ kyc: Verification.Kyc, of id: ID<Verification>, at now: Date) throws {
        try transaction.execute(
            """
            UPDATE verification
               SET kyc_id = \(ID<Verification>(kyc.id)), kyc_is_success = \(kyc.isSuccess), modified_ms = \(now)
             WHERE id = \(id)
            """)
    }

    func setDetails(_ details: Verification.Details, of id: ID<Verification>) throws {
        let key = try keys.key(of: id.description, in: transaction)
        let sealed = try key.seal(json: details, as: Self.name(id))
        try transaction.execute("UPDATE verification SET private = \(sealed) WHERE id = \(id)")
    }

    /// Open verifications whose time is over.
    func overdue(at now: Date, limit: Int) throws -> [ID<Verification>] {
        try transaction.rows(
            """
            SELECT id
              FROM verification
             WHERE status IN ('Pending', 'InProgress')
               AND expires_ms <= \(now)
             ORDER BY expires_ms
             LIMIT \(limit)
            """
        ).map { try $0.id("id") }
    }

    private func verification(_ row: Row) throws -> Verification {
        let id: ID<Verification> = try row.id("id")
        let key = try keys.key(of: id.description, in: transaction)
        let details: Verification.Details = try key.open(json: try row.data("private"), as: Self.name(id))
        var consent: Verification.Consent?
        if let consentID = try row.optionalText("consent_id") {
            consent = Verification.Consent(
                id: consentID, isConsented: try row.bool("is_consented"), at: try row.date("consented_ms"))
        }
        var kyc: Verification.Kyc?
        if let kycID = try row.optionalID("kyc_id", of: Verification.self) {
            kyc = Verification.Kyc(id: kycID.uuid, isSuccess: try row.optionalBool("kyc_is_success"))
        }
        return Verification(
            id: id, application: try row.id("application_id"), setupVersion: try row.id("setup_version_id"),
            status: try row.word("status"), statusReason: try row.optionalText("status_reason"), consent: consent,
            kyc: kyc, createdAt: try row.date("created_ms"), modifiedAt: try row.date("modified_ms"),
            expiresAt: try row.date("expires_ms"), details: Private(details))
    }

    private static func name(_ id: ID<Verification>) -> String { "verification.private/\(id)" }
}
