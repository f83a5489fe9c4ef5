import Database
import Decision
import Foundation
import Journal
import Kernel
import Vault

/// The tables `identification`, `decision` and `review_task` inside one transaction.
struct IdentificationStore {
    let transaction: any Transaction
    let keys: DataKeys

    init(_ transaction: any Transaction, keys: DataKeys) {
        self.transaction = transaction
        self.keys = keys
    }

    func insert(_ identification: Identification) throws {
        try transaction.execute(
            """
            INSERT INTO identification (id, verification_id, application_id, setup_version_id, status, attempt,
                                        is_submitted, is_cross_checked, created_ms, modified_ms)
            VALUES (\(identification.id), \(identification.verification), \(identification.application),
                    \(identification.setupVersion), \(identification.status.rawValue), \(identification.attempt),
                    \(false), \(false), \(identification.createdAt), \(identification.createdAt))
            """)
    }

    func find(_ id: ID<Identification>) throws -> Identification? {
        try transaction.row(
            """
            SELECT id, verification_id, application_id, setup_version_id, status, status_reason, attempt, is_submitted,
                   is_cross_checked, private, created_ms, completed_ms
              FROM identification
             WHERE id = \(id)
            """
        ).map(identification)
    }

    func find(ofVerification id: ID<Verification>) throws -> Identification? {
        try transaction.row(
            """
            SELECT id, verification_id, application_id, setup_version_id, status, status_reason, attempt, is_submitted,
                   is_cross_checked, private, created_ms, completed_ms
              FROM identification
             WHERE verification_id = \(id)
            """
        ).map(identification)
    }

    /// One page of those that match.
    func list(_ filter: IdentificationFilter, _ page: IdentificationPage) throws -> [Identification] {
        let direction: SQL = page.isDescending ? "DESC" : "ASC"
        var conditions = Self.conditions(filter)
        if let place = page.after {
            let beyond: SQL = page.isDescending ? "<" : ">"
            conditions = "\(conditions) AND (created_ms, id) \(beyond) (\(place.createdAt), \(place.id))"
        }
        return try transaction.rows(
            """
            SELECT id, verification_id, application_id, setup_version_id, status, status_reason, attempt, is_submitted,
                   is_cross_checked, private, created_ms, completed_ms
              FROM identification
             WHERE \(conditions)
             ORDER BY created_ms \(direction), id \(direction)
             LIMIT \(page.limit)
            """
        ).map(identification)
    }

    func count(_ filter: IdentificationFilter) throws -> Int {
        try transaction.row(
            "SELECT COUNT(*) AS count FROM identification WHERE \(Self.conditions(filter))"
        )?.int("count") ?? 0
    }

    private static func conditions(_ filter: IdentificationFilter) -> SQL {
        var sql: SQL = "application_id = \(filter.application)"
        if let status = filter.status { sql = "\(sql) AND status = \(status.rawValue)" }
        if let from = filter.createdFrom { sql = "\(sql) AND created_ms >= \(from)" }
        if let to = filter.createdTo { sql = "\(sql) AND created_ms <= \(to)" }
        if let verification = filter.verification { sql = "\(sql) AND verification_id = \(verification)" }
        return sql
    }

    /// - Returns: false where it was handed in already.
    func submit(_ id: ID<Identification>, at now: Date) throws -> Bool {
        try transaction.execute(
            """
            UPDATE identification
               SET is_submitted = 1, completed_ms = \(now), modified_ms = \(now)
             WHERE id = \(id)
               AND status = 'Awaiting'
               AND is_submitted = 0
            """) == 1
    }

    /// What a decision makes of an identification.
    struct Verdict {
        let status: Identification.Status
        let reason: StatusReason?
        let isCrossChecked: Bool
    }

    /// Writes what was decided, where the status is still `former`.
    func setDecided(
        _ verdict: Verdict, of id: ID<Identification>, from former: Identification.Status, at now: Date
    ) throws -> Bool {
        try transaction.execute(
            """
            UPDATE identification
               SET status = \(verdict.status.rawValue), status_reason = \(verdict.reason?.rawValue),
                   is_cross_checked = \(verdict.isCrossChecked), modified_ms = \(now)
             WHERE id = \(id)
               AND status = \(former.rawValue)
            """) == 1
    }

