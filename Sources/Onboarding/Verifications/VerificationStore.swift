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
    /// - Parameter referenceHash: of the external reference, by which it is found; nil where there is none.
    func insert(_ verification: Verification, of version: IdvSetupVersion, referenceHash: Data?) throws {
        let key = try keys.create(for: verification.id.description, in: transaction)
        let sealed = try key.seal(json: verification.details.value, as: Self.name(verification.id))
        try transaction.execute(
            """
            INSERT INTO verification (id, application_id, setup_id, setup_version_id, kyc_setup_id, is_live, status,
                                      private, reference_hash, face_reference_id, created_ms, modified_ms, expires_ms)
            VALUES (\(verification.id), \(verification.application), \(version.setup.id), \(version.id),
                    \(version.settings.kycSetupID), \(version.setup.isLive), \(verification.status.rawValue),
                    \(sealed), \(referenceHash), \(verification.face?.reference), \(verification.createdAt),
                    \(verification.modifiedAt), \(verification.expiresAt))
            """)
    }

    func find(_ id: ID<Verification>) throws -> Verification? {
        try transaction.row(
            """
            SELECT id, application_id, setup_id, setup_version_id, status, status_reason, private, consent_id,
                   is_consented, consented_ms, consent_language, consent_text_sha256, kyc_id, kyc_is_success,
                   face_reference_id, face_authentication_id, granted_attempts, created_ms, modified_ms, expires_ms,
                   redacted_ms
              FROM verification
             WHERE id = \(id)
            """
        ).map(verification)
    }

    /// One page of those that match.
    /// - Parameter referenceHash: of the reference that the filter asks for.
    func list(_ filter: VerificationFilter, referenceHash: Data?, _ page: VerificationPage) throws -> [Verification] {
        // Those of one reference are few: the sign keeps the planner from walking through all of them in their order.
        let modified: SQL = referenceHash == nil ? "modified_ms" : "+modified_ms"
        let column: SQL = page.order == .created ? "created_ms" : modified
        let direction: SQL = page.isDescending ? "DESC" : "ASC"
        var conditions = Self.conditions(filter, referenceHash)
        if let place = page.after {
            let beyond: SQL = page.isDescending ? "<" : ">"
            conditions = "\(conditions) AND (\(column), id) \(beyond) (\(place.at), \(place.id))"
        }
        return try transaction.rows(
            """
            SELECT id, application_id, setup_id, setup_version_id, status, status_reason, private, consent_id,
                   is_consented, consented_ms, consent_language, consent_text_sha256, kyc_id, kyc_is_success,
                   face_reference_id, face_authentication_id, granted_attempts, created_ms, modified_ms, expires_ms,
                   redacted_ms
              FROM verification
             WHERE \(conditions)
             ORDER BY \(column) \(direction), id \(direction)
             LIMIT \(page.limit)
            """
        ).map(verification)
    }

    func count(_ filter: VerificationFilter, referenceHash: Data?) throws -> Int {
        try transaction.row(
            """
            SELECT COUNT(*) AS count FROM verification WHERE \(Self.conditions(filter, referenceHash))
            """
        )?.int("count") ?? 0
    }

    private static func conditions(_ filter: VerificationFilter, _ referenceHash: Data?) -> SQL {
        var sql: SQL = "application_id = \(filter.application)"
        if let from = filter.createdFrom { sql = "\(sql) AND created_ms >= \(from)" }
        if let to = filter.createdTo { sql = "\(sql) AND created_ms <= \(to)" }
        if let referenceHash { sql = "\(sql) AND reference_hash = \(referenceHash)" }
        if let status = filter.status { sql = "\(sql) AND status = \(status.rawValue)" }
        if let setup = filter.setup { sql = "\(sql) AND setup_id = \(setup)" }
        return sql
    }

    /// Verifications of the sandbox that were created before `date` and are not redacted yet, oldest first.
    func sandboxCreated(before date: Date, limit: Int) throws -> [ID<Verification>] {
        try transaction.rows(
            """
            SELECT id
              FROM verification
             WHERE is_live = 0
               AND redacted_ms IS NULL
               AND created_ms <= \(date)
             ORDER BY created_ms
             LIMIT \(limit)
            """
        ).map { try $0.id("id") }
    }

    /// Verifications of a setup of either level that ended at `date` or before and are not redacted yet, the oldest
    /// end first.
    func ended(
        _ keeping: DataKeeping, before date: Date, after place: EndedVerification?, limit: Int
    ) throws -> [EndedVerification] {
        let column: SQL = keeping.kind == .idv ? "setup_id" : "kyc_setup_id"
        var beyond: SQL = ""
        if let place { beyond = "AND (ended_ms, id) > (\(place.at), \(place.id))" }
        return try transaction.rows(
            """
            SELECT id, ended_ms
              FROM verification
             WHERE \(column) = \(keeping.setup)
               AND ended_ms IS NOT NULL
               AND redacted_ms IS NULL
               AND ended_ms <= \(date)
               \(beyond)
             ORDER BY ended_ms, id
             LIMIT \(limit)
            """
        ).map { EndedVerification(id: try $0.id("id"), at: try $0.date("ended_ms")) }
    }

    /// Takes out what is about the person, and the key under which the rest of it is sealed.
    /// - Returns: false where it was redacted already.
    func redact(_ id: ID<Verification>, at now: Date) throws -> Bool {
        let isFirst =
            try transaction.execute(
                """
                UPDATE verification
                   SET private = \(Data([0])), reference_hash = NULL, redacted_ms = \(now), modified_ms = \(now)
                 WHERE id = \(id)
                   AND redacted_ms IS NULL
                """) == 1
        try keys.erase(id.description, in: transaction)
        return isFirst
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
               SET status = \(next.rawValue), status_reason = \(reason), modified_ms = \(now),
                   ended_ms = \(next.isUnfinished ? nil : now)
             WHERE id = \(id)
               AND status = \(former.rawValue)
            """) == 1
    }

    func setConsent(_ consent: Verification.Consent, of id: ID<Verification>) throws {
        try transaction.execute(
            """
            UPDATE verification
               SET consent_id = \(consent.id), is_consented = \(consent.isConsented), consented_ms = \(consent.at),
                   consent_language = \(consent.shown?.language), consent_text_sha256 = \(consent.shown?.sha256),
                   modified_ms = \(consent.at)
             WHERE id = \(id)
            """)
    }

    /// A decision after the end, such as a reviewer's, ends it anew.
    func setKyc(_ kyc: Verification.Kyc, of id: ID<Verification>, at now: Date) throws {
        try transaction.execute(
            """
            UPDATE verification
               SET kyc_id = \(ID<Verification>(kyc.id)), kyc_is_success = \(kyc.isSuccess), modified_ms = \(now),
                   ended_ms = CASE WHEN ended_ms IS NULL THEN NULL ELSE \(now) END
             WHERE id = \(id)
            """)
    }

    /// - Parameter modified: when something changed that a reader sees; nil where nobody can see it.
    func setDetails(_ details: Verification.Details, of id: ID<Verification>, modified: Date?) throws {
        let key = try keys.key(of: id.description, in: transaction)
        let sealed = try key.seal(json: details, as: Self.name(id))
        try transaction.execute(
            """
            UPDATE verification
               SET private = \(sealed), modified_ms = COALESCE(\(modified), modified_ms)
             WHERE id = \(id)
            """)
    }

    func setFaceAuthentication(_ id: UUID, of verification: ID<Verification>, at now: Date) throws {
        try transaction.execute(
            """
            UPDATE verification
               SET face_authentication_id = \(ID<Verification>(id)), modified_ms = \(now)
             WHERE id = \(verification)
            """)
    }

    func grant(_ attempts: Int, to id: ID<Verification>) throws {
        try transaction.execute(
            "UPDATE verification SET granted_attempts = granted_attempts + \(attempts) WHERE id = \(id)")
    }

    /// Verifications that are not finished and whose time is over.
    func overdue(at now: Date, limit: Int) throws -> [ID<Verification>] {
        try transaction.rows(
            """
            SELECT id
              FROM verification
             WHERE status IN ('Pending', 'InProgress', 'Suspended')
               AND expires_ms <= \(now)
             ORDER BY expires_ms
             LIMIT \(limit)
            """
        ).map { try $0.id("id") }
    }

    private func verification(_ row: Row) throws -> Verification {
        let id: ID<Verification> = try row.id("id")
        let redactedAt = try row.optionalDate("redacted_ms")
        var details = Verification.Details()
        if redactedAt == nil {
            let key = try keys.key(of: id.description, in: transaction)
            details = try key.open(json: try row.data("private"), as: Self.name(id))
        }
        var consent: Verification.Consent?
        if let consentID = try row.optionalText("consent_id") {
            consent = Verification.Consent(
                id: consentID, isConsented: try row.bool("is_consented"), at: try row.date("consented_ms"),
                shown: try Self.shown(row))
        }
        var kyc: Verification.Kyc?
        if let kycID = try row.optionalID("kyc_id", of: Verification.self) {
            kyc = Verification.Kyc(id: kycID.uuid, isSuccess: try row.optionalBool("kyc_is_success"))
        }
        var face: Verification.Face?
        if let reference = try row.optionalID("face_reference_id", of: Verification.self) {
            face = Verification.Face(
                reference: reference, id: try row.optionalID("face_authentication_id", of: Verification.self)?.uuid)
        }
        return Verification(
            id: id, application: try row.id("application_id"), setup: try row.id("setup_id"),
            setupVersion: try row.id("setup_version_id"),
            status: try row.word("status"), statusReason: try row.optionalText("status_reason"), consent: consent,
            kyc: kyc, face: face, grantedAttempts: try row.int("granted_attempts"),
            createdAt: try row.date("created_ms"), modifiedAt: try row.date("modified_ms"),
            expiresAt: try row.date("expires_ms"), redactedAt: redactedAt, details: Private(details))
    }

    private static func shown(_ row: Row) throws -> Verification.ShownText? {
        guard let language = try row.optionalText("consent_language"),
            let sha256 = try row.optionalText("consent_text_sha256")
        else { return nil }
        return Verification.ShownText(language: language, sha256: sha256)
    }

    private static func name(_ id: ID<Verification>) -> String { "verification.private/\(id)" }
}
