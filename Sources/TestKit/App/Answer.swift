package import Foundation
package import HTTPTypes
package import Kernel

/// What the server answered.
package struct Answer: Sendable {
    package let status: Int
    package let headers: HTTPFields
    package let bytes: Data

    package init(status: Int, headers: HTTPFields, bytes: Data) {
        self.status = status
        self.headers = headers
        self.bytes = bytes
    }

    /// Null where the body is no JSON.
    package var json: JSONValue { (try? JSONDecoder().decode(JSONValue.self, from: bytes)) ?? .null }

    package subscript(_ member: String) -> JSONValue { json[member] }

    package var contentType: String? { headers[.contentType] }

    /// The last word of a problem's type, e.g. `wrong-status`.
    package var problem: String? { json["type"].text?.split(separator: ":").last.map(String.init) }

    /// The body of a problem with the number of the request taken out: all that may differ between two refusals.
    package var withoutTrace: String {
        let text = String(decoding: bytes, as: UTF8.self)
        return json["traceId"].text.map { text.replacing($0, with: "trace") } ?? text
    }
}
