import Evidence
import Foundation

/// What printing a portrait on a document and photographing it does to a picture, so that comparison can be measured
/// under it.
enum PortraitPrint: String, CaseIterable {
    /// 240 pixels wide, colour, JPEG 85.
    case light = "light document portrait"
    /// 120 pixels wide, grey with a cast, halftone, blur, noise, JPEG 60.
    case medium = "medium document portrait"

    /// - Parameters:
    ///   - face: the face's box; the portrait is 35 × 45 mm about it.
    ///   - seed: of the noise, so that every run measures the same pictures.
    func applied(to picture: Picture, face: Region, seed: UInt64) throws -> Picture {
        let portrait = Self.portrait(of: picture, face: face)
        switch self {
        case .light: return try Self.recompressed(Self.sized(portrait, width: 240), quality: 85)
        case .medium:
            let small = Self.sized(portrait, width: 120)
            // Half the size and back takes the finest detail away, as a soft print does.
            let soft = small.resized(width: 60, height: small.height / 2).resized(
                width: 120, height: small.height, .cubic)
            let printed = try Self.recompressed(Self.halftoned(soft, seed: seed), quality: 60)
            return printed.resized(width: 240, height: printed.height * 2, .cubic)
        }
    }

    private static func portrait(of picture: Picture, face: Region) -> Picture {
        let width = face.width * 1.9
        let height = width * 45 / 35
        return picture.cropped(
            to: Region(
                x: face.x + face.width / 2 - width / 2, y: face.y + face.height / 2 - height * 0.52,
                width: width, height: height))
    }

    private static func sized(_ picture: Picture, width: Int) -> Picture {
        let height = Double(picture.height) * Double(width) / Double(picture.width)
        return picture.resized(width: width, height: max(1, Int(height)), picture.width > width ? .area : .cubic)
    }

    private static func recompressed(_ picture: Picture, quality: Int) throws -> Picture {
        try Picture.decode(picture.jpeg(quality: quality)).picture
    }

    /// Grey at four fifths of the contrast under a screen of dots three pixels apart, with noise and a blueish cast.
    private static func halftoned(_ picture: Picture, seed: UInt64) -> Picture {
        let grey = picture.grey()
        var state = seed &+ 0x9E37_79B9_7F4A_7C15
        var pixels: [UInt8] = []
        for index in grey.pixels.indices {
            let (x, y) = (Double(index % grey.width), Double(index / grey.width))
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let noise = (Double(state >> 40) / Double(1 << 24) - 0.5) * 10
            let dots = 10 * sin(x * 2 * .pi / 3) * sin(y * 2 * .pi / 3)
            let value = 128 + (Double(grey.pixels[index]) - 128) * 0.8 + dots + noise
            pixels += [value * 1.04, value, value * 0.95].map { UInt8(min(max($0, 0), 255)) }
        }
        return Picture(width: grey.width, height: grey.height, channels: 3, pixels: pixels)
    }
}
