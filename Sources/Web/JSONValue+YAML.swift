package import Kernel
import Yams

/// Why a YAML text has no value in JSON.
package enum YAMLError: Error, Equatable {
    /// The text is empty or no YAML; the parser's own words with the line.
    case malformed(String)
    /// JSON knows strings as keys and nothing else; the place of the other key.
    case keyIsNoString(at: String)
}

extension JSONValue {
    /// Reads a YAML document: quoted scalars are strings, plain ones are what the YAML core schema makes of them.
    /// Days and times stay text, because JSON has no such type.
    package init(yaml text: String) throws(YAMLError) {
        let node: Node?
        do {
            node = try Yams.compose(yaml: text)
        } catch {
            throw .malformed("\(error)")
        }
        guard let node else { throw .malformed("the text is empty") }
        self = try JSONValue(node, at: "#")
    }

    private init(_ node: Node, at place: String) throws(YAMLError) {
        switch node {
        case .mapping(let mapping):
            var members: [String: JSONValue] = [:]
            for (key, value) in mapping {
                guard let name = key.scalar?.string, key.tag == Tag(.str) else { throw .keyIsNoString(at: place) }
                members[name] = try JSONValue(value, at: "\(place)/\(name)")
            }
            self = .object(members)
        case .sequence(let sequence):
            var items: [JSONValue] = []
            for (index, value) in sequence.enumerated() {
                items.append(try JSONValue(value, at: "\(place)/\(index)"))
            }
            self = .array(items)
        case .scalar(let scalar):
            self = JSONValue(scalar, Tag.Name(rawValue: node.tag.rawValue))
        case .alias(let alias):
            throw .malformed("\(place): the alias \(alias.anchor) has no anchor")
        }
    }

    private init(_ scalar: Node.Scalar, _ tag: Tag.Name) {
        switch tag {
        case .null: self = .null
        case .bool: self = Bool.construct(from: scalar).map(JSONValue.bool) ?? .string(scalar.string)
        case .int, .float: self = Double(scalar.string).map(JSONValue.number) ?? .string(scalar.string)
        default: self = .string(scalar.string)
        }
    }
}
