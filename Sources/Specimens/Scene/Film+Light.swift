import Evidence
import Foundation

extension Film {
    /// Darkens what lies in the shadow.
    mutating func shade(_ shadow: Conditions.HardShadow) {
        let (width, height) = (width, height)
        let angle = shadow.degrees * .pi / 180
        let normal = (x: cos(angle), y: sin(angle))
        let soft = max(1, shadow.softness * Double(width))
        let start = (x: shadow.through.x * Double(width), y: shadow.through.y * Double(height))
        edit { pixel in
            var (y, index) = (0, 0)
            while y < height {
                var x = 0
                while x < width {
                    let distance = (Double(x) - start.x) * normal.x + (Double(y) - start.y) * normal.y
                    if distance > 0 {
                        let gain = 1 - shadow.depth * min(1, distance / soft)
                        pixel[index] = Film.clamped(Double(pixel[index]) * gain)
                        pixel[index + 1] = Film.clamped(Double(pixel[index + 1]) * gain)
                        pixel[index + 2] = Film.clamped(Double(pixel[index + 2]) * gain)
                    }
                    (x, index) = (x + 1, index + 3)
                }
                y += 1
            }
        }
    }

    /// Lays a drawing of the picture's own size over it.
    mutating func cover(with canvas: Canvas) {
        edit { canvas.blend(over: $0) }
    }
}
