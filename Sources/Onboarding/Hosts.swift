import Foundation
import HTTPTypes
import Hummingbird
package import Kernel
import Web

/// Which host name serves what: contract § 1. A host that is not named here serves everything.
package struct Hosts: Sendable {
    package enum Role: String, Sendable, CaseIterable {
        /// Tokens and discovery.
        case id
        /// The IDV API.
        case idvapi
        /// The KYC Identifications API.
        case kycid
        /// The hosted page, with the session API that it calls on its own host.
        case idv
        /// The session API.
        case session
        /// The legacy API, where it is switched on.
        case legacy
    }

    private var roles: [String: Set<Role>] = [:]
    private var whiteLabels: [String: ID<Application>] = [:]

    /// One host serves all.
    package init() {}

    /// - Parameter whiteLabels: a business's own host names for the hosted page, each with its application.
    package init(roles named: [Role: [String]], whiteLabels: [String: ID<Application>] = [:]) {
        for (role, hosts) in named {
            for host in hosts { roles[Self.name(host), default: []].insert(role) }
        }
        for (host, application) in whiteLabels {
            roles[Self.name(host), default: []].insert(.idv)
            self.whiteLabels[Self.name(host)] = application
        }
    }

    /// The application whose people alone are let in at this host; nil where the host is nobody's own.
    package func application(at authority: String?) -> ID<Application>? {
        authority.flatMap { whiteLabels[Self.name($0)] }
    }

    package func serves(_ path: String, at authority: String?) -> Bool {
        guard let authority, var own = roles[Self.name(authority)] else { return true }
        if own.contains(.idv) { own.insert(.session) }
        guard let asked = Self.roles(of: path.split(separator: "/").map(String.init)) else { return true }
        return !own.isDisjoint(with: asked)
    }

    /// Nil for what belongs to every host: health and the document.
    private static func roles(of path: [String]) -> Set<Role>? {
        switch path.first {
        case "health", "swagger", "api": nil
        case nil, "flow", "setups", "hand-off", "couth.js", "couth.mjs": [.idv]
        case "connect", ".well-known": [.id]
        case "identifications", "get-data": [.legacy]
        case "v1": roles(ofAPI: Array(path.dropFirst()))
        default: []
        }
    }

    private static func roles(ofAPI path: [String]) -> Set<Role> {
        switch path.first {
        case "identifications", "identification-setups": return [.kycid]
        // A business without our page calls these, too.
        case "face-authentications": return [.idvapi, .session]
        case "sessions", "kyc-identifications", "face-tec": return [.session]
        case "identity-verifications":
            let isRead = path.count == 2 && path[1] != "filter"
            let isStep = path.count >= 3 && sessionSteps.contains(path[2])
            return isRead || isStep ? [.idvapi, .session] : [.idvapi]
        default: return [.idvapi]
        }
    }

    /// What the person's own device calls of a verification: contract § 9.3.
    private static let sessionSteps: Set = [
        "setup", "consent", "customer-audits", "activity-logs", "flight-record", "complete", "hand-off",
    ]

    /// Without port, in lower case, without the root's dot.
    static func name(_ authority: String) -> String {
        let host = authority.prefix { $0 != ":" }.lowercased()
        return host.hasSuffix(".") ? String(host.dropLast()) : host
    }
}

/// Answers a path that is not this host's own like one that is not there.
struct HostGate: RouterMiddleware {
    typealias Context = WebContext

    let hosts: Hosts

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        guard hosts.serves(request.uri.path, at: request.head.authority) else { throw Problem.noSuchPath }
        return try await next(request, context)
    }
}
