/// Finds the subfiles that a header lists, wherever they really are, and takes them apart.
struct AAMVASubfileReader {
    private let bytes: [UInt8]
    private let header: AAMVAHeader
    /// Where offsets count from.
    private let origin: Int
    /// The first byte behind the header.
    private let body: Int
    private(set) var deviations = AAMVADeviations()
    private var elementsLeft = AAMVALimits.elements

    init(_ bytes: [UInt8], header: AAMVAHeader, origin: Int, body: Int) {
        self.bytes = bytes
        self.header = header
        self.origin = origin
        self.body = body
    }

    private struct Place {
        let type: String
        let start: Int
        /// The first byte behind the type, where there is one.
        let content: Int
        /// From the header; nil for a subfile that it does not list.
        let length: Int?
    }

    mutating func read() throws(AAMVAError) -> [AAMVASubfile] {
        let places = listed().isEmpty ? unlisted() : listed(noting: true)
        guard !places.isEmpty else { throw .noSubfile }
        var subfiles: [AAMVASubfile] = []
        for (index, place) in places.enumerated() {
            let next = index + 1 < places.count ? places[index + 1].start : nil
            let end = end(of: place, next: next)
            subfiles.append(AAMVASubfile(type: place.type, elements: elements(from: place.content, to: end)))
        }
        guard subfiles.contains(where: { !$0.elements.isEmpty }) else { throw .noSubfile }
        return subfiles
    }

    // MARK: Where they are

    private func listed() -> [Place] {
        var copy = self
        return copy.listed(noting: false)
    }

    private mutating func listed(noting: Bool) -> [Place] {
        var places: [Place] = []
        for entry in header.entries {
            let stated = origin + entry.offset
            let from = places.last?.content ?? body
            let start = stated >= from && has(entry.type, at: stated) ? stated : search(entry.type, from: from)
            guard let start else {
                if noting { deviations.note(.missingSubfile, entry.type) }
                continue
            }
            if noting {
                deviations.note(.subfileOffset, if: start != stated, entry.type)
                deviations.note(
                    .subfileType, if: !bytes[start..<start + 2].elementsEqual(entry.type.utf8), entry.type)
            }
            places.append(Place(type: entry.type, start: start, content: start + 2, length: entry.length))
        }
        return places
    }

    /// Nothing where the header says, or no list at all: what follows the header is the subfile.
    private mutating func unlisted() -> [Place] {
        guard body < bytes.count else { return [] }
        let types = ["DL", "ID", "EN"]
        let type = types.first { has($0, at: body) }
        for entry in header.entries { deviations.note(.missingSubfile, entry.type) }
        if type == nil { deviations.note(.subfileType) }
        let assumed = type ?? header.entries.first { types.contains($0.type) }?.type ?? "DL"
        return [Place(type: assumed, start: body, content: type == nil ? body : body + 2, length: nil)]
    }

    /// The type behind the header or behind a separator.
    private func search(_ type: String, from first: Int) -> Int? {
        guard first < bytes.count else { return nil }
        return (first..<bytes.count).first { start in
            (start == body || bytes[start - 1].isSeparator) && has(type, at: start)
        }
    }

    /// The type with the beginning of an element, or with a separator, behind it.
    private func has(_ type: String, at start: Int) -> Bool {
        guard start >= 0, start + 3 <= bytes.count else { return false }
        let follower = bytes[start + 2]
        return bytes[start..<start + 2].map(\.capital).elementsEqual(type.utf8)
            && (follower.isSeparator || "DZ".utf8.contains(follower.capital))
    }

    /// The end by what follows. The header's own length is only held against it: it is wrong on too many cards.
    private mutating func end(of place: Place, next: Int?) -> Int {
        var end = next ?? bytes.count
        if next == nil, let length = place.length {
            // What follows the last subfile and says nothing is no part of it.
            let stated = place.start + length
            let isBlank =
                stated < end && bytes[max(stated, place.content)...].allSatisfy { $0.isBlank || $0.isSeparator }
            if isBlank, stated > place.content, bytes[stated - 1] == 13 {
                deviations.note(.trailingData)
                end = stated
            }
        }
        deviations.note(.segmentTerminator, if: bytes[end - 1] != 13, place.type)
        if let length = place.length { deviations.note(.subfileLength, if: place.start + length != end, place.type) }
        return end
    }

    // MARK: What is in them

    private mutating func elements(from start: Int, to end: Int) -> [AAMVAElement] {
        guard start < end else { return [] }
        let content = bytes[end - 1] == 13 ? bytes[start..<end - 1] : bytes[start..<end]
        let pieces = content.split(omittingEmptySubsequences: false, whereSeparator: \.isSeparator)
        let isClean = content.allSatisfy { !$0.isSeparator || $0 == 10 } && pieces.allSatisfy { !$0.isEmpty }
        deviations.note(.elementSeparator, if: !isClean && !content.isEmpty)
        return pieces.filter { !$0.isEmpty }.compactMap { element($0) }
    }

    private mutating func element(_ piece: ArraySlice<UInt8>) -> AAMVAElement? {
        let trimmed = piece.drop(while: \.isBlank)
        let letters = trimmed.prefix(3)
        let capitals = letters.map(\.capital)
        guard capitals.count == 3, capitals.allSatisfy(\.isCapital), elementsLeft > 0,
            capitals[0] == UInt8(ascii: "D") || capitals[0] == UInt8(ascii: "Z")
        else {
            deviations.note(.malformedElement)
            return nil
        }
        elementsLeft -= 1
        let identifier = String(decoding: capitals, as: UTF8.self)
        deviations.note(.padding, if: trimmed.count != piece.count, identifier)
        deviations.note(.lowerCase, if: !letters.elementsEqual(capitals), identifier)
        return AAMVAElement(identifier: identifier, value: text(trimmed.dropFirst(3), of: identifier))
    }

    /// ISO 8859-1 as the standard has it, but UTF-8 where that is what it evidently is.
    private mutating func text(_ value: ArraySlice<UInt8>, of identifier: String) -> String {
        guard value.contains(where: { $0 > 127 }) else { return String(decoding: value, as: UTF8.self) }
        if let text = String(validating: value, as: UTF8.self) {
            deviations.note(.textEncoding, identifier)
            return text
        }
        return String(String.UnicodeScalarView(value.map { Unicode.Scalar($0) }))
    }
}
