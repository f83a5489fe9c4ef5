import Foundation
import HTTPTypes
import Hummingbird
import Kernel
import NIOCore
package import Web

/// `POST /connect/token`, discovery and the key set.
package struct AccessRoutes {
    private let access: Access

    package init(access: Access) {
        self.access = access
    }

    package func add(to routes: Routes) {
        routes.post("/connect/token") { [self] request, _ in try await token(request) }
        routes.get("/.well-known/openid-configuration") { [access] _, _ in try .json(access.discovery) }
        routes.get("/.well-known/openid-configuration/jwks") { [access] _, _ in try .json(access.keySet) }
    }

    private func token(_ request: Request) async throws -> Response {
        let basic = request.headers[.authorization].flatMap(Self.basicCredentials)
        do {
            try request.requireMediaType { $0 == "application/x-www-form-urlencoded" }
            let bytes = try await request.bodyBytes(limit: WebLimits.formBodyBytes)
            let form = Form(String(buffer: bytes))
            guard let grant = form["grant_type"] else { throw AccessError.tokenRequest(.invalidRequest) }
            guard grant == "client_credentials" else { throw AccessError.tokenRequest(.unsupportedGrantType) }
            guard let clientID = basic?.0 ?? form["client_id"], let secret = basic?.1 ?? form["client_secret"] else {
                throw AccessError.tokenRequest(.invalidClient)
            }
            var response = try Response.json(
                try await access.token(clientID: clientID, secret: secret, scope: form["scope"]))
            response.headers[.cacheControl] = "no-store"
            return response
        } catch AccessError.tokenRequest(let error) {
            return try Self.response(to: error, triedBasic: basic != nil)
        }
    }

    /// RFC 6749 section 5.2: the error as a member, not as problem details; 401 only for a client that tried Basic.
    private static func response(to error: TokenError, triedBasic: Bool) throws -> Response {
        struct Body: Encodable {
            let error: String
            let message: String
        }
        let isChallenge = error == .invalidClient && triedBasic
        var response = try Response.json(
            Body(error: error.rawValue, message: error.rawValue), status: isChallenge ? .unauthorized : .badRequest)
        if isChallenge { response.headers[.wwwAuthenticate] = "Basic realm=\"couth\"" }
        response.headers[.cacheControl] = "no-store"
        return response
    }

    /// RFC 6749 section 2.3.1: identifier and secret are form-encoded before they are joined.
    private static func basicCredentials(_ header: String) -> (String, String)? {
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "basic", let data = Data(base64Encoded: String(parts[1]))
        else { return nil }
        let pair = String(decoding: data, as: UTF8.self).split(
            separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard pair.count == 2, let id = Form.decode(pair[0]), let secret = Form.decode(pair[1]) else { return nil }
        return (id, secret)
    }
}
