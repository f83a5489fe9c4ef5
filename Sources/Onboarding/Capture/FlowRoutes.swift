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
    private let database: any Database
    private let pages: Pages
    private let assets: StaticAssets

    package init(capture: Capture, database: any Database, pages: Pages, assets: StaticAssets) {
        self.capture = capture
        self.database = database
        self.pages = pages
        self.assets = assets
    }

    package func add(to routes: Routes) {
        routes.get("/") { [self] request, _ in try await flow(request) }
        for depth in [1, 2] {
            let names = (1...depth).map { "name\($0)" }
            routes.get("/flow/assets/" + names.map { "{\($0)}" }.joined(separator: "/")) { [assets] request, context in
                let path = names.compactMap { context.parameters.get($0) }.joined(separator: "/")
                return try assets.response(to: request, path: path)
            }
        }
    }

    private func flow(_ request: Request) async throws -> Response {
        let id = request.uri.queryParameters["id"].flatMap { ID<Verification>($0) }
        guard let id, let language = try await language(of: id) else {
            return try pages.render(
                "message", Self.invalidLink(assets.version), status: .notFound, headers: Self.headers)
        }
        let values = [
            "lang": language, "dir": "ltr", "title": "Identity check", "assetVersion": assets.version,
            "noScript": "This page needs JavaScript to use your camera and to send your photos.",
        ]
        return try pages.render("flow", values, headers: Self.headers)
    }

    /// The setup's language; nil where there is no such verification.
    private func language(of id: ID<Verification>) async throws -> String? {
        try await database.read { [capture] transaction in
            guard let verification = try? capture.verifications.find(id, in: transaction) else { return nil }
            let setup = try capture.verifications.setup(of: verification, in: transaction)
            return setup.settings.webAppSetting.defaultLocalisationSetting.language ?? "en"
        }
    }

    private static func invalidLink(_ version: String) -> [String: String] {
        [
            "lang": "en", "dir": "ltr", "title": "Identity check", "code": "INVALID_ID",
            "heading": "This link is not valid", "assetVersion": version,
            "message": "Please check the address, or ask the business that sent it to you for a new one.",
        ]
    }

    /// Nothing from elsewhere, nothing inline, no frame around it, and the camera for this page alone.
    private static let headers: HTTPFields = [
        .contentSecurityPolicy: [
            "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' blob: data:",
            "media-src 'self' blob:", "connect-src 'self'", "form-action 'none'", "base-uri 'none'",
            "frame-ancestors 'none'", "require-trusted-types-for 'script'",
        ].joined(separator: "; "),
        .permissionsPolicy: "camera=(self), microphone=(), geolocation=()",
        .crossOriginOpenerPolicy: "same-origin",
        .cacheControl: "no-store",
    ]
}
