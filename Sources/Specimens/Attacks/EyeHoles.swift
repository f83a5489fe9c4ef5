import Evidence
import Foundation

/// Two holes in a print, with the eyes of whoever stands behind it.
struct EyeHoles {
    private let source: AttackSource
    private let behind: Picture
    /// From the print's places to those of the picture behind it.
    private let map: Affine

    /// - Parameter other: who looks through: their eyes lie behind the holes.
    init(in source: AttackSource, behind other: AttackSource) {
        self.source = source
        behind = other.picture
        let (from, to) = (source.landmarks, other.landmarks)
        map =
            Affine.similarity(from: [from.rightEye, from.leftEye], to: [to.rightEye, to.leftEye])
            ?? Affine.identity
    }

    /// - Parameters:
    ///   - sheet: the print of the source.
    ///   - margin: how far the photo lies within it, in pixels.
    func cut(_ sheet: Picture, margin: Int) -> Picture {
        var film = Film(sheet)
        film.edit { pixel in
            for eye in [source.landmarks.rightEye, source.landmarks.leftEye] {
                cut(eye, margin: margin, in: (pixel, sheet.width, sheet.height))
            }
        }
        return film.picture
    }

    private func cut(
        _ eye: Point, margin: Int, in sheet: (pixel: UnsafeMutablePointer<UInt8>, width: Int, height: Int)
    ) {
        let distance = source.landmarks.eyeDistance
        let radius = (x: 0.3 * distance, y: 0.17 * distance)
        for y in max(0, Int(eye.y - radius.y))...max(0, Int(eye.y + radius.y)) {
            for x in max(0, Int(eye.x - radius.x))...max(0, Int(eye.x + radius.x)) {
                let (u, v) = ((Double(x) - eye.x) / radius.x, (Double(y) - eye.y) / radius.y)
                let (column, row) = (x + margin, y + margin)
                guard u * u + v * v < 1, column < sheet.width, row < sheet.height else { continue }
                show(at: Point(x: Double(x), y: Double(y)), u, v, in: sheet.pixel + (row * sheet.width + column) * 3)
            }
        }
    }

    /// The paper's edge throws a shadow on what lies behind, from above most.
    private func show(at place: Point, _ u: Double, _ v: Double, in pixel: UnsafeMutablePointer<UInt8>) {
        let seen = map.apply(place)
        let x = min(max(0, Int(seen.x.rounded())), behind.width - 1)
        let y = min(max(0, Int(seen.y.rounded())), behind.height - 1)
        let edge = (u * u + v * v).squareRoot()
        let light = 0.95 * (1 - 0.3 * pow(edge, 8) - 0.15 * max(0, -v) * edge)
        for channel in 0..<3 {
            pixel[channel] = Film.clamped(Double(behind.pixels[(y * behind.width + x) * 3 + channel]) * light)
        }
    }
}
