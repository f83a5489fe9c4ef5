import Crypto
import Foundation
import HTTPTypes
package import Hummingbird
import Kernel

extension Response {
    /// The answer to a read: with a strong entity tag over its bytes (RFC 9110 section 8.8.3), and 304 without a body
    /// where the client says by `If-None-Match` that it has them.
    package static func json(_ value: some Encodable, to request: Request) throws -> Response {
        tagged(try JSONText.encode(value), to: request)
    }

    /// The same for a body that writes itself.
    package static func json(_ value: some JSONWritable, to request: Request) throws -> Response {
        tagged(try JSONWriter.bytes(of: value), to: request)
    }

    private static func tagged(_ bytes: Data, to request: Request) -> Response {
        let tag = "\"\(Hex.encode(SHA256.hash(data: bytes).prefix(16)))\""
        var response =
            request.has(tag)
            ? Response(status: .notModified) : Response.bytes(bytes, as: "application/json; charset=utf-8")
        response.headers[.eTag] = tag
        return response
    }
}

extension Request {
    /// Whether `If-None-Match` names the tag, in the weak comparison that RFC 9110 section 13.1.2 asks for, or any.
    fileprivate func has(_ tag: String) -> Bool {
        headers[values: .ifNoneMatch].contains { field in
            field.split(separator: ",").contains { item in
                let named = item.trimmingCharacters(in: .whitespaces)
                return named == "*" || named == tag || named == "W/\(tag)"
            }
        }
    }
}
