import Kernel

/// Follows `$ref` inside one document.
struct References {
    let root: JSONValue

    /// The value itself, or what it refers to; null where the reference leads nowhere.
    func follow(_ value: JSONValue) -> JSONValue {
        guard let reference = value["$ref"].text else { return value }
        guard reference.hasPrefix("#/") else { return .null }
        let target = reference.dropFirst(2).split(separator: "/").reduce(root) { place, name in
            // JSON Pointer, RFC 6901: ~1 is a slash and ~0 a tilde.
            place[String(name).replacing("~1", with: "/").replacing("~0", with: "~")]
        }
        return follow(target)
    }
}
