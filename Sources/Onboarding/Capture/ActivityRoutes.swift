package import Database
import Foundation
import Hummingbird
import Kernel
package import Web

/// What the person's devices reported of their own doing: the calls of contract § 9.3, and our own to read it.
package struct ActivityRoutes {
    private let capture: Capture
    private let access: Access
    private let database: any Database

    package init(capture: Capture, access: Access, database: any Database) {
        self.capture = capture
        self.access = access
        self.database = database
    }

    private struct Report: Decodable {
        let action: String
    }

    private struct Body: Encodable {
        let action: ActivityAction
        let createdUtc: Timestamp
    }

    package func add(to routes: Routes) {
        routes.post("/v1/identity-verifications/{id}/activity-logs") { [capture] request, context in
            let id: ID<Verification> = try context.id("id", orThrow: VerificationError.notFound)
            guard let action = ActivityAction(rawValue: try await request.json(Report.self).action) else {
                throw CaptureError.unknownAction
            }
            try await capture.step(capture.visitor(request, context), of: id) { transaction, now in
                try capture.checkNotRedacted(id, in: transaction)
                try CaptureStore(transaction).insertActivity(action, of: id, at: now)
            }
            return .noContent
        }
        routes.get("/v1/identity-verifications/{id}/activity-logs") { [self] request, context in
            let id: ID<Verification> = try context.id("id", orThrow: VerificationError.notFound)
            let caller = try await access.caller(of: request, needing: .readVerifications)
            let found = try await database.read { [capture] transaction in
                _ = try capture.verifications.find(id, of: caller.application, in: transaction)
                return try CaptureStore(transaction).activities(of: id)
            }
            return try .json(found.map { Body(action: $0.action, createdUtc: Timestamp($0.at)) }, to: request)
        }
    }
}
