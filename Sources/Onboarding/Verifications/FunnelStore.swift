import Database
import Foundation
import Kernel

/// What the table `verification` says of how far people came, inside one transaction.
struct FunnelStore {
    let transaction: any Transaction

    init(_ transaction: any Transaction) {
        self.transaction = transaction
    }

    /// The link was opened, or a business began. The device with which the person went on last before handing in is
    /// theirs.
    func open(_ id: ID<Verification>, on device: DeviceKind, at now: Date) throws {
        let kind = device == .unknown ? nil : device.rawValue
        try transaction.execute(
            """
            UPDATE verification
               SET opened_ms = COALESCE(opened_ms, \(now)), device_kind = COALESCE(\(kind), device_kind)
             WHERE id = \(id)
               AND status IN ('Pending', 'InProgress')
               AND expires_ms > \(now)
               AND submitted_ms IS NULL
            """)
    }

    func reach(_ milestone: Milestone, of id: ID<Verification>, at now: Date) throws {
        let column: SQL =
            switch milestone {
            case .documentCaptured: "document_captured_ms"
            case .faceCaptured: "face_captured_ms"
            case .submitted: "submitted_ms"
            }
        try transaction.execute("UPDATE verification SET \(column) = \(now) WHERE id = \(id) AND \(column) IS NULL")
    }

    func setFaceOutcome(_ isSuccess: Bool?, of id: ID<Verification>) throws {
        try transaction.execute("UPDATE verification SET face_is_success = \(isSuccess) WHERE id = \(id)")
    }

    /// All numbers but the median, in one walk along the index: `COUNT` counts what is not null.
    func counts(_ query: Funnel.Query) throws -> Row {
        let rows = try transaction.rows(
            """
            SELECT COUNT(*) AS created,
                   COUNT(opened_ms) AS opened,
                   COUNT(CASE WHEN is_consented = 1 THEN 1 END) AS consented,
                   COUNT(document_captured_ms) AS document_captured,
                   COUNT(face_captured_ms) AS face_captured,
                   COUNT(submitted_ms) AS submitted,
                   COUNT(CASE WHEN kyc_is_success = 1 OR face_is_success = 1 THEN 1 END) AS approved,
                   COUNT(CASE WHEN kyc_is_success = 0 OR face_is_success = 0 THEN 1 END) AS rejected,
                   COUNT(CASE WHEN status = 'Completed' THEN 1 END) AS completed,
                   COUNT(CASE WHEN status = 'Expired' THEN 1 END) AS expired,
                   COUNT(CASE WHEN status = 'Aborted' THEN 1 END) AS aborted,
                   COUNT(CASE WHEN status = 'Suspended' THEN 1 END) AS suspended,
                   COUNT(CASE WHEN submitted_ms >= opened_ms THEN 1 END) AS timed,
                   COUNT(CASE WHEN device_kind = 'desktop' THEN opened_ms END) AS desktop_opened,
                   COUNT(CASE WHEN device_kind = 'desktop' THEN submitted_ms END) AS desktop_submitted,
                   COUNT(CASE WHEN device_kind = 'handheld' THEN opened_ms END) AS handheld_opened,
                   COUNT(CASE WHEN device_kind = 'handheld' THEN submitted_ms END) AS handheld_submitted,
                   COUNT(CASE WHEN device_kind IS NULL THEN opened_ms END) AS unknown_opened,
                   COUNT(CASE WHEN device_kind IS NULL THEN submitted_ms END) AS unknown_submitted
              FROM verification
             WHERE \(Self.conditions(query))
            """)
        // Aggregates without groups answer with one row, whatever there is.
        guard let row = rows.first else { throw DatabaseError.unexpectedColumn("created") }
        return row
    }

    /// The one or two middle values of how long people took.
    /// - Parameter count: how many have handed in.
    func middleMilliseconds(_ query: Funnel.Query, of count: Int) throws -> [Int] {
        guard count > 0 else { return [] }
        return try transaction.rows(
            """
            SELECT submitted_ms - opened_ms AS elapsed
              FROM verification
             WHERE \(Self.conditions(query))
               AND submitted_ms >= opened_ms
             ORDER BY elapsed
             LIMIT \(count.isMultiple(of: 2) ? 2 : 1) OFFSET \((count - 1) / 2)
            """
        ).map { try $0.int("elapsed") }
    }

    private static func conditions(_ query: Funnel.Query) -> SQL {
        let span: SQL = """
            application_id = \(query.application) AND created_ms >= \(query.from) AND created_ms < \(query.to)
            """
        return query.setup.map { "\(span) AND setup_id = \($0)" } ?? span
    }
}
