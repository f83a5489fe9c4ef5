import Database
import Foundation
import Kernel
import Web

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

    func application(_ id: ID<Application>) throws -> Application? {
        try transaction.row("SELECT id, name FROM application WHERE id = \(id)").map {
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
            SELECT client_id, application_id, secret_sha256, scopes, is_suspended, key_set
              FROM client
             WHERE client_id = \(clientID)
            """
        ).map(Self.client)
    }

    /// In the order in which they were made.
    func clients() throws -> [Client] {
        try transaction.rows(
            """
            SELECT client_id, application_id, secret_sha256, scopes, is_suspended, key_set
              FROM client
             ORDER BY created_ms, client_id
             LIMIT 1000
            """
        ).map(Self.client)
    }

    private static func client(_ row: Row) throws -> Client {
        Client(
            clientID: try row.text("client_id"), application: try row.id("application_id"),
            scopes: Scope.parse(try row.text("scopes")) ?? [], isSuspended: try row.bool("is_suspended"),
            secretSHA256: try row.data("secret_sha256"),
            keySet: try row.optionalText("key_set").map {
                try JSONDecoder().decode(ClientKeySet.self, from: Data($0.utf8))
            })
    }

    /// Read by every server once a second; the few it finds are all it costs.
    func suspendedClients() throws -> Set<String> {
        Set(
            try transaction.rows("SELECT client_id FROM client WHERE is_suspended = 1").map { try $0.text("client_id") }
        )
    }

    /// - Returns: false where the client is not there, or is so already.
    func setSuspended(_ isSuspended: Bool, _ clientID: String) throws -> Bool {
        try transaction.execute(
            """
            UPDATE client
               SET is_suspended = \(isSuspended)
             WHERE client_id = \(clientID)
               AND is_suspended = \(!isSuspended)
            """) == 1
    }

    func setKeys(_ keys: ClientKeySet, of clientID: String) throws -> Bool {
        let text = String(decoding: try JSONText.encode(keys), as: UTF8.self)
        return try transaction.execute("UPDATE client SET key_set = \(text) WHERE client_id = \(clientID)") == 1
    }

    /// - Returns: false where the assertion was used before.
    func use(_ assertion: Data, of clientID: String, until end: Date) throws -> Bool {
        try transaction.execute(
            """
            INSERT INTO client_assertion (client_id, jti_sha256, expires_ms)
            VALUES (\(clientID), \(assertion), \(end))
            ON CONFLICT (client_id, jti_sha256) DO NOTHING
            """) == 1
    }

    func trimAssertions(before now: Date, limit: Int) throws -> Int {
        try transaction.execute(
            """
            DELETE FROM client_assertion
             WHERE (client_id, jti_sha256) IN (
                   SELECT client_id, jti_sha256
                     FROM client_assertion
                    WHERE expires_ms <= \(now)
                    ORDER BY expires_ms
                    LIMIT \(limit))
            """)
    }

    func replaceSecret(of clientID: String, with secretSHA256: Data) throws -> Bool {
        try transaction.execute(
            """
            UPDATE client
               SET secret_sha256 = \(secretSHA256), key_set = NULL
             WHERE client_id = \(clientID)
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
