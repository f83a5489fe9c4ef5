package import Database
import Foundation
import Hummingbird
import Kernel
package import Web

/// The flight recorder: what happened on the person's device, told by its page, read by whoever helps the person.
package struct FlightRecordRoutes {
    private let capture: Capture
    private let access: Access
    private let database: any Database

    package init(capture: Capture, access: Access, database: any Database) {
        self.capture = capture
        self.access = access
        self.database = database
    }

    private static let path = "/v1/identity-verifications/{id}/flight-record"

    private struct Body: Encodable {
        /// An entry, and when it came here.
        struct Line: Encodable {
            private enum Key: CodingKey {
                case createdUtc
            }

            let line: FlightRecord.Line

            func encode(to encoder: any Encoder) throws {
                try line.entry.encode(to: encoder)
                var members = encoder.container(keyedBy: Key.self)
                try members.encode(Timestamp(line.at), forKey: .createdUtc)
            }
        }

        let entries: [Line]
        let droppedCount: Int

        init(_ record: FlightRecord) {
            droppedCount = record.dropped
            entries = record.lines.map(Line.init(line:))
        }
    }

    package func add(to routes: Routes) {
        routes.post(Self.path) { [capture] request, context in
            let id: ID<Verification> = try context.id("id", orThrow: VerificationError.notFound)
            let report = try await request.json(FlightReport.self)
            try await capture.keep(
                try report.checked(), excess: report.excess, of: id, from: capture.visitor(request, context))
            return .noContent
        }
        routes.get(Self.path) { [self] request, context in
            let id: ID<Verification> = try context.id("id", orThrow: VerificationError.notFound)
            let caller = try await access.caller(of: request, needing: .readVerifications)
            let found = try await database.read { [capture] transaction in
                _ = try capture.verifications.find(id, of: caller.application, in: transaction)
                return try FlightRecordStore(transaction).record(of: id)
            }
            return try .json(Body(found), to: request)
        }
    }
}

extension Capture {
    /// Keeps what a page tells. The token of the lesser level suffices: a device that may not capture has no other, and
    /// why it may not is what somebody will ask.
    fileprivate func keep(
        _ entries: [FlightEntry], excess: Int, of id: ID<Verification>, from visitor: Visitor
    ) async throws {
        try await database.write { [self, now = clock.now] transaction in
            _ = try session(visitor, for: id, needing: .restricted, at: now, in: transaction)
            try checkNotRedacted(id, in: transaction)
            guard !entries.isEmpty else { return }
            try FlightRecordStore(transaction).append(entries, excess: excess, to: id, at: now)
        }
    }
}
