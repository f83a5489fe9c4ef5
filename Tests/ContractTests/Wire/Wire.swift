import Foundation
import HTTPTypes
import Journal
import Kernel
import TestKit

/// What tests of the wire ask of values.
enum Wire {
    static let verifications = "/v1/identity-verifications"
    static let picture = Data(SampleFiles.jpegProgressive)

    static func isID(_ value: JSONValue) -> Bool {
        value.text?.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/) != nil
    }

    static func isInstant(_ value: JSONValue) -> Bool {
        value.text?.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,7})?Z/) != nil
    }

    static func isDay(_ value: JSONValue) -> Bool {
        value.text?.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}/) != nil
    }

    static func names(_ value: JSONValue) -> Set<String> { Set(value.members.keys) }

    /// Every member's name and every value of a document, whatever their depth.
    static func walk(_ value: JSONValue, _ visit: (String?, JSONValue) -> Void, name: String? = nil) {
        visit(name, value)
        for (name, member) in value.members { walk(member, visit, name: name) }
        for item in value.items { walk(item, visit, name: name) }
    }

    static func header(_ name: String, of answer: Answer) -> String? {
        HTTPField.Name(name).flatMap { answer.headers[$0] }
    }
}

extension Person {
    /// A passport and a face without a meaning, handed in; nobody has decided yet.
    @discardableResult
    func handInSamples() async throws -> Answer {
        try await document("Passport", "DataPage", Wire.picture)
        try await selfie(Wire.picture)
        try await put("verification")
        return try await put("complete")
    }
}

extension TestApp {
    /// A reviewer's word by API.
    @discardableResult
    func review(_ identification: String, _ word: String, reason: String? = nil) async throws -> Answer {
        var body: [String: JSONValue] = ["reviewer": "Ada Lind", "remark": "Looked at it."]
        body["reason"] = reason.map(JSONValue.string)
        return try await call(
            .put, "/v1/identifications/\(identification)/\(word)", token: try await token(), json: .object(body))
    }

    /// The bodies of a verification's notifications, in their order.
    func notifications(of verification: String) async throws -> [JSONValue] {
        try await events(of: verification).map { try JSONDecoder().decode(JSONValue.self, from: $0.body) }
    }
}
