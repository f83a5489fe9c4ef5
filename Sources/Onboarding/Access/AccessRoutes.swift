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
            let bytes = try await request.bodyBytes(limit: WebLimits.formBodyBytes)
            let form = Form(String(buffer: bytes))
            // Clients in the field misspell the header's name: what reads as the form is taken for it.
            if form["grant_type"] == nil {
                try request.requireMediaType { $0 == "application/x-www-form-urlencoded" }
            }
            guard let grant = form["grant_type"] else { throw AccessError.tokenRequest(.invalidRequest) }
            guard grant == "client_credentials" else { throw AccessError.tokenRequest(.unsupportedGrantType) }
            let proof = try Self.proof(form, basic: basic)
            var response = try Response.json(
                try await access.token(
                    .init(proof: proof, scope: form["scope"], certificate: access.certificate(of: request))))
            response.headers[.cacheControl] = "no-store"
            return response
        } catch AccessError.tokenRequest(let error) {
            return try Self.response(to: error, triedBasic: basic != nil)
        }
    }

    /// One way of proving itself, and no second (RFC 6749 section 2.3).
    private static func proof(_ form: Form, basic: (String, String)?) throws -> Access.TokenRequest.Proof {
        if let assertion = form["client_assertion"] {
            guard form["client_assertion_type"] == ClientAssertion.type, basic == nil, form["client_secret"] == nil
            else {
                throw AccessError.tokenRequest(.invalidRequest)
            }
            return .assertion(assertion, clientID: form["client_id"])
        }
        guard let clientID = basic?.0 ?? form["client_id"], let secret = basic?.1 ?? form["client_secret"] else {
            throw AccessError.tokenRequest(.invalidClient)
        }
        return .secret(clientID: clientID, secret: secret)
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
