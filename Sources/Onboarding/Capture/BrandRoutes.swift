package import Database
import Foundation
import HTTPTypes
import Hummingbird
import Kernel
package import Web

/// The look of a setup version's page: `/flow/brand/{setupVersionId}.css` and `…/{setupVersionId}/logo`. A version
/// never changes, so that browsers keep both for as long as they like.
package struct BrandRoutes {
    private let setups: Setups
    private let database: any Database
    private let door: HostDoor

    package init(setups: Setups, database: any Database, door: HostDoor) {
        self.setups = setups
        self.database = database
        self.door = door
    }

    package func add(to routes: Routes) {
        // The router knows whole segments only.
        routes.get("/flow/brand/{name}") { [self] request, context in
            guard let name = context.parameters.get("name"), name.hasSuffix(".css") else { throw Problem.noSuchPath }
            let version = try await version(String(name.dropLast(4)), request)
            guard let brand = version.settings.brand else { throw Problem.noSuchPath }
            return Self.kept(.bytes(Data(BrandSheet(brand).text.utf8), as: "text/css; charset=utf-8"))
        }
        routes.get("/flow/brand/{name}/logo") { [self] request, context in
            let version = try await version(context.parameters.get("name"), request)
            let logo = try await database.read { [setups] in try setups.logo(of: version, in: $0) }
            guard let logo else { throw Problem.noSuchPath }
            return Self.kept(.bytes(logo.bytes, as: logo.facts.mediaType))
        }
    }

    /// - Throws: also where the version is not shown at this host.
    private func version(_ id: String?, _ request: Request) async throws -> IdvSetupVersion {
        guard let id = id.flatMap({ ID<IdvSetupVersion>($0) }) else { throw Problem.noSuchPath }
        let authority = request.head.authority
        do {
            return try await database.read { [setups, door] in
                let version = try setups.idv(id, in: $0)
                guard try door.admits(version.setup, at: authority, in: $0) else { throw Problem.noSuchPath }
                return version
            }
        } catch is SetupError {
            throw Problem.noSuchPath
        }
    }

    private static func kept(_ response: Response) -> Response {
        var response = response
        response.headers[.cacheControl] = "public, max-age=31536000, immutable"
        return response
    }
}
