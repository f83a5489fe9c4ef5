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
    private let hosts: Hosts

    package init(setups: Setups, database: any Database, hosts: Hosts) {
        self.setups = setups
        self.database = database
        self.hosts = hosts
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

    /// - Throws: also where the version is another application's than this host's.
    private func version(_ id: String?, _ request: Request) async throws -> IdvSetupVersion {
        guard let id = id.flatMap({ ID<IdvSetupVersion>($0) }) else { throw Problem.noSuchPath }
        let own = hosts.application(at: request.head.authority)
        do {
            let version = try await database.read { [setups] in try setups.idv(id, in: $0) }
            guard own == nil || version.setup.application == own else { throw Problem.noSuchPath }
            return version
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
