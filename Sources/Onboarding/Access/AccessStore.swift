import Database
import Foundation
import Kernel

/// The tables `application`, `client` and `signing_key` inside one transaction.
struct AccessStore {
    let transaction: any Transaction

    init(_ transaction: any Transaction) {
        self.transaction = transaction
    }

    func insert(_ application: Application, at now: Date) throws {
        try transaction.execute(
            """
            INSERT INTO application (id, name, created_ms) VALUES (\(application.id), \(application.name), \(now))
            """)
    }

    func applications() throws -> [Application] {
        try transaction.rows("SELECT id, name FROM application ORDER BY created_ms LIMIT 1000").map {
            Application(id: try $0.id("id"), name: try $0.text("name"))
        }
    }

    func insert(_ client: Client, at now: Date) throws {
        try transaction.execute(
            """
            INSERT INTO client (client_id, application_id, secret_sha256, scopes, is_suspended, created_ms)
            VALUES (\(client.clientID), \(client.application), \(client.secretSHA256), \(Scope.text(client.scopes)),
                    \(client.isSuspended), \(now))
            """)
    }

    func client(_ clientID: String) throws -> Client? {
        try transaction.row(
            """
            SELECT client_id, application_id, secret_sha256, scopes, is_suspended
              FROM client
             WHERE client_id = \(clientID)
            """
        ).map { row in
            Client(
                clientID: try row.text("client_id"), application: try row.id("application_id"),
                scopes: Scope.parse(try row.text("scopes")) ?? [], isSuspended: try row.bool("is_suspended"),
                secretSHA256: try row.data("secret_sha256"))
        }
    }

    func replaceSecret(of clientID: String, with secretSHA256: Data) throws -> Bool {
        try transaction.execute(
            """
            UPDATE client SET secret_sha256 = \(secretSHA256) WHERE client_id = \(clientID)
            """) == 1
    }

    func insertSigningKey(_ id: String, sealed: Data, at now: Date) throws {
        try transaction.execute(
            "INSERT INTO signing_key (id, sealed, created_ms) VALUES (\(id), \(sealed), \(now))")
    }

    /// Newest first: the first one signs, all of them verify.
    func signingKeys() throws -> [(id: String, sealed: Data)] {
        try transaction.rows("SELECT id, sealed FROM signing_key ORDER BY created_ms DESC LIMIT 10").map {
            (try $0.text("id"), try $0.data("sealed"))
        }
    }
}
