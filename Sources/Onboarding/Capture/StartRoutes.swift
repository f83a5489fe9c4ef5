import Database
import Foundation
import HTTPTypes
import Hummingbird
import Kernel
import NIOCore
package import Web

/// A setup's own link, `/setups/{setupId}`: contract § 4.8. It begins a verification without an API call.
///
/// Looking at the address begins nothing: previews of messages, scanners of mail and browsers that fetch ahead all do.
/// Only the page's form does, which its script sends by itself.
package struct StartRoutes {
    private let parts: Parts
    private let limiter = StartLimiter()

    /// What the link is made of; handed over by `Compose`.
    package struct Parts: Sendable {
        let verifications: Verifications
        let setups: Setups
        let access: Access
        let database: any Database
        let pages: FlowPages
        let door: HostDoor
        let clock: any WallClock
    }

    package init(_ parts: Parts) {
        self.parts = parts
    }

    package func add(to routes: Routes) {
        routes.get("/setups/{setupId}") { [self] request, context in try await page(request, context) }
        routes.post("/setups/{setupId}") { [self] request, context in try await start(request, context) }
    }

    private func page(_ request: Request, _ context: WebContext) async throws -> Response {
        let reference = request.uri.queryParameters["externalRef"].map(String.init) ?? ""
        let wish = PageWish(request)
        guard let version = try await setup(request, context), Self.isReference(reference) else {
            return try parts.pages.invalidLink(for: wish)
        }
        let own = parts.door.application(at: request.head.authority)
        return try parts.pages.start(
            parts.pages.look(of: version, at: try await parts.access.name(of: own), for: wish),
            action: "/setups/\(version.setup.id)\(wish.query(after: "?"))", externalReference: reference)
    }

    private func start(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = Form(String(buffer: try await request.bodyBytes(limit: WebLimits.formBodyBytes)))
        let reference = form["externalRef"] ?? ""
        let wish = PageWish(request)
        guard let version = try await setup(request, context), Self.isReference(reference) else {
            return try parts.pages.invalidLink(for: wish)
        }
        let now = parts.clock.now
        if let wait = limiter.secondsToWait(for: version.setup.id, at: now) {
            return try parts.pages.busy(parts.pages.look(of: version, at: nil, for: wish), retryAfterSeconds: wait)
        }
        let asked = Verifications.Request(
            setup: version.setup.id, externalReferenceId: reference.isEmpty ? nil : reference, registration: nil)
        let id = try await parts.database.write { [verifications = parts.verifications] in
            try verifications.start(asked, at: now, in: $0)
        }
        return Response(status: .seeOther, headers: [.location: "/?id=\(id)\(wish.query(after: "&"))"])
    }

    /// Nil where there is no such setup, it is disabled, or it is not shown at this host.
    private func setup(_ request: Request, _ context: WebContext) async throws -> IdvSetupVersion? {
        guard let id = context.parameters.get("setupId").flatMap({ ID<Setup>($0) }) else { return nil }
        let authority = request.head.authority
        do {
            return try await parts.database.read { [setups = parts.setups, door = parts.door] in
                let version = try setups.forStartLink(id, in: $0)
                return try door.admits(version.setup, at: authority, in: $0) ? version : nil
            }
        } catch is SetupError {
            return nil
        }
    }

    private static func isReference(_ text: String) -> Bool { text.count <= VerificationLimits.textLength }
}
