extension KeyedDecodingContainer {
    /// A text; nil where it is left out, null or blank: clients with forms send the fields that nobody filled in.
    package func textUnlessBlank(_ key: Key) throws -> String? {
        isBlank(key) ? nil : try decodeIfPresent(String.self, forKey: key)
    }

    /// Whether the member is a text with nothing in it.
    package func isBlank(_ key: Key) -> Bool {
        guard let text = try? decodeIfPresent(String.self, forKey: key) else { return false }
        return text.allSatisfy(\.isWhitespace)
    }
}
