import Evidence
import Foundation

/// Small pictures without a meaning, drawn for the purpose.
enum Pictures {
    static let picture = Picture(width: 64, height: 48, channels: 3, pixels: (0..<64 * 48 * 3).map { UInt8($0 % 251) })
    static let jpegBytes = picture.jpeg(quality: 90)
    static let jpeg = Data(jpegBytes)
    static let pngBytes = picture.png()
}
