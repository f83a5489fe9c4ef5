import Database
import Foundation
import Kernel

/// The tables `flight_record` and `flight_entry` inside one transaction.
struct FlightRecordStore {
    let transaction: any Transaction

    init(_ transaction: any Transaction) {
        self.transaction = transaction
    }

    /// Keeps as many entries as there is room for, and counts the others.
    /// - Parameter excess: how many more there were that nobody looked at.
    func append(
        _ entries: [FlightEntry], excess: Int, to verification: ID<Verification>, at now: Date
    ) throws {
        let held = try counts(of: verification).entries
        let kept = entries.prefix(max(0, CaptureLimits.flightEntries - held))
        for (index, entry) in kept.enumerated() {
            try transaction.execute(
                """
                INSERT INTO flight_entry (verification_id, sequence, since_load_ms, event, screen, target, code, amount,
                                          at_ms)
                VALUES (\(verification), \(held + index + 1), \(entry.sinceLoadMilliseconds), \(entry.event.rawValue),
                        \(entry.screen), \(entry.target), \(entry.code), \(entry.value), \(now))
                """)
        }
        try transaction.execute(
            """
            INSERT INTO flight_record (verification_id, entries, dropped)
            VALUES (\(verification), \(kept.count), \(entries.count - kept.count + excess))
            ON CONFLICT (verification_id) DO UPDATE
               SET entries = flight_record.entries + excluded.entries,
                   dropped = flight_record.dropped + excluded.dropped
            """)
    }

    /// In the order of arrival.
    func record(of verification: ID<Verification>) throws -> FlightRecord {
        let lines = try transaction.rows(
            """
            SELECT since_load_ms, event, screen, target, code, amount, at_ms
              FROM flight_entry
             WHERE verification_id = \(verification)
             ORDER BY sequence
             LIMIT \(CaptureLimits.flightEntries)
            """
        ).map { row in
            FlightRecord.Line(
                entry: FlightEntry(
                    sinceLoadMilliseconds: try row.int("since_load_ms"), event: try row.word("event"),
                    screen: try row.optionalText("screen"), target: try row.optionalText("target"),
                    code: try row.optionalText("code"), value: try row.optionalDouble("amount")),
                at: try row.date("at_ms"))
        }
        return FlightRecord(lines: lines, dropped: try counts(of: verification).dropped)
    }

    func forget(_ verification: ID<Verification>) throws {
        try transaction.execute("DELETE FROM flight_entry WHERE verification_id = \(verification)")
        try transaction.execute("DELETE FROM flight_record WHERE verification_id = \(verification)")
    }

    private func counts(of verification: ID<Verification>) throws -> (entries: Int, dropped: Int) {
        let row = try transaction.row(
            "SELECT entries, dropped FROM flight_record WHERE verification_id = \(verification)")
        return (try row?.int("entries") ?? 0, try row?.int("dropped") ?? 0)
    }
}
