package import Kernel

/// Reading a document by its members: what is missing or of another type reads as empty.
extension JSONValue {
    package subscript(_ name: String) -> JSONValue { members[name] ?? .null }

    package var members: [String: JSONValue] {
        if case .object(let members) = self { members } else { [:] }
    }

    package var items: [JSONValue] {
        if case .array(let items) = self { items } else { [] }
    }

    package var text: String? {
        if case .string(let text) = self { text } else { nil }
    }

    package var number: Double? {
        if case .number(let number) = self { number } else { nil }
    }
}
