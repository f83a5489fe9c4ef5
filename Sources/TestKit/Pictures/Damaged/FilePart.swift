/// A segment, chunk or box of a sound file, with the place of the number that tells its length.
struct FilePart: Sendable {
    /// From the part's first byte to the one behind its last.
    let range: Range<Int>
    /// Where the length stands; nil for a part that has none, such as a JPEG's marker of its start.
    let length: Range<Int>?
    let isLittleEndian: Bool

    /// The length as the file states it.
    func stated(in file: [UInt8]) -> Int {
        let digits = length.map { Array(file[$0]) } ?? []
        return (isLittleEndian ? digits.reversed() : digits).reduce(0) { $0 << 8 | Int($1) }
    }

    /// The file with another length in this part.
    func stating(_ number: Int, in file: [UInt8]) -> [UInt8] {
        guard let length else { return file }
        let digits = length.indices.map { UInt8(truncatingIfNeeded: number >> (8 * ($0 - length.lowerBound))) }
        var changed = file
        changed.replaceSubrange(length, with: isLittleEndian ? digits : digits.reversed())
        return changed
    }

    static func ofJPEG(_ file: [UInt8]) -> [FilePart] {
        var parts = [FilePart(range: 0..<2, length: nil, isLittleEndian: false)]
        var at = 2
        while at + 4 <= file.count {
            let length = Int(file[at + 2]) << 8 | Int(file[at + 3])
            var end = min(file.count, at + 2 + length)
            // The data of a scan belong to its part: they end at a marker that is no restart and no stuffed byte.
            while file[at + 1] == 0xDA, end + 1 < file.count, file[end] != 0xFF || isData(file[end + 1]) { end += 1 }
            parts.append(FilePart(range: at..<end, length: at + 2..<at + 4, isLittleEndian: false))
            at = end
        }
        return parts + [FilePart(range: at..<file.count, length: nil, isLittleEndian: false)]
    }

    private static func isData(_ second: UInt8) -> Bool { second == 0 || (0xD0...0xD7).contains(second) }

    static func ofPNG(_ file: [UInt8]) -> [FilePart] {
        chunks(of: file, from: 8, lengthOffset: 0, isLittleEndian: false) { $0 + 12 }
    }

    static func ofWebP(_ file: [UInt8]) -> [FilePart] {
        [FilePart(range: 0..<12, length: 4..<8, isLittleEndian: true)]
            + chunks(of: file, from: 12, lengthOffset: 4, isLittleEndian: true) { 8 + $0 + $0 & 1 }
    }

    /// The outer boxes, and those within `meta`, where all that matters is told.
    static func ofHEIC(_ file: [UInt8]) -> [FilePart] {
        let outer = chunks(of: file, from: 0, lengthOffset: 0, isLittleEndian: false) { $0 }
        let inner = outer.filter { file[$0.range].dropFirst(4).starts(with: Array("meta".utf8)) }.flatMap { meta in
            chunks(
                of: Array(file[..<meta.range.upperBound]), from: meta.range.lowerBound + 12, lengthOffset: 0,
                isLittleEndian: false, size: { $0 })
        }
        return outer + inner
    }

    /// Parts of a length of four bytes and a name of four, one after another; `size` is the whole part's.
    private static func chunks(
        of file: [UInt8], from start: Int, lengthOffset: Int, isLittleEndian: Bool, size: (Int) -> Int
    ) -> [FilePart] {
        var parts: [FilePart] = []
        var at = start
        while at + 8 <= file.count {
            let place = at + lengthOffset..<at + lengthOffset + 4
            let part = FilePart(range: at..<at + 8, length: place, isLittleEndian: isLittleEndian)
            let end = min(file.count, at + max(8, size(part.stated(in: file))))
            parts.append(FilePart(range: at..<end, length: place, isLittleEndian: isLittleEndian))
            at = end
        }
        return parts
    }
}
