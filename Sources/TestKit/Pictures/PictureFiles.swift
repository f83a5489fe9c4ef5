/// Changes files of pictures byte by byte, as senders do by accident or on purpose.
package enum PictureFiles {
    /// Puts an EXIF segment with an orientation behind the start of a JPEG file.
    package static func jpeg(_ file: [UInt8], orientation: UInt8, littleEndian: Bool = true) -> [UInt8] {
        jpeg(file, exif: tiff(orientation: orientation, littleEndian: littleEndian))
    }

    /// Puts an EXIF segment behind the start of a JPEG file; with its mark it has at most 65,533 bytes.
    package static func jpeg(_ file: [UInt8], exif tiff: [UInt8]) -> [UInt8] {
        let payload = Array("Exif\0\0".utf8) + tiff
        let length = payload.count + 2
        return file[..<2] + [0xFF, 0xE1, UInt8(length >> 8), UInt8(length & 255)] + payload + file[2...]
    }

    /// A TIFF header with one directory of one entry: the orientation.
    package static func tiff(orientation: UInt8, littleEndian: Bool = true) -> [UInt8] {
        littleEndian
            ? [0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0]
            : [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]
    }

    /// Puts a chunk with its checksum behind the header of a PNG file.
    package static func png(_ file: [UInt8], adding name: String, _ data: [UInt8]) -> [UInt8] {
        let body = Array(name.utf8) + data
        return file[..<33] + big(UInt32(data.count)) + body + big(checksum(body)) + file[33...]
    }

    /// A PNG header that claims a size, with its checksum, over the file's own data.
    package static func png(_ file: [UInt8], claimingWidth width: UInt32, height: UInt32) -> [UInt8] {
        let header = Array("IHDR".utf8) + big(width) + big(height) + file[24..<29]
        return file[..<12] + header + big(checksum(header)) + file[33...]
    }

    /// A PNG file of a header and these chunks with their checksums; of no compressed pixels where there is no `IDAT`.
    package static func png(
        width: UInt32, height: UInt32, depth: UInt8 = 8, colour: UInt8 = 0, chunks: [(name: String, data: [UInt8])] = []
    ) -> [UInt8] {
        let header = ("IHDR", big(width) + big(height) + [depth, colour, 0, 0, 0])
        let mark: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        return ([header] + chunks + [("IEND", [])]).reduce(mark) { file, chunk in
            let body = Array(chunk.0.utf8) + chunk.1
            return file + big(UInt32(chunk.1.count)) + body + big(checksum(body))
        }
    }

    /// A JPEG whose frame header claims a size.
    package static func jpeg(_ file: [UInt8], claimingWidth width: UInt16, height: UInt16) -> [UInt8] {
        var changed = file
        let frame = file.indices.dropLast(9).first { file[$0] == 0xFF && (0xC0...0xC2).contains(file[$0 + 1]) } ?? 0
        changed.replaceSubrange(
            frame + 5..<frame + 9,
            with: [UInt8(height >> 8), UInt8(height & 255), UInt8(width >> 8), UInt8(width & 255)])
        return changed
    }

    private static func big(_ number: UInt32) -> [UInt8] {
        [UInt8(number >> 24), UInt8(number >> 16 & 255), UInt8(number >> 8 & 255), UInt8(number & 255)]
    }

    /// CRC-32 as PNG uses it (ISO 3309), bit by bit.
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(UInt32.max) { start, byte in
            (0..<8).reduce(start ^ UInt32(byte)) { sum, _ in sum >> 1 ^ (sum & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
    }
}
