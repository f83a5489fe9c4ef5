package import Database
import Hummingbird
package import Kernel
package import Vault
package import Web

/// `GET /v1/identifications/{id}`, `/{id}/setup`, `/{id}/decision`,
/// `/{id}/files/{fileId}`, `POST /v1/identifications/filter`.
package struct IdentificationRoutes {
    private let identifications: Identifications
    private let access: Access
    private let database: any Database
    private let vault: Vault
    private let clock: any WallClock

    package init(
        identifications: Identifications, access: Access, database: any Database, vault: Vault, clock: any WallClock
    ) {
        self.identifications = identifications
        self.access = access
        self.database = database
        self.vault = vault
        self.clock = clock
    }

    package func add(to routes: Routes) {
        FilterRoute(identifications: identifications, access: access, database: database).add(to: routes)
        routes.get("/v1/identifications/{id}") { [self] request, context in
            let caller = try await access.caller(of: request, needing: .readIdentifications)
            let id = try context.id("id", of: Identification.self, orThrow: IdentificationError.notFound)
            let body = try await database.read { [identifications] transaction in
                let found = try identifications.find(id, of: caller.application, in: transaction)
                return try identifications.body(found, in: transaction)
            }
            return try .json(body, to: request)
        }
        routes.get("/v1/identifications/{id}/setup") { [self] request, context in
            let caller = try await access.caller(of: request, needing: .readIdentifications)
            let id = try context.id("id", of: Identification.self, orThrow: IdentificationError.notFound)
            let version = try await database.read { [identifications] transaction in
                let found = try identifications.find(id, of: caller.application, in: transaction)
                return try identifications.setup(of: found, in: transaction)
            }
            return try .json(KycSetupBody(version), to: request)
        }
        routes.get("/v1/identifications/{id}/decision") { [self] request, context in
            let caller = try await access.caller(of: request, needing: .readIdentifications)
            let id = try context.id("id", of: Identification.self, orThrow: IdentificationError.notFound)
            let body = try await database.read { [identifications] transaction in
                let found = try identifications.find(id, of: caller.application, in: transaction)
                return try identifications.explanation(of: found, in: transaction)
            }
            return try .json(body, to: request)
        }
        routes.get("/v1/identifications/{id}/files/{fileId}") { [self] request, context in
            try await file(request, context)
        }
    }

    private func file(_ request: Request, _ context: WebContext) async throws -> Response {
        let caller = try await access.caller(of: request, needing: .readIdentifications)
        let id = try context.id("id", of: Identification.self, orThrow: IdentificationError.notFound)
        let file = try context.id("fileId", of: EvidenceItem.self, orThrow: IdentificationError.fileNotFound)
        let now = clock.now
        let (item, key) = try await database.write { [identifications] in
            try identifications.open(file: file, of: id, for: caller, at: now, in: $0)
        }
        return try await OpenFile(item: item, key: key).response(from: vault)
    }
}
