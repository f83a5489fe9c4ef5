/// One place where a card's data differ from what the standard asks for (AAMVA DL/ID Card Design Standard, annex D).
///
/// Issuers deviate in good faith, so none of these condemns a card; forgers deviate too, so all of them are told. A
/// deviation names the element it is about, never what the element says.
package struct AAMVADeviation: Codable, Hashable, Sendable {
    package enum Kind: String, Codable, Sendable, CaseIterable {
        // Header (D.12.3).
        /// The data do not begin with `@`.
        case complianceIndicator
        /// `@` and the file type are not parted by line feed, record separator, carriage return.
        case headerSeparators
        /// The file type is not written `ANSI `; version 01 may have `AAMVA`.
        case fileType
        /// The issuer's number is on no list of issuers.
        case unknownIssuer
        /// The version is not one of 01…10; the data were read by the rules of the nearest.
        case unknownVersion
        /// Version 01 has no jurisdiction version number, every later one has.
        case jurisdictionVersion
        /// The header counts other than the subfiles it lists.
        case numberOfEntries
        // Subfiles (D.12.4). The element is the subfile's type.
        /// A subfile that is listed is not there.
        case missingSubfile
        /// A subfile does not begin where the header says.
        case subfileOffset
        /// A subfile is not as long as the header says.
        case subfileLength
        /// A subfile does not begin with its type, or the type is in small letters.
        case subfileType
        /// A subfile does not end with a carriage return.
        case segmentTerminator
        /// Something follows the last subfile.
        case trailingData
        // Elements (D.12.5).
        /// Elements are parted by other than one line feed.
        case elementSeparator
        /// An element follows another without a separator.
        case missingSeparator
        /// Something between two separators is no element.
        case malformedElement
        /// The element's identifier is in small letters.
        case lowerCase
        /// The value has blanks around it that its version does not ask for.
        case padding
        case emptyElement
        /// The standard knows no such element.
        case unknownElement
        /// The standard has the element in other versions only.
        case elementOfOtherVersion
        /// The element is there again; the first was taken.
        case repeatedElement
        /// The version asks for an element that is not there.
        case missingElement
        // Values.
        /// A date in the order of another country or version.
        case dateOrder
        /// A date with separators.
        case dateForm
        /// No day of the calendar.
        case unreadableDate
        /// A value that the standard writes otherwise.
        case coding
        /// Characters beyond ASCII that are UTF-8, where the standard has ISO 8859-1.
        case textEncoding
    }

    package let kind: Kind
    /// The element's three letters or the subfile's two; nil where the deviation is about neither.
    package let element: String?

    package init(_ kind: Kind, _ element: String? = nil) {
        self.kind = kind
        self.element = element
    }
}
