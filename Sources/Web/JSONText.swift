package import Foundation
import HTTPTypes
package import Hummingbird
package import Kernel
import NIOCore
import NIOFoundationCompat

/// JSON as it stands on the wire: members without a value are left out, slashes are not escaped, keys are sorted so
/// that the same value always gives the same bytes.
package enum JSONText {
    package static func encode(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(value)
    }

    /// A value of a JSON text. Members that the type does not know are ignored.
    /// - Throws: 400, with the member's path where one does not fit.
    package static func decode<Value: Decodable>(_ type: Value.Type = Value.self, from data: Data) throws(Problem)
        -> Value
    {
        if let fault = JSONScan.fault(in: data) { throw fault.problem }
        do {
            return try JSONDecoder().decode(type, from: data)
        } catch let error as DecodingError {
            throw error.problem(in: data)
        } catch {
            throw JSONScan.Fault.noJSON.problem
        }
    }
}

extension Response {
    package static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
        bytes(try JSONText.encode(value), as: "application/json; charset=utf-8", status: status)
    }

    package static func bytes(_ data: Data, as type: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(status: status, headers: [.contentType: type], body: ResponseBody(byteBuffer: ByteBuffer(data: data)))
    }

    package static var noContent: Response { Response(status: .noContent) }
}

extension Request {
    /// The body, up to `limit` bytes.
    /// - Throws: a 413 problem beyond it; refused before the first byte is read where the length is announced.
    package func bodyBytes(limit: Int) async throws -> ByteBuffer {
        if let announced = headers[.contentLength].flatMap(Int.init), announced > limit { throw Problem.bodyTooLarge }
        var request = self
        do {
            return try await request.collectBody(upTo: limit)
        } catch is NIOTooManyBytesError {
            throw Problem.bodyTooLarge
        }
    }

    /// The body as JSON. Members that the type does not know are ignored.
    /// - Throws: 413, 415 where the media type is not JSON, 400 with the member's path where it does not fit.
    package func json<Value: Decodable>(
        _ type: Value.Type = Value.self, limit: Int = WebLimits.jsonBodyBytes
    ) async throws -> Value {
        try JSONText.decode(type, from: try await jsonBytes(limit: limit))
    }

    /// The body of a filter: none asks for nothing, as `{}` does.
    package func jsonOrNothing<Value: Decodable>(_ type: Value.Type = Value.self) async throws -> Value {
        let bytes = try await jsonBytes()
        return try JSONText.decode(type, from: bytes.isEmpty ? Data("{}".utf8) : bytes)
    }

    /// The body of a request whose media type is JSON, as it came.
    /// - Throws: 413, and 415 where the media type is another.
    package func jsonBytes(limit: Int = WebLimits.jsonBodyBytes) async throws -> Data {
        try requireMediaType { $0 == "application/json" || $0.hasSuffix("+json") }
        return Data(buffer: try await bodyBytes(limit: limit))
    }

    /// - Throws: 415 where a media type is given and `accepts` does not take it.
    package func requireMediaType(_ accepts: (String) -> Bool) throws(Problem) {
        guard let header = headers[.contentType] else { return }
        let type = header.split(separator: ";").first.map { $0.trimmingCharacters(in: .whitespaces).lowercased() }
        guard let type, accepts(type) else {
            throw Problem(type: "unsupported-media-type", title: "The media type is not supported here", status: 415)
        }
    }
}

/// The limits that hold for every request.
package enum WebLimits {
    /// A JSON body without pictures.
    package static let jsonBodyBytes = 64 * 1024
    package static let jsonDepth = 32
    package static let formBodyBytes = 8 * 1024
}

extension DecodingError {
    /// A 400 that names the member and never repeats its value.
    fileprivate func problem(in data: Data) -> Problem {
        func invalid(_ path: [any CodingKey], _ sentence: String, at place: String = "$") -> Problem {
            let joined = path.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: ".")
            let name = joined.isEmpty ? place : joined
            return Problem(
                type: "validation-failed", title: "The request is not valid", status: 400,
                detail: name == "$" ? sentence : "\(name): \(sentence)", errors: [name: [sentence]])
        }
        switch self {
        case .keyNotFound(let key, let context):
            return invalid(context.codingPath + [key], "is required")
        case .typeMismatch(_, let context):
            return invalid(context.codingPath, "has the wrong type")
        case .valueNotFound(_, let context):
            return invalid(context.codingPath, "must not be null")
        case .dataCorrupted(let context) where context.codingPath.isEmpty:
            // Foundation names no member where a whole number was asked and another one stands.
            guard let value = try? JSONDecoder().decode(JSONValue.self, from: data) else {
                return JSONScan.Fault.noJSON.problem
            }
            let places = value.placesOfFractions
            return invalid([], "must be a whole number", at: places.count == 1 ? places[0] : "$")
        case .dataCorrupted(let context):
            return invalid(context.codingPath, "is not valid")
        @unknown default:
            return invalid([], "is not valid")
        }
    }
}

extension JSONValue {
    /// Where numbers stand that are no whole numbers a machine can hold.
    fileprivate var placesOfFractions: [String] {
        switch self {
        case .number(let number): Int64(exactly: number) == nil ? [""] : []
        case .array(let items):
            items.enumerated().flatMap { index, item in
                item.placesOfFractions.map { $0.isEmpty ? "[\(index)]" : "[\(index)].\($0)" }
            }
        case .object(let members):
            members.sorted { $0.key < $1.key }.flatMap { name, member in
                member.placesOfFractions.map { $0.isEmpty ? name : "\(name).\($0)" }
            }
        default: []
        }
    }
}
