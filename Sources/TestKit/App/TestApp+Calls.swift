package import Foundation
package import HTTPTypes
import HummingbirdTesting
package import Kernel
import NIOCore
import NIOFoundationCompat

/// What a business calls.
extension TestApp {
    /// A call with a JSON body.
    @discardableResult
    package func call(
        _ method: HTTPRequest.Method, _ path: String, token: String? = nil, json: JSONValue? = nil
    ) async throws -> Answer {
        let body = try json.map { try JSONEncoder().encode($0) }
        let headers: HTTPFields = body == nil ? [:] : [.contentType: "application/json"]
        return try await send(method, path, token: token, headers: headers, body: body)
    }

    /// A call of bytes.
    @discardableResult
    package func send(
        _ method: HTTPRequest.Method, _ path: String, token: String? = nil, headers: HTTPFields = [:],
        body: Data? = nil
    ) async throws -> Answer {
        var headers = headers
        if let token { headers[.authorization] = "Bearer \(token)" }
        let answer = try await client.execute(
            uri: path, method: method, headers: headers, body: body.map { ByteBuffer(data: $0) }
        ) { Answer(status: $0.status.code, headers: $0.headers, bytes: Data(buffer: $0.body)) }
        hold(answer, method.rawValue, path)
        return answer
    }

    /// A call of the token endpoint with form members.
    package func tokenCall(_ members: [String: String], headers: HTTPFields = [:]) async throws -> Answer {
        let unreserved = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
        func encoded(_ text: String) -> String {
            text.utf8.map { unreserved.contains($0) ? String(UnicodeScalar($0)) : "%" + Hex.encode([$0]) }.joined()
        }
        let body = members.map { "\(encoded($0))=\(encoded($1))" }.joined(separator: "&")
        var headers = headers
        headers[.contentType] = "application/x-www-form-urlencoded"
        return try await send(.post, "/connect/token", headers: headers, body: Data(body.utf8))
    }

    /// An access token; every scope of the client where none is named.
    package func token(of tenant: Tenant? = nil, scope: String? = nil) async throws -> String {
        let tenant = tenant ?? self.tenant
        var members = [
            "grant_type": "client_credentials", "client_id": tenant.clientID, "client_secret": tenant.secret,
        ]
        members["scope"] = scope
        return try await tokenCall(members)["access_token"].text.orThrow("no access token")
    }

    /// Creates a verification.
    /// - Parameter setup: the sandbox's where none is named.
    package func create(
        _ members: JSONValue = [:], setup: String? = nil, token: String? = nil
    ) async throws -> String {
        var body = members.members
        body["setupId"] = .string(setup ?? tenant.sandbox)
        let token = if let token { token } else { try await self.token() }
        let answer = try await call(.post, "/v1/identity-verifications", token: token, json: .object(body))
        return try answer["id"].text.orThrow("no verification: \(answer.status)")
    }

    package func verification(_ id: String) async throws -> JSONValue {
        try await call(.get, "/v1/identity-verifications/\(id)", token: try await token()).json
    }

    package func identification(_ id: String) async throws -> JSONValue {
        try await call(.get, "/v1/identifications/\(id)", token: try await token()).json
    }
}

/// A helper's own call did not answer what every test relies on.
package struct TestAppFailure: Error, CustomStringConvertible {
    package let description: String
}

extension Optional {
    func orThrow(_ sentence: @autoclosure () -> String) throws -> Wrapped {
        guard let self else { throw TestAppFailure(description: sentence()) }
        return self
    }
}
