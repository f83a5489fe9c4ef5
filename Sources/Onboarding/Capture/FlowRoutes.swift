package import Database
import Foundation
import HTTPTypes
import Hummingbird
import Kernel
package import Web

/// The hosted flow: contract § 4.2. One page, its scripts, styles, pictures and texts; everything else goes through the
/// session API like any other client's calls.
package struct FlowRoutes {
    private let capture: Capture
    private let access: Access
    private let database: any Database
    private let pages: FlowPages
    private let door: HostDoor

    package init(capture: Capture, access: Access, database: any Database, pages: FlowPages, door: HostDoor) {
        self.capture = capture
        self.access = access
        self.database = database
        self.pages = pages
        self.door = door
    }

    package func add(to routes: Routes) {
        routes.get("/") { [self] request, _ in try await flow(request) }
        // The page of a second device: which verification it is about stands behind the `#`, for the script alone.
        routes.get("/hand-off") { [self] request, _ in
            let application = door.application(at: request.head.authority)
            let name = try await access.name(of: application)
            return try pages.flow(pages.look(of: nil, at: name, for: PageWish(request)))
        }
        for depth in [1, 2] {
            let names = (1...depth).map { "name\($0)" }
            let assets = pages.assets
            let path = names.map { "{\($0)}" }.joined(separator: "/")
            routes.get("/flow/assets/\(path)") { request, context in
                let path = names.compactMap { context.parameters.get($0) }.joined(separator: "/")
                return try assets.response(to: request, path: path)
            }
            routes.get("/flow/assets/v/{version}/\(path)") { request, context in
                let path = names.compactMap { context.parameters.get($0) }.joined(separator: "/")
                return try assets.response(to: request, path: path, version: context.parameters.get("version"))
            }
        }
    }

    private func flow(_ request: Request) async throws -> Response {
        let id = request.uri.queryParameters["id"].flatMap { ID<Verification>($0) }
        let authority = request.head.authority
        let wish = PageWish(request)
        guard let id, let setup = try await setup(of: id, at: authority) else {
            return try pages.invalidLink(for: wish)
        }
        let name = try await access.name(of: door.application(at: authority))
        return try pages.flow(pages.look(of: setup, at: name, for: wish))
    }

    /// The setup version; nil where there is no such verification, or it is not shown at this host.
    private func setup(of id: ID<Verification>, at authority: String?) async throws -> IdvSetupVersion? {
        try await database.read { [capture, door] transaction in
            guard let verification = try? capture.verifications.find(id, in: transaction) else { return nil }
            let version = try capture.verifications.setup(of: verification, in: transaction)
            return try door.admits(version.setup, at: authority, in: transaction) ? version : nil
        }
    }
}
