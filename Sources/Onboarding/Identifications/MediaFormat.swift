package import Evidence
package import Foundation

/// What kind of file a piece of evidence is. The bytes say so, never the sender.
package enum MediaFormat: RawRepresentable, Equatable, Sendable {
    case image(ImageFormat)
    case mp4

    package init?(rawValue: String) {
        if rawValue == "mp4" {
            self = .mp4
        } else if let format = ImageFormat(rawValue: rawValue) {
            self = .image(format)
        } else {
            return nil
        }
    }

    package var rawValue: String {
        switch self {
        case .image(let format): format.rawValue
        case .mp4: "mp4"
        }
    }

    /// Without a dot.
    package var fileExtension: String {
        self == .image(.unknown) ? "bin" : rawValue
    }

    package var mediaType: String {
        switch self {
        case .image(let format): format.mediaType ?? "application/octet-stream"
        case .mp4: "video/mp4"
        }
    }

    /// Looks at the head of a recording and no further: it is kept and never decoded here. ISO/IEC 14496-12 § 4.3: the
    /// first box is `ftyp`, with its own length before it.
    package static func isMp4(_ bytes: Data) -> Bool {
        let head = [UInt8](bytes.prefix(16))
        guard head.count == 16, Array(head[4..<8]) == Array("ftyp".utf8) else { return false }
        let boxBytes = head[0..<4].reduce(0) { $0 << 8 | Int($1) }
        return boxBytes >= 16 && boxBytes <= bytes.count
    }
}
