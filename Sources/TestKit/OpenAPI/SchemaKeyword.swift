import Kernel

/// One keyword of a schema that looks at a value by itself.
struct SchemaKeyword {
    private let name: String
    private let rule: JSONValue

    init(_ name: String, _ rule: JSONValue) {
        self.name = name
        self.rule = rule
    }

    /// What is wrong with the value, or nil. A keyword for another type than the value's has nothing to say
    /// (JSON Schema 2020-12, validation, section 6).
    func violation(of value: JSONValue, isStrict: Bool) -> String? {
        switch name {
        case "type": isOfType(value) ? nil : "is not of type \(typeNames.joined(separator: " or "))"
        case "enum": rule.items.contains(value) ? nil : "is none of the enum"
        case "const": rule == value ? nil : "is not the constant"
        case "required": missing(value)
        case "format":
            value.text.flatMap { SchemaFormat.violation(of: $0, format: rule.text ?? "", isStrict: isStrict) }
        case "pattern": value.text.flatMap(patternViolation)
        case "minLength", "maxLength", "minItems", "maxItems", "minimum", "maximum": limitViolation(value)
        default: Self.annotations.contains(name) ? nil : "the schema's keyword \(name) is unknown to the checker"
        }
    }

    private static let annotations: Set = [
        "description", "title", "default", "example", "examples", "deprecated", "contentEncoding", "contentMediaType",
    ]

    private var typeNames: [String] { rule.text.map { [$0] } ?? rule.items.compactMap(\.text) }

    private func isOfType(_ value: JSONValue) -> Bool {
        typeNames.contains { type in
            switch (type, value) {
            case ("null", .null), ("boolean", .bool), ("number", .number), ("string", .string): true
            case ("array", .array), ("object", .object): true
            case ("integer", .number(let number)): number == number.rounded()
            default: false
            }
        }
    }

    private func missing(_ value: JSONValue) -> String? {
        guard case .object(let members) = value else { return nil }
        let names = rule.items.compactMap(\.text).filter { members[$0] == nil }
        return names.isEmpty ? nil : "lacks \(names.joined(separator: ", "))"
    }

    private func patternViolation(_ text: String) -> String? {
        guard let pattern = rule.text, let expression = try? Regex(pattern) else {
            return "the schema's pattern is broken"
        }
        return text.contains(expression) ? nil : "does not match \(pattern)"
    }

    private func limitViolation(_ value: JSONValue) -> String? {
        let size: Double? =
            switch (name, value) {
            case ("minLength", .string(let text)), ("maxLength", .string(let text)): Double(text.unicodeScalars.count)
            case ("minItems", .array(let items)), ("maxItems", .array(let items)): Double(items.count)
            case ("minimum", .number(let number)), ("maximum", .number(let number)): number
            default: nil
            }
        guard let size else { return nil }
        guard let limit = rule.number else { return "the schema's \(name) is no number" }
        return (name.hasPrefix("min") ? size >= limit : size <= limit) ? nil : "breaks \(name) \(limit)"
    }
}
