/// A subfile as it stands in the data.
package struct AAMVASubfile: Codable, Equatable, Sendable {
    /// Two capitals.
    package let type: String
    package let elements: [AAMVAElement]

    package init(type: String, elements: [AAMVAElement]) {
        self.type = type
        self.elements = elements
    }

    /// The standard's own subfiles: a driving licence, an identification card, an enhanced licence.
    package var isOfTheStandard: Bool { ["DL", "ID", "EN"].contains(type) }
}

/// A data element as it stands in a subfile.
package struct AAMVAElement: Codable, Equatable, Sendable {
    /// Three capitals.
    package let identifier: String
    /// Everything behind the identifier, blanks included.
    package let value: String

    package init(identifier: String, value: String) {
        self.identifier = identifier
        self.value = value
    }
}
