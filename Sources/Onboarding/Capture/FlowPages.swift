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
        return try render("flow", look.values.merging(["noScript": .text(noScript)]) { $1 })
    }

    /// Begins a verification at a setup's own link. The form is the page's one way on: who only looks at the address,
    /// such as a preview of a message, begins nothing.
    func start(_ look: PageLook, action: String, externalReference: String) throws -> Response {
        let texts = [
            "action": action, "externalRef": externalReference, "heading": "Confirm your identity", "go": "Start",
            "message": "You need your identity document and a few minutes.",
        ]
        return try render(
            "start", look.values.merging(texts.mapValues(PageValue.text)) { $1 }, formAction: "'self'")
    }

    func invalidLink() throws -> Response {
        try message(
            code: "INVALID_ID", "This link is not valid",
            "Please check the address, or ask the business that sent it to you for a new one.", status: .notFound)
    }

    func busy(retryAfterSeconds: Int) throws -> Response {
        var response = try message(
            code: "GENERIC", "Many people are starting now", "Please wait a minute, and open the link again.",
            status: .tooManyRequests)
        response.headers[.retryAfter] = String(retryAfterSeconds)
        return response
    }

    private func message(
        code: String, _ heading: String, _ message: String, status: HTTPResponse.Status
    ) throws -> Response {
        let texts = ["code": code, "heading": heading, "message": message]
        let look = PageLook(of: nil, at: nil)
        return try render("message", look.values.merging(texts.mapValues(PageValue.text)) { $1 }, status: status)
    }

    private func render(
        _ name: String, _ values: [String: PageValue], status: HTTPResponse.Status = .ok,
        formAction: String = "'none'"
    ) throws -> Response {
        // Of `flow.css`, where no brand says otherwise.
        let usual: [String: PageValue] = [
            "assetVersion": .text(assets.version), "sheets": .list([]), "logos": .list([]),
            "lightGround": .text(BrandPalette.Scheme.light.ground.text),
            "darkGround": .text(BrandPalette.Scheme.dark.ground.text),
        ]
        return try pages.render(
            name, usual.merging(values) { $1 }, status: status, headers: Self.headers(formAction: formAction))
    }

    static let title = "Identity check"

    /// Nothing from elsewhere, nothing inline, no frame around it, and the camera for this page alone.
    private static func headers(formAction: String) -> HTTPFields {
        [
            .contentSecurityPolicy: [
                "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' blob: data:",
                "media-src 'self' blob:", "connect-src 'self'", "form-action \(formAction)", "base-uri 'none'",
                "frame-ancestors 'none'", "require-trusted-types-for 'script'",
            ].joined(separator: "; "),
            .permissionsPolicy: "camera=(self), microphone=(), geolocation=()",
            .crossOriginOpenerPolicy: "same-origin",
            .cacheControl: "no-store",
        ]
    }
}
