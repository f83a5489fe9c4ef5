import HTTPTypes
import Hummingbird
package import Web

/// The pages that people see, and what each of them is sent with.
package struct FlowPages: Sendable {
    private let pages: Pages
    private let texts: PageTexts
    let assets: StaticAssets

    package init(pages: Pages, texts: PageTexts, assets: StaticAssets) {
        self.pages = pages
        self.texts = texts
        self.assets = assets
    }

    /// How a page looks: its business's brand, and the words of its person's language.
    func look(of version: IdvSetupVersion?, at host: String?, for wish: PageWish) -> PageLook {
        PageLook(of: version, at: host, for: wish, in: texts)
    }

    /// The journey.
    func flow(_ look: PageLook) throws -> Response {
        try render(
            "flow", look.values.merging(["noScript": .text(look.words["noScript"])]) { $1 },
            in: Surroundings(embedders: look.embedders))
    }

    /// Begins a verification at a setup's own link. The form is the page's one way on: who only looks at the address,
    /// such as a preview of a message, begins nothing.
    func start(_ look: PageLook, action: String, externalReference: String) throws -> Response {
        let texts = [
            "action": action, "externalRef": externalReference, "heading": look.words["welcome.heading"],
            "message": look.words["welcome.lead"], "go": look.words["welcome.start"],
        ]
        return try render(
            "start", look.values.merging(texts.mapValues(PageValue.text)) { $1 },
            in: Surroundings(formAction: "'self'", embedders: look.embedders))
    }

    func invalidLink(for wish: PageWish) throws -> Response {
        // Nobody's: whose link it might be is no stranger's business.
        try message("end.invalidLink", code: "INVALID_ID", look(of: nil, at: nil, for: wish), status: .notFound)
    }

    func busy(_ look: PageLook, retryAfterSeconds: Int) throws -> Response {
        var response = try message("busy", code: "GENERIC", look, status: .tooManyRequests)
        response.headers[.retryAfter] = String(retryAfterSeconds)
        return response
    }

    /// - Parameter key: of its heading and its sentence in the language tables.
    private func message(
        _ key: String, code: String, _ look: PageLook, status: HTTPResponse.Status
    ) throws -> Response {
        let texts = [
            "code": code, "heading": look.words["\(key).heading"], "message": look.words["\(key).lead"],
        ]
        return try render(
            "message", look.values.merging(texts.mapValues(PageValue.text)) { $1 }, status: status,
            in: Surroundings(embedders: look.embedders))
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