    func setDetails(_ details: Identification.Details, of identification: Identification) throws {
        let key = try keys.key(of: identification.verification.description, in: transaction)
        let sealed = try key.seal(json: details, as: Self.name(identification.id))
        try transaction.execute("UPDATE identification SET private = \(sealed) WHERE id = \(identification.id)")
    }

    /// - Returns: false where it is not rejected any more.
    func reopen(_ id: ID<Identification>, attempt: Int, at now: Date) throws -> Bool {
        try transaction.execute(
            """
            UPDATE identification
               SET status = 'Awaiting', status_reason = NULL, attempt = \(attempt), is_submitted = 0, private = NULL,
                   completed_ms = NULL, modified_ms = \(now)
             WHERE id = \(id)
               AND status = 'Rejected'
            """) == 1
    }

    /// Takes out everything sealed, and with it what a reviewer could have decided about.
    func redact(_ id: ID<Identification>, at now: Date) throws {
        try transaction.execute(
            "UPDATE identification SET private = NULL, modified_ms = \(now) WHERE id = \(id)")
        try transaction.execute("UPDATE decision SET private = \(Data([0])) WHERE identification_id = \(id)")
        try closeReview(id, at: now)
    }

    func insertDecision(_ record: DecisionRecord, of identification: Identification) throws {
        let id = ID<DecisionRecord>.new(at: record.at)
        let key = try keys.key(of: identification.verification.description, in: transaction)
        let sealed = try key.seal(json: record.content, as: "decision.private/\(id)")
        try transaction.execute(
            """
            INSERT INTO decision (id, identification_id, attempt, outcome, reason, actor, private, decided_ms)
            VALUES (\(id), \(identification.id), \(identification.attempt), \(record.outcome.rawValue),
                    \(record.reason?.rawValue), \(record.actor.description), \(sealed), \(record.at))
            """)
    }

    func openReview(_ identification: Identification, at now: Date) throws {
        try transaction.execute(
            """
            INSERT INTO review_task (identification_id, application_id, opened_ms, closed_ms)
            VALUES (\(identification.id), \(identification.application), \(now), NULL)
            ON CONFLICT (identification_id) DO UPDATE SET opened_ms = excluded.opened_ms, closed_ms = NULL
            """)
    }

    func closeReview(_ id: ID<Identification>, at now: Date) throws {
        try transaction.execute(
            """
            UPDATE review_task SET closed_ms = \(now) WHERE identification_id = \(id) AND closed_ms IS NULL
            """)
    }

    func openReviews(limit: Int) throws -> [(id: ID<Identification>, openedAt: Date)] {
        try transaction.rows(
            """
            SELECT identification_id, opened_ms
              FROM review_task
             WHERE closed_ms IS NULL
             ORDER BY opened_ms
             LIMIT \(limit)
            """
        ).map { (try $0.id("identification_id"), try $0.date("opened_ms")) }
    }

    private func identification(_ row: Row) throws -> Identification {
        let id: ID<Identification> = try row.id("id")
        let verification: ID<Verification> = try row.id("verification_id")
        var details = Identification.Details()
        if let sealed = try row.optionalData("private") {
            let key = try keys.key(of: verification.description, in: transaction)
            details = try key.open(json: sealed, as: Self.name(id))
        }
        return Identification(
            id: id, verification: verification, application: try row.id("application_id"),
            setupVersion: try row.id("setup_version_id"), status: try row.word("status"),
            statusReason: try row.optionalWord("status_reason"), attempt: try row.int("attempt"),
            isSubmitted: try row.bool("is_submitted"), isCrossChecked: try row.bool("is_cross_checked"),
            createdAt: try row.date("created_ms"), completedAt: try row.optionalDate("completed_ms"),
            details: Private(details))
    }

    private static func name(_ id: ID<Identification>) -> String { "identification.private/\(id)" }
}
