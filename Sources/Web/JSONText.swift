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
        try requireMediaType { $0 == "application/json" || $0.hasSuffix("+json") }
        let bytes = try await bodyBytes(limit: limit)
        return try Self.decode(type, from: Data(buffer: bytes))
    }

    /// - Throws: 415 where a media type is given and `accepts` does not take it.
    package func requireMediaType(_ accepts: (String) -> Bool) throws(Problem) {
        guard let header = headers[.contentType] else { return }
        let type = header.split(separator: ";").first.map { $0.trimmingCharacters(in: .whitespaces).lowercased() }
        guard let type, accepts(type) else {
            throw Problem(type: "unsupported-media-type", title: "The media type is not supported here", status: 415)
        }
    }

    private static func decode<Value: Decodable>(_ type: Value.Type, from data: Data) throws(Problem) -> Value {
        guard JSONDepth.isWithin(WebLimits.jsonDepth, data) else {
            throw Problem(type: "malformed-json", title: "The JSON is nested too deeply", status: 400)
        }
        do {
            return try JSONDecoder().decode(type, from: data)
        } catch let error as DecodingError {
            throw error.problem
        } catch {
            throw Problem(type: "malformed-json", title: "The body is not JSON", status: 400)
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

/// How deep the brackets of a JSON text stand in each other, found without building anything.
enum JSONDepth {
    static func isWithin(_ limit: Int, _ data: Data) -> Bool {
        var depth = 0
        var isInString = false
        var isEscaped = false
        return data.withUnsafeBytes { bytes in
            for byte in bytes {
                switch byte {
                case _ where isEscaped: isEscaped = false
                case 0x5C where isInString: isEscaped = true
                case 0x22: isInString.toggle()
                case _ where isInString: continue
                case 0x5B, 0x7B:
                    depth += 1
                    if depth > limit { return false }
                case 0x5D, 0x7D: depth -= 1
                default: continue
                }
            }
            return true
        }
    }
}

extension DecodingError {
    /// A 400 that names the member and never repeats its value.
    fileprivate var problem: Problem {
        func invalid(_ path: [any CodingKey], _ sentence: String) -> Problem {
            let name = path.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: ".")
            return Problem(
                type: "validation-failed", title: "The request is not valid", status: 400,
                detail: name.isEmpty ? sentence : "\(name): \(sentence)",
                errors: [name.isEmpty ? "$" : name: [sentence]])
        }
        switch self {
        case .keyNotFound(let key, let context):
            return invalid(context.codingPath + [key], "is required")
        case .typeMismatch(_, let context):
            return invalid(context.codingPath, "has the wrong type")
        case .valueNotFound(_, let context):
            return invalid(context.codingPath, "must not be null")
        case .dataCorrupted(let context) where context.codingPath.isEmpty:
            return Problem(type: "malformed-json", title: "The body is not JSON", status: 400)
        case .dataCorrupted(let context):
            return invalid(context.codingPath, "is not valid")
        @unknown default:
            return invalid([], "is not valid")
        }
    }
}
