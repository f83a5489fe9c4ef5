/// What stands before the subfiles (AAMVA DL/ID Card Design Standard, annex D, tables D.1 and D.2).
package struct AAMVAHeader: Codable, Equatable, Sendable {
    /// Where a subfile is said to lie.
    package struct Entry: Codable, Equatable, Sendable {
        /// Two letters: `DL`, `ID`, `EN`, or `Z` and a letter of the jurisdiction.
        package let type: String
        /// In bytes from the `@`.
        package let offset: Int
        /// In bytes, from the type to the carriage return at its end.
        package let length: Int
    }

    /// As written, without blanks: `ANSI` or `AAMVA`.
    package let fileType: String
    /// The issuer identification number: six digits.
    package let issuerNumber: String
    /// The version of the standard as written, 0…99.
    package let version: Int
    package let jurisdictionVersion: Int?
    /// As written; nil where it is not there.
    package let numberOfEntries: Int?
    package let entries: [Entry]

    /// The version by whose rules the data are read: the nearest of 1…10.
    package var rules: Int { min(max(version, 1), 10) }
}

/// Reads the header and says where it ends.
struct AAMVAHeaderReader {
    private let bytes: [UInt8]
    private(set) var deviations = AAMVADeviations()
    /// Where the `@` stands, or would stand: offsets count from there, and it may lie before the data.
    private(set) var origin = 0
    /// The first byte behind the header.
    private(set) var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func read() throws(AAMVAError) -> AAMVAHeader {
        let fileType = try readFileType()
        guard let issuer = digits(6), let version = digits(2).flatMap({ Int($0) }) else { throw .headerUnreadable }
        deviations.note(.unknownVersion, if: !(1...10).contains(version))
        deviations.note(.fileType, if: fileType == "AAMVA" && version > 1)
        deviations.note(.unknownIssuer, if: AAMVAIssuer.of(issuer) == nil)
        let jurisdictionVersion = readJurisdictionVersion(version)
        let count = digits(2).flatMap { Int($0) }
        let entries = readEntries()
        deviations.note(.numberOfEntries, if: count != entries.count)
        return AAMVAHeader(
            fileType: fileType, issuerNumber: issuer, version: version, jurisdictionVersion: jurisdictionVersion,
            numberOfEntries: count, entries: entries)
    }

    /// Finds the file type, and holds what stands before it against `@ LF RS CR`.
    private mutating func readFileType() throws(AAMVAError) -> String {
        let names = ["ANSI", "AAMVA"]
        var found: (name: String, start: Int)?
        for start in 0..<min(bytes.count, AAMVALimits.prefixBytes) where found == nil {
            found = names.first { word(at: start, count: $0.utf8.count) == $0 }.map { ($0, start) }
        }
        guard let (name, start) = found else { throw .notCardData }
        let prefix = bytes[..<start]
        let indicator = prefix.firstIndex(of: UInt8(ascii: "@"))
        origin = indicator ?? start - 4
        deviations.note(.complianceIndicator, if: indicator != 0)
        deviations.note(.headerSeparators, if: !prefix.dropFirst((indicator ?? -1) + 1).elementsEqual([10, 30, 13]))
        position = start + name.utf8.count
        let written = bytes[start..<position]
        let blanks = bytes[position...].prefix { $0 == UInt8(ascii: " ") }.count
        position += blanks
        let isExact = written.elementsEqual(name.utf8) && blanks == (name == "ANSI" ? 1 : 0)
        deviations.note(.fileType, if: !isExact)
        return name
    }

    /// Version 01 went from the version to the number of entries directly. Who mixes that up is recognised by where the
    /// first entry stands.
    private mutating func readJurisdictionVersion(_ version: Int) -> Int? {
        let isAsked = version > 1
        let without = hasEntry(at: position + 2)
        let with = hasEntry(at: position + 4)
        let isPresent = without == with ? isAsked : with
        deviations.note(.jurisdictionVersion, if: isPresent != isAsked)
        guard isPresent else { return nil }
        let number = digits(2).flatMap { Int($0) }
        deviations.note(.jurisdictionVersion, if: number == nil)
        return number
    }

    private mutating func readEntries() -> [AAMVAHeader.Entry] {
        var entries: [AAMVAHeader.Entry] = []
        while entries.count < AAMVALimits.subfiles, hasEntry(at: position), let type = word(at: position, count: 2) {
            deviations.note(.subfileType, if: !bytes[position..<position + 2].elementsEqual(type.utf8), type)
            position += 2
            guard let offset = digits(4).flatMap({ Int($0) }), let length = digits(4).flatMap({ Int($0) }) else {
                break
            }
            entries.append(AAMVAHeader.Entry(type: type, offset: offset, length: length))
        }
        return entries
    }

    /// Two letters and eight digits.
    private func hasEntry(at start: Int) -> Bool {
        guard start + 10 <= bytes.count else { return false }
        return bytes[start..<start + 2].allSatisfy(\.isLetter) && bytes[start + 2..<start + 10].allSatisfy(\.isDigit)
    }

    /// Takes `count` digits, or nothing.
    private mutating func digits(_ count: Int) -> String? {
        guard position + count <= bytes.count else { return nil }
        let taken = bytes[position..<position + count]
        guard taken.allSatisfy(\.isDigit) else { return nil }
        position += count
        return String(decoding: taken, as: UTF8.self)
    }

    /// So many bytes as capitals.
    private func word(at start: Int, count: Int) -> String? {
        guard start + count <= bytes.count else { return nil }
        return String(decoding: bytes[start..<start + count].map(\.capital), as: UTF8.self)
    }
}

extension UInt8 {
    var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
    var isCapital: Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) }
    var isLetter: Bool { capital.isCapital }
    /// The capital of a small letter of ASCII; itself otherwise.
    var capital: UInt8 { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) ? self - 32 : self }
    var isBlank: Bool { self == UInt8(ascii: " ") || self == 9 }
    /// What parts elements on some card or other: line feed, carriage return, record separator, zero.
    var isSeparator: Bool { self == 10 || self == 13 || self == 30 || self == 0 }
}
