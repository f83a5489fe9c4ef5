package import Database
import Foundation
import Hummingbird
import Kernel
package import Web

/// `GET /v1/identity-verification-setups/{id}` and `POST …/filter`.
package struct SetupRoutes {
    private let setups: Setups
    private let access: Access
    private let database: any Database

    package init(setups: Setups, access: Access, database: any Database) {
        self.setups = setups
        self.access = access
        self.database = database
    }

    package func add(to routes: Routes) {
        routes.get("/v1/identity-verification-setups/{id}") { [self] request, context in
            let caller = try await access.caller(of: request, needing: .readVerifications)
            let id = try context.id("id", of: Setup.self, orThrow: SetupError.notFound)
            let version = try await database.read { [setups] in
                try setups.idv(id, of: caller.application, in: $0)
            }
            return try .json(IdvSetupBody(version), to: request)
        }
        routes.post("/v1/identity-verification-setups/filter") { [self] request, _ in
            let caller = try await access.caller(of: request, needing: .readVerifications)
            let page = try FilterQuery(request, orderBy: ["Name"])
            let versions = try await database.read { [setups] in
                try setups.list(of: caller.application, isDescending: page.isDescending, limit: page.limit, in: $0)
            }
            return try .json(versions.map(IdvSetupBody.init))
        }
    }
}
