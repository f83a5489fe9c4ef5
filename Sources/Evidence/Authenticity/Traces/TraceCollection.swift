/// Marks as they are found.
struct TraceCollection {
    var marks: Set<ImageTraces.Mark> = []
    var namesCamera = false
    var luminanceSteps: [Int]?
    /// Bytes of text that are still looked at.
    private var left = ImageTraces.Limits.allTextBytes

    /// Looks for the names of programs in a text, of which no more than `Limits.textBytes` count.
    mutating func addText(_ bytes: ArraySlice<UInt8>) {
        let part = bytes.prefix(min(left, ImageTraces.Limits.textBytes))
        left -= part.count
        let text = part.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
        for (mark, names) in Self.names where names.contains(where: { Self.holds(text, Array($0.utf8)) }) {
            marks.insert(mark)
        }
    }

    private static func holds(_ text: [UInt8], _ name: [UInt8]) -> Bool {
        guard let first = name.first, text.count >= name.count else { return false }
        return (0...text.count - name.count).contains { place in
            text[place] == first && text[place..<place + name.count].elementsEqual(name)
        }
    }

    /// A TIFF header and what follows it: the first directory and the one of EXIF (EXIF 2.32, section 4.6).
    mutating func addTIFF(_ tiff: ByteReader) {
        let littleEndian = tiff.has("II*\0", at: 0)
        guard littleEndian || tiff.has("MM\0*", at: 0),
            let first = tiff.number(at: 4, count: 4, littleEndian: littleEndian)
        else { return }
        let directory = ExifDirectory(tiff: tiff, littleEndian: littleEndian)
        let exif = directory.texts(at: Int(first)) { tag, text in add(tag, text) }
        if let exif { _ = directory.texts(at: exif) { tag, text in add(tag, text) } }
    }

    /// The payload of a segment or chunk that begins with the mark of EXIF, or with a TIFF header.
    mutating func addExif(_ segment: ByteReader) {
        addTIFF(segment.has("Exif\0\0", at: 0) ? ByteReader(segment.bytes.dropFirst(6)) : segment)
    }

    /// EXIF somewhere near the beginning of a file whose boxes are not walked (ISO/IEC 23008-12).
    mutating func addEmbeddedExif(_ file: ByteReader) {
        let (reach, mark) = (min(file.count, ImageTraces.Limits.textBytes), Array("Exif\0\0".utf8))
        guard let place = (0..<reach).first(where: { file.byte(at: $0) == mark[0] && file.has(mark, at: $0) }) else {
            return
        }
        addTIFF(ByteReader(file.bytes.dropFirst(place + 6)))
    }

    private mutating func add(_ tag: Int, _ text: ArraySlice<UInt8>) {
        switch tag {
        case ExifDirectory.make, ExifDirectory.model:
            namesCamera = namesCamera || text.contains { $0 > UInt8(ascii: " ") }
        default: addText(text)
        }
    }

    /// Parts of names in small letters, by which programs and credentials are known.
    private static let names: [(ImageTraces.Mark, [String])] = [
        (
            .editor,
            [
                "photoshop", "gimp", "snapseed", "pixelmator", "affinity photo", "canva", "picsart", "paint.net",
                "lightroom", "adobe express", "facetune", "photopea", "pixlr", "inshot", "meitu", "paintshop", "krita",
                "photoscape", "faceapp", "remini", "fotor", "photodirector", "luminar", "capture one",
            ]
        ),
        (
            .screenshot,
            ["screenshot", "screen shot", "snipping", "greenshot", "sharex", "flameshot", "lightshot", "screencapture"]
        ),
        (
            .generator,
            [
                "stable diffusion", "midjourney", "dall-e", "dall·e", "comfyui", "adobe firefly",
                "trainedalgorithmicmedia", "compositesynthetic",
            ]
        ),
    ]
}

/// Reads the texts of one directory of EXIF.
struct ExifDirectory {
    let tiff: ByteReader
    let littleEndian: Bool

    static let make = 0x010F
    static let model = 0x0110
    /// ProcessingSoftware, ImageDescription, Make, Model, Software and, of the second directory, UserComment.
    private static let wanted: Set = [0x000B, 0x010E, make, model, 0x0131, 0x9286]
    private static let exifPointer = 0x8769

    /// - Parameter text: called with tag and bytes of every wanted entry.
    /// - Returns: the offset of the directory of EXIF, where this one names it.
    func texts(at offset: Int, _ text: (Int, ArraySlice<UInt8>) -> Void) -> Int? {
        guard let count = number(at: offset, 2) else { return nil }
        var exif: Int?
        for entry in 0..<min(count, ImageTraces.Limits.entries) {
            let place = offset + 2 + 12 * entry
            guard let tag = number(at: place, 2), let length = number(at: place + 4, 4) else { return exif }
            if tag == Self.exifPointer { exif = number(at: place + 8, 4) }
            guard Self.wanted.contains(tag) else { continue }
            // Four bytes and less stand in the entry itself (section 4.6.2).
            let start = length <= 4 ? place + 8 : number(at: place + 8, 4) ?? 0
            let kept = min(length, ImageTraces.Limits.textBytes)
            if let bytes = tiff.slice(from: start, count: kept) { text(tag, bytes) }
        }
        return exif
    }

    private func number(at offset: Int, _ count: Int) -> Int? {
        tiff.number(at: offset, count: count, littleEndian: littleEndian).map(Int.init)
    }
}
