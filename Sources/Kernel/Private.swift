/// A value about a person. It prints as `‹private›` wherever it is interpolated, dumped or reflected,
/// so that it cannot reach a log or an error by accident.
package struct Private<Value> {
    /// The value itself. Reading it is a deliberate act; hand it to the vault or to the wire and nowhere else.
    package let value: Value

    package init(_ value: Value) {
        self.value = value
    }
}

extension Private: Sendable where Value: Sendable {}
extension Private: Equatable where Value: Equatable {}

extension Private: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "‹private›" }
    package var debugDescription: String { "‹private›" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

extension Private: Decodable where Value: Decodable {
    package init(from decoder: any Decoder) throws {
        value = try Value(from: decoder)
    }
}

extension Private: Encodable where Value: Encodable {
    package func encode(to encoder: any Encoder) throws {
        try value.encode(to: encoder)
    }
}
