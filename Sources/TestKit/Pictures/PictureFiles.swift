/// Changes files of pictures byte by byte, as senders do by accident or on purpose.
package enum PictureFiles {
    /// Puts an EXIF segment with an orientation behind the start of a JPEG file.
    package static func jpeg(_ file: [UInt8], orientation: UInt8, littleEndian: Bool = true) -> [UInt8] {
        let payload = Array("Exif\0\0".utf8) + tiff(orientation: orientation, littleEndian: littleEndian)
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
