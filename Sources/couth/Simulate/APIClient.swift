import AsyncHTTPClient
import Foundation
import Kernel
import NIOCore
import NIOFoundationCompat
import NIOHTTP1

/// A client of the public API, as an integrator or the hosted page would be one: nothing of the server's code is used.
struct APIClient: Sendable {
    struct Answer: Sendable {
        let status: Int
        let headers: HTTPHeaders
        let body: Data

        /// The body as JSON; null where it is none.
        var json: JSONValue { (try? JSONDecoder().decode(JSONValue.self, from: body)) ?? .null }
    }

    struct Failure: Error, CustomStringConvertible {
        let call: String
        let status: Int
        let message: String

        var description: String { "\(call) answered \(status): \(message)" }
    }

    private enum Limits {
        static let answerBytes = 64 * 1_048_576
        static let timeoutSeconds: Int64 = 60
    }

    let base: String
    /// Told of each answer: method, path, and the time from the request to the answer's last byte.
    var timed: (@Sendable (_ method: String, _ path: String, _ took: Duration) -> Void)?
    private let client: HTTPClient

    init(base: String) {
        self.base = base
        client = .shared
    }

    /// With connections of its own, as many as ask at the same time; to be closed when done.
    init(base: String, connections: Int) {
        self.base = base
        var configuration = HTTPClient.Configuration()
        configuration.httpVersion = .http1Only
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = connections
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    func close() async throws {
        try await client.shutdown()
    }

    func send(
        _ method: HTTPMethod, _ path: String, token: String? = nil, body: Data? = nil,
        type: String = "application/json"
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: base + path)
        request.method = method
        if let token { request.headers.add(name: "Authorization", value: "Bearer \(token)") }
        if let body {
            request.headers.add(name: "Content-Type", value: type)
            request.body = .bytes(ByteBuffer(data: body))
        }
        let begun = ContinuousClock.now
        let response = try await client.execute(request, timeout: .seconds(Limits.timeoutSeconds))
        let bytes = try await response.body.collect(upTo: Limits.answerBytes)
        timed?(method.rawValue, path, .now - begun)
        return Answer(status: Int(response.status.code), headers: response.headers, body: Data(buffer: bytes))
    }

    /// - Throws: `Failure` for any answer that is not 2xx.
    @discardableResult
    func expect(
        _ method: HTTPMethod, _ path: String, token: String? = nil, json: JSONValue? = nil
    ) async throws -> JSONValue {
        let body = try json.map { try JSONEncoder().encode($0) }
        let answer = try await send(method, path, token: token, body: body)
        guard (200..<300).contains(answer.status) else {
            throw Failure(
                call: "\(method.rawValue) \(path)", status: answer.status,
                message: answer.json["message"].text ?? "no message")
        }
        return answer.json
    }

    /// The client credentials grant.
    func token(clientID: String, secret: String) async throws -> String {
        let form = "grant_type=client_credentials&client_id=\(clientID)&client_secret=\(secret)"
        let answer = try await send(
            .POST, "/connect/token", body: Data(form.utf8), type: "application/x-www-form-urlencoded")
        guard let token = answer.json["access_token"].text else {
            throw Failure(
                call: "POST /connect/token", status: answer.status, message: answer.json["error"].text ?? "no token")
        }
        return token
    }
}

extension JSONValue {
    /// A member of an object; null where there is none.
    subscript(_ name: String) -> JSONValue {
        if case .object(let members) = self { members[name] ?? .null } else { .null }
    }

    var text: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// Laid out for reading.
    var laidOut: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "null"
    }
}
