import Database
import DatabaseSQLite
import Foundation
import TestKit
import Testing

/// Verifications from before data was kept by days: when they ended, and which identification setup was theirs.
@Suite struct `A verification of the time before data was kept by days` {
    private func setup(_ id: String, _ kind: String, _ settings: String) -> [SQL] {
        [
            """
            INSERT INTO setup (id, application_id, kind, name, is_live, is_disabled, current_version_id, created_ms,
                               modified_ms)
            VALUES (\(id), 'a', \(kind), 'S', 1, 0, \("\(id)-1"), 0, 0)
            """,
            """
            INSERT INTO setup_version (id, setup_id, number, settings, created_ms)
            VALUES (\("\(id)-1"), \(id), 1, \(settings), 0)
            """,
        ]
    }

    private func verification(_ id: String, _ setup: String, _ status: String) -> SQL {
        """
        INSERT INTO verification (id, application_id, setup_id, setup_version_id, status, private, created_ms,
                                  modified_ms, expires_ms)
        VALUES (\(id), 'a', \(setup), \("\(setup)-1"), \(status), X'00', 0, 70, 90)
        """
    }

    @Test func `knows both`() async throws {
        let all = try TestDatabase.shipped()
        let opened = try await TestDatabase(all.filter { $0.number < 26 })
        let flow = #"{"steps":[{"order":0,"type":"Consent"},{"order":1,"setupId":"k2","type":"KycIdentification"}]}"#
        let statements: [SQL] =
            ["INSERT INTO application (id, name, created_ms) VALUES ('a', 'Bank', 0)"]
            + setup("k1", "kyc", "{}") + setup("k2", "kyc", "{}") + setup("s", "idv", flow)
            + setup("f", "idv", #"{"steps":[{"order":0,"type":"FaceAuthentication"}]}"#)
            + [verification("open", "s", "InProgress"), verification("done", "s", "Completed")]
            + [verification("face", "f", "Aborted"), verification("halted", "s", "Suspended")]
        try await opened.database.write { transaction in
            for statement in statements { try transaction.execute(statement) }
        }
        try await Migrator(all).migrate(opened.database)
        let found = try await opened.database.read { transaction in
            try transaction.rows("SELECT id, ended_ms, kyc_setup_id FROM verification ORDER BY id").map { row in
                let ended = try row.optionalInt("ended_ms").map(String.init) ?? "-"
                return "\(try row.text("id")) \(ended) \(try row.optionalText("kyc_setup_id") ?? "-")"
            }
        }
        #expect(found == ["done 70 k2", "face 70 -", "halted - k2", "open - k2"])
    }
}
