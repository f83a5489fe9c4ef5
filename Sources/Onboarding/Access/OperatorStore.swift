import Database
import Foundation
import Kernel

/// The table `operator` inside one transaction, and whether an application asks for operators.
struct OperatorStore {
    private let transaction: any Transaction

    init(_ transaction: any Transaction) {
        self.transaction = transaction
    }

    /// - Returns: false where the application has one of that name.
    func insert(_ person: Operator, keySHA256: Data, at now: Date) throws -> Bool {
        try transaction.execute(
            """
            INSERT INTO operator (id, application_id, name, key_sha256, is_suspended, created_ms)
            VALUES (\(person.id), \(person.application), \(person.name), \(keySHA256), \(person.isSuspended), \(now))
            ON CONFLICT (application_id, name) DO NOTHING
            """) == 1
    }

    func find(keySHA256: Data, of application: ID<Application>) throws -> Operator? {
        try transaction.row(
            """
            SELECT id, application_id, name, is_suspended
              FROM operator
             WHERE key_sha256 = \(keySHA256)
               AND application_id = \(application)
            """
        ).map(Self.person)
    }

    /// In the order of their names.
    func list(of application: ID<Application>) throws -> [Operator] {
        try transaction.rows(
            """
            SELECT id, application_id, name, is_suspended
              FROM operator
             WHERE application_id = \(application)
             ORDER BY name
             LIMIT \(Operator.most)
            """
        ).map(Self.person)
    }

    func replaceKey(of id: ID<Operator>, with keySHA256: Data) throws -> Bool {
        try transaction.execute("UPDATE operator SET key_sha256 = \(keySHA256) WHERE id = \(id)") == 1
    }

    /// - Returns: false where there is no such operator, or it is so already.
    func setSuspended(_ isSuspended: Bool, _ id: ID<Operator>) throws -> Bool {
        try transaction.execute(
            """
            UPDATE operator
               SET is_suspended = \(isSuspended)
             WHERE id = \(id)
               AND is_suspended = \(!isSuspended)
            """) == 1
    }

    func requiresOperators(_ application: ID<Application>) throws -> Bool {
        try transaction.row("SELECT requires_operators FROM application WHERE id = \(application)")?
            .bool("requires_operators") ?? false
    }

    func setRequiresOperators(_ isRequired: Bool, _ application: ID<Application>) throws -> Bool {
        try transaction.execute(
            "UPDATE application SET requires_operators = \(isRequired) WHERE id = \(application)") == 1
    }

    private static func person(_ row: Row) throws -> Operator {
        Operator(
            id: try row.id("id"), application: try row.id("application_id"), name: try row.text("name"),
            isSuspended: try row.bool("is_suspended"))
    }
}
