package import Database
import Foundation
import Hummingbird
package import Kernel
package import Web

/// `POST /v1/identity-verifications`, `GET …/{id}/setup`. Reading one is in `Capture`, as the person's device may too.
package struct VerificationRoutes {
    private let verifications: Verifications
    private let access: Access
    private let database: any Database
    private let clock: any WallClock

    package init(verifications: Verifications, access: Access, database: any Database, clock: any WallClock) {
        self.verifications = verifications
        self.access = access
        self.database = database
        self.clock = clock
    }

    package func add(to routes: Routes) {
        routes.post("/v1/identity-verifications") { [self] request, _ in try await create(request) }
    }

    /// Members that are not known are ignored: real clients send several.
    private struct CreateBody: Decodable {
        let setupId: String
        let externalReferenceId: String?
        let registration: Registration?

        func checked() throws(VerificationError) -> Verifications.Request {
            var errors = registration?.violations ?? [:]
            let setup = ID<Setup>(setupId)
            if setup == nil { errors["setupId"] = ["must be a UUID"] }
            if (externalReferenceId?.count ?? 0) > VerificationLimits.textLength {
                errors["externalReferenceId"] = ["must have at most \(VerificationLimits.textLength) characters"]
            }
            guard let setup, errors.isEmpty else { throw .notValid(errors) }
            return Verifications.Request(
                setup: setup, externalReferenceId: externalReferenceId, registration: registration)
        }
    }

    private struct Created: Encodable {
        let id: String
    }

    private func create(_ request: Request) async throws -> Response {
        let creation = try await access.creation(request, needing: .writeVerifications)
        let asked = try creation.json(CreateBody.self).checked()
        return try await creation.answer { [verifications, now = clock.now] transaction in
            let id = try verifications.create(asked, by: creation.caller, at: now, in: transaction)
            return Created(id: id.description)
        }
    }
}
