import HTTPTypes
import Hummingbird
package import Web

/// The pages that people see, and what each of them is sent with.
package struct FlowPages: Sendable {
    private let pages: Pages
    let assets: StaticAssets

    package init(pages: Pages, assets: StaticAssets) {
        self.pages = pages
        self.assets = assets
    }

    /// The journey.
    func flow(_ look: PageLook) throws -> Response {
        let noScript = "This page needs JavaScript to use your camera and to send your photos."
        return try render(
            "flow", look.values.merging(["noScript": .text(noScript)]) { $1 },
            in: Surroundings(embedders: look.embedders))
    }

    /// Begins a verification at a setup's own link. The form is the page's one way on: who only looks at the address,
    /// such as a preview of a message, begins nothing.
    func start(_ look: PageLook, action: String, externalReference: String) throws -> Response {
        let texts = [
            "action": action, "externalRef": externalReference, "heading": "Confirm your identity", "go": "Start",
            "message": "You need your identity document and a few minutes.",
        ]
        return try render(
            "start", look.values.merging(texts.mapValues(PageValue.text)) { $1 },
            in: Surroundings(formAction: "'self'", embedders: look.embedders))
    }

    func invalidLink() throws -> Response {
        let texts = [
            "code": "INVALID_ID", "heading": "This link is not valid",
            "message": "Please check the address, or ask the business that sent it to you for a new one.",
        ]
        return try message(texts, status: .notFound, in: [])
    }

    /// - Parameter embedders: whose frame the person is looking at.
    func busy(retryAfterSeconds: Int, in embedders: [String]) throws -> Response {
        let texts = [
            "code": "GENERIC", "heading": "Many people are starting now",
            "message": "Please wait a minute, and open the link again.",
        ]
        var response = try message(texts, status: .tooManyRequests, in: embedders)
        response.headers[.retryAfter] = String(retryAfterSeconds)
        return response
    }

    private func message(
        _ texts: [String: String], status: HTTPResponse.Status, in embedders: [String]
    ) throws -> Response {
        let look = PageLook(of: nil, at: nil)
        return try render(
            "message", look.values.merging(texts.mapValues(PageValue.text)) { $1 }, status: status,
            in: Surroundings(embedders: embedders))
    }

    /// What a page may reach, and what may reach it.
    private struct Surroundings {
        var formAction = "'none'"
        /// The origins that may frame it; none where it stands by itself.
        var embedders: [String] = []
    }

    private func render(
        _ name: String, _ values: [String: PageValue], status: HTTPResponse.Status = .ok,
        in surroundings: Surroundings
    ) throws -> Response {
        // Of `flow.css`, where no brand says otherwise.
        let usual: [String: PageValue] = [
            "assetVersion": .text(assets.version), "sheets": .list([]), "logos": .list([]),
            "lightGround": .text(BrandPalette.Scheme.light.ground.text),
            "darkGround": .text(BrandPalette.Scheme.dark.ground.text),
        ]
        return try pages.render(
            name, usual.merging(values) { $1 }, status: status, headers: Self.headers(surroundings))
    }

    static let title = "Identity check"

    /// Nothing from elsewhere, nothing inline, the camera for this page alone, and no frame around it but of a page
    /// that its setup names. That one it talks to, so that it cannot be in a browsing group of its own.
    private static func headers(_ surroundings: Surroundings) -> HTTPFields {
        let embedders = surroundings.embedders
        let ancestors = embedders.isEmpty ? "'none'" : embedders.joined(separator: " ")
        var headers: HTTPFields = [
            .contentSecurityPolicy: [
                "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' blob: data:",
                "media-src 'self' blob:", "connect-src 'self'", "form-action \(surroundings.formAction)",
                "base-uri 'none'", "frame-ancestors \(ancestors)", "require-trusted-types-for 'script'",
            ].joined(separator: "; "),
            .permissionsPolicy: "camera=(self), microphone=(), geolocation=()",
            .cacheControl: "no-store",
        ]
        if embedders.isEmpty { headers[.crossOriginOpenerPolicy] = "same-origin" }
        return headers
    }
}
