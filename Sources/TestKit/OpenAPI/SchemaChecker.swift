package import Kernel

/// Holds values to JSON schemas, as far as our document uses them. A keyword or a format that it does not know is a
/// violation, so that nothing in the document goes unchecked in silence.
package struct SchemaChecker: Sendable {
    private let references: References
    private let isStrict: Bool

    /// - Parameters:
    ///   - root: the document that references point into.
    ///   - isStrict: members that a schema does not name, and ids in upper case, are violations.
    package init(root: JSONValue, isStrict: Bool) {
        references = References(root: root)
        self.isStrict = isStrict
    }

    /// Each violation as a sentence that begins with the place, such as `#/rules/0/status`.
    package func violations(of value: JSONValue, against schema: JSONValue) -> [String] {
        check(value, schema, at: "#")
    }

    private func check(_ value: JSONValue, _ schema: JSONValue, at place: String) -> [String] {
        guard case .object = schema else { return ["\(place): the schema is missing"] }
        return checkOne(value, schema, at: place) + undeclaredMembers(of: value, schema, at: place)
    }

    /// Checks all but undeclared members, which only the whole of a composed schema can tell.
    private func checkOne(_ value: JSONValue, _ schema: JSONValue, at place: String) -> [String] {
        schema.members.sorted { $0.key < $1.key }.flatMap { keyword, rule in
            switch keyword {
            case "$ref", "allOf", "anyOf", "oneOf": composition(keyword, rule, value, schema, at: place)
            case "properties": properties(rule, value, at: place)
            case "additionalProperties": additional(rule, value, schema, at: place)
            case "items": value.items.enumerated().flatMap { check($1, rule, at: "\(place)/\($0)") }
            default:
                SchemaKeyword(keyword, rule).violation(of: value, isStrict: isStrict).map { ["\(place): \($0)"] } ?? []
            }
        }
    }

    private func composition(
        _ keyword: String, _ rule: JSONValue, _ value: JSONValue, _ schema: JSONValue, at place: String
    ) -> [String] {
        if keyword == "$ref" {
            let target = references.follow(schema)
            return target == .null ? ["\(place): the reference leads nowhere"] : checkOne(value, target, at: place)
        }
        let branches = rule.items.map { checkOne(value, $0, at: place) }
        let matches = branches.count(where: \.isEmpty)
        switch keyword {
        case "allOf": return branches.flatMap(\.self)
        case "anyOf": return matches > 0 ? [] : ["\(place): none of anyOf: \(branches.flatMap(\.self))"]
        default: return matches == 1 ? [] : ["\(place): \(matches) of oneOf: \(branches.flatMap(\.self))"]
        }
    }

    private func properties(_ rule: JSONValue, _ value: JSONValue, at place: String) -> [String] {
        value.members.sorted { $0.key < $1.key }.flatMap { name, member in
            rule.members[name].map { check(member, $0, at: "\(place)/\(name)") } ?? []
        }
    }

    private func additional(
        _ rule: JSONValue, _ value: JSONValue, _ schema: JSONValue, at place: String
    ) -> [String] {
        let others = value.members.filter { schema["properties"].members[$0.key] == nil }.sorted { $0.key < $1.key }
        switch rule {
        case .bool(true): return []
        case .bool(false): return others.map { "\(place)/\($0.key): not allowed" }
        default: return others.flatMap { check($0.value, rule, at: "\(place)/\($0.key)") }
        }
    }

    private func undeclaredMembers(of value: JSONValue, _ schema: JSONValue, at place: String) -> [String] {
        guard isStrict, let declared = declaredMembers(schema) else { return [] }
        return value.members.keys.filter { !declared.contains($0) }.sorted().map { "\(place)/\($0): not declared" }
    }

    /// The members named by a schema and all that it is composed of; nil where it names none or leaves itself open.
    private func declaredMembers(_ schema: JSONValue) -> Set<String>? {
        guard schema["additionalProperties"] == .null else { return nil }
        let parts =
            ["allOf", "anyOf", "oneOf"].flatMap { schema[$0].items }
            + (schema["$ref"] == .null ? [] : [references.follow(schema)])
        guard !parts.contains(where: { $0["additionalProperties"] != .null }) else { return nil }
        let names = parts.compactMap(declaredMembers).reduce(Set(schema["properties"].members.keys)) { $0.union($1) }
        return names.isEmpty ? nil : names
    }
}
