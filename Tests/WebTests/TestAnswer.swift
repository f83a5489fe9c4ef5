import Foundation
import HTTPTypes
import Kernel

/// What came back, as a test reads it.
struct TestAnswer {
    let status: Int
    let headers: HTTPFields
    let body: Data

    var text: String { String(decoding: body, as: UTF8.self) }

    /// The body's member of that name, where it is text.
    func member(_ name: String) -> String? {
        guard case .object(let members)? = try? JSONDecoder().decode(JSONValue.self, from: body),
            case .string(let text)? = members[name]
        else { return nil }
        return text
    }

    /// The last part of the problem's type.
    var problem: String? { member("type").map { String($0.split(separator: ":").last ?? "") } }

    /// The messages by member.
    var errors: [String: JSONValue] {
        guard case .object(let members)? = try? JSONDecoder().decode(JSONValue.self, from: body),
            case .object(let errors)? = members["errors"]
        else { return [:] }
        return errors
    }
}
