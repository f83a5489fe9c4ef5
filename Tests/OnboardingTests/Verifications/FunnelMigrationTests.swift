import Database
import DatabaseSQLite
import Foundation
import TestKit
import Testing

/// Verifications from before anybody counted steps: the tables still say how far most of them came.
@Suite struct `A verification of the time before the funnel` {
    private func insert(_ statements: [SQL], into opened: TestDatabase) async throws {
        try await opened.database.write { transaction in
            for statement in statements { try transaction.execute(statement) }
        }
    }

    private func verification(_ id: String) -> SQL {
        """
        INSERT INTO verification (id, application_id, setup_id, setup_version_id, status, private, created_ms,
                                  modified_ms, expires_ms)
        VALUES (\(id), 'a', 's', 'v', 'Pending', X'00', 0, 0, 9)
        """
    }

    private func identification(_ id: String, attempt: Int, completed: Int?) -> SQL {
        """
        INSERT INTO identification (id, verification_id, application_id, setup_version_id, status, attempt,
                                    is_submitted, is_cross_checked, created_ms, modified_ms, completed_ms)
        VALUES (\(id), \(id), 'a', 'v', 'Awaiting', \(attempt), 0, 0, 30, 30, \(completed))
        """
    }

    private func evidence(_ sequence: Int, of id: String, _ kind: String, at: Int) -> SQL {
        """
        INSERT INTO evidence (id, identification_id, verification_id, attempt, sequence, kind, frame, object_name,
                              image_format, size_bytes, capture_source, is_current, created_ms)
        VALUES (\("\(id)\(sequence)"), \(id), \(id), 1, \(sequence), \(kind), 0, 'o', 'jpeg', 1, 'camera', 0, \(at))
        """
    }

    private func session(_ id: String, of verification: String, at: Int) -> SQL {
        """
        INSERT INTO capture_session (id, verification_id, level, token_sha256, created_ms, expires_ms)
        VALUES (\(id), \(verification), 'full', \(Data(id.utf8)), \(at), 99)
        """
    }

    private struct Steps: Equatable {
        let opened: Int?
        let document: Int?
        let face: Int?
        let submitted: Int?
        let isFaceSuccess: Bool?
    }

    private func steps(of id: String, in opened: TestDatabase) async throws -> Steps? {
        try await opened.database.read { transaction in
            try transaction.row(
                """
                SELECT opened_ms, document_captured_ms, face_captured_ms, submitted_ms, face_is_success
                  FROM verification
                 WHERE id = \(id)
                """
            ).map { row in
                Steps(
                    opened: try row.optionalInt("opened_ms"), document: try row.optionalInt("document_captured_ms"),
                    face: try row.optionalInt("face_captured_ms"), submitted: try row.optionalInt("submitted_ms"),
                    isFaceSuccess: try row.optionalBool("face_is_success"))
            }
        }
    }

    @Test func `keeps what is still known of it`() async throws {
        let all = try TestDatabase.shipped()
        let opened = try await TestDatabase(all.filter { $0.number < 23 })
        try await insert(
            [
                "INSERT INTO application (id, name, created_ms) VALUES ('a', 'Bank', 0)",
                """
                INSERT INTO setup (id, application_id, kind, name, is_live, is_disabled, current_version_id, created_ms,
                                   modified_ms)
                VALUES ('s', 'a', 'idv', 'S', 0, 0, 'v', 0, 0)
                """,
                "INSERT INTO setup_version (id, setup_id, number, settings, created_ms) VALUES ('v', 's', 1, '{}', 0)",
            ] + ["untouched", "first", "second", "erased", "face"].map(verification), into: opened)
        try await insert(
            [
                session("1", of: "first", at: 20), session("2", of: "first", at: 15),
                identification("first", attempt: 1, completed: 60),
                evidence(1, of: "first", "document", at: 40), evidence(2, of: "first", "document", at: 41),
                evidence(3, of: "first", "selfie", at: 50),
                identification("second", attempt: 2, completed: nil),
                """
                INSERT INTO decision (id, identification_id, attempt, outcome, actor, private, decided_ms)
                VALUES ('d', 'second', 1, 'Rejected', 'system', X'00', 70)
                """,
                "UPDATE verification SET consented_ms = 25 WHERE id = 'erased'",
                """
                INSERT INTO face_authentication (id, verification_id, application_id, reference_id, status, attempt,
                                                 is_submitted, created_ms, modified_ms, completed_ms)
                VALUES ('f', 'face', 'a', 'first', 'Failed', 1, 1, 35, 35, 80)
                """,
                """
                INSERT INTO face_picture (id, face_authentication_id, verification_id, attempt, frame, object_name,
                                          image_format, size_bytes, capture_source, is_current, created_ms)
                VALUES ('p', 'f', 'face', 1, 0, 'o', 'jpeg', 1, 'camera', 1, 75)
                """,
            ], into: opened)
        try await Migrator(all).migrate(opened.database)
        let expected: [(String, Steps)] = [
            ("untouched", Steps(opened: nil, document: nil, face: nil, submitted: nil, isFaceSuccess: nil)),
            ("first", Steps(opened: 15, document: 40, face: 50, submitted: 60, isFaceSuccess: nil)),
            ("second", Steps(opened: 30, document: nil, face: nil, submitted: 70, isFaceSuccess: nil)),
            ("erased", Steps(opened: 25, document: nil, face: nil, submitted: nil, isFaceSuccess: nil)),
            ("face", Steps(opened: 35, document: nil, face: 75, submitted: 80, isFaceSuccess: false)),
        ]
        for (id, steps) in expected { #expect(try await self.steps(of: id, in: opened) == steps, "\(id)") }
    }
}
