import Database
import DatabaseSQLite
import Foundation
import TestKit
import Testing

/// What was written down before there were finer classes of failures.
@Suite struct `An attempt of the time before` {
    private func migration(_ name: String) throws -> Migration {
        let folder = URL(filePath: #filePath).appending(path: "../../../../Sources/Onboarding/Migrations").standardized
        let text = try String(contentsOf: folder.appending(path: "\(name).sql"), encoding: .utf8)
        return Migration(number: Int(name.prefix(4)) ?? 0, name: name, text: text)
    }

    @Test func `stays as it was, and new classes fit beside it`() async throws {
        let before = try ["0001_journal", "0002_access", "0007_webhooks"].map(migration)
        let opened = try await TestDatabase(before)
        let old = ["dns", "blockedAddress", "connect", "tls", "timeout", "status", "protocol"]
        try await opened.database.write { transaction in
            for statement in [
                "INSERT INTO application (id, name, created_ms) VALUES ('a', 'Bank', 0)",
                """
                INSERT INTO webhook_subscription
                       (id, application_id, url, types, authentication, is_paused, success_streak, created_ms)
                VALUES ('s', 'a', 'https://receiver.example/', '[]', X'00', 1, 0, 0)
                """,
                """
                INSERT INTO event (id, application_id, subject, subject_sequence, type, created_ms, body, is_dispatched)
                VALUES ('e', 'a', 'v', 1, 'Form.Created', 0, X'00', 1)
                """,
                """
                INSERT INTO webhook_delivery
                       (id, event_id, subscription_id, subject, subject_sequence, state, attempts, due_ms, created_ms)
                VALUES ('d', 'e', 's', 'v', 1, 'parked', 7, 0, 0)
                """,
            ] as [SQL] { try transaction.execute(statement) }
            for (number, word) in old.enumerated() {
                try transaction.execute(
                    """
                    INSERT INTO webhook_attempt (delivery_id, number, at_ms, duration_ms, failure, status)
                    VALUES ('d', \(number + 1), 5, 6, \(word), 500)
                    """)
            }
        }
        try await Migrator(before + [migration("0013_webhook_subscriptions")]).migrate(opened.database)
        let words = try await opened.database.read {
            try $0.rows("SELECT failure FROM webhook_attempt ORDER BY number").map { try $0.text("failure") }
        }
        #expect(words == old)
        let finer = ["tlsUntrusted", "tlsExpired", "tlsName", "timeoutConnect", "reset", "oauth"]
        try await opened.database.write { transaction in
            for (number, word) in finer.enumerated() {
                try transaction.execute(
                    """
                    INSERT INTO webhook_attempt (delivery_id, number, at_ms, duration_ms, failure)
                    VALUES ('d', \(number + 20), 5, 6, \(word))
                    """)
            }
        }
        await #expect(throws: (any Error).self) {
            try await opened.database.write { transaction in
                try transaction.execute(
                    """
                    INSERT INTO webhook_attempt (delivery_id, number, at_ms, duration_ms, failure)
                    VALUES ('d', 99, 5, 6, 'bad luck')
                    """)
            }
        }
        let paused = try await opened.database.read {
            try $0.row("SELECT paused_reason, payload, ordering FROM webhook_subscription")?.text("paused_reason")
        }
        #expect(paused == "Requested")
    }
}
