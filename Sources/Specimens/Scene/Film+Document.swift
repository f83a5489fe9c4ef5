import Evidence
import Foundation

extension Film {
    /// Lays a print onto the picture where `map` puts it (from millimetres), its corners rounded as its kind's are.
    mutating func lay(_ print: SpecimenPrint, by map: SheetMap, shines: [Conditions.Glare]) {
        let kind = print.document.kind
        let size = kind.sizeMillimetres
        let bounds = map.bounds(of: size)
        let columns = max(0, Int(bounds.x) - 1)..<min(width, Int(bounds.x + bounds.width) + 2)
        let rows = max(0, Int(bounds.y) - 1)..<min(height, Int(bounds.y + bounds.height) + 2)
        guard !columns.isEmpty, !rows.isEmpty else { return }
        let (back, width) = (map.homography.inverse.elements, width)
        let edge = CardEdge(
            size, radius: kind.cornerRadiusMillimetres, pixelsPerMillimetre: bounds.width / size.width)
        let shines = shines.map { Shine($0, size) }
        edit { pixel in
            print.picture.pixels.withUnsafeBufferPointer { source in
                guard let start = source.baseAddress else { return }
                let sampler = Sampler(pixels: start, picture: print.picture, scale: print.pixelsPerMillimetre)
                var y = rows.lowerBound
                while y < rows.upperBound {
                    var x = columns.lowerBound
                    while x < columns.upperBound {
                        let (u, v) = (Double(x) + 0.5, Double(y) + 0.5)
                        let depth = back[6] * u + back[7] * v + back[8]
                        let across = (back[0] * u + back[1] * v + back[2]) / depth
                        let along = (back[3] * u + back[4] * v + back[5]) / depth + map.rise(across)
                        let coverage = edge.coverage(across, along)
                        if coverage > 0 {
                            var light = map.light(across)
                            for shine in shines { light += shine.added(across, along) }
                            sampler.mix(across, along, plus: light, coverage, into: pixel + (y * width + x) * 3)
                        }
                        x += 1
                    }
                    y += 1
                }
            }
        }
    }
}

/// How much of a pixel lies on the document: 1 inside, 0 outside, in between on the rim.
private struct CardEdge {
    let halfWidth: Double
    let halfHeight: Double
    let pixelsPerMillimetre: Double
    /// Of the corners.
    let radius: Double

    init(_ size: (width: Double, height: Double), radius: Double, pixelsPerMillimetre: Double) {
        self.radius = radius
        halfWidth = size.width / 2
        halfHeight = size.height / 2
        self.pixelsPerMillimetre = pixelsPerMillimetre
    }

    func coverage(_ across: Double, _ along: Double) -> Double {
        let dx = abs(across - halfWidth) - halfWidth + radius
        let dy = abs(along - halfHeight) - halfHeight + radius
        let outside: Double
        if dx > 0, dy > 0 {
            outside = (dx * dx + dy * dy).squareRoot() - radius
        } else {
            outside = max(dx, dy) - radius
        }
        return min(1, max(0, 0.5 - outside * pixelsPerMillimetre))
    }
}

/// The light that a reflection adds at a point of the document.
private struct Shine {
    let x: Double
    let y: Double
    let spread: Double
    let strength: Double
    let turn: (cosine: Double, sine: Double)
    let stretch: Double

    init(_ glare: Conditions.Glare, _ size: (width: Double, height: Double)) {
        x = glare.centre.x * size.width
        y = glare.centre.y * size.height
        spread = 2 * glare.radius * glare.radius
        strength = glare.strength
        turn = (cos(glare.degrees * .pi / 180), sin(glare.degrees * .pi / 180))
        stretch = glare.stretch
    }

    func added(_ across: Double, _ along: Double) -> Double {
        let (right, down) = (across - x, along - y)
        let dx = (right * turn.cosine + down * turn.sine) / stretch
        let dy = down * turn.cosine - right * turn.sine
        return strength * exp(-(dx * dx + dy * dy) / spread)
    }
}

/// Reads a print between its pixels.
private struct Sampler {
    let pixels: UnsafePointer<UInt8>
    let stride: Int
    let right: Double
    let bottom: Double
    let scale: Double

    init(pixels: UnsafePointer<UInt8>, picture: Picture, scale: Double) {
        self.pixels = pixels
        self.scale = scale
        stride = picture.width * 3
        // The last place from which a neighbour to the right and one below still exist.
        right = Double(picture.width) - 1.001
        bottom = Double(picture.height) - 1.001
    }

    func mix(
        _ across: Double, _ along: Double, plus light: Double, _ coverage: Double,
        into target: UnsafeMutablePointer<UInt8>
    ) {
        let x = min(right, max(0, across * scale - 0.5))
        let y = min(bottom, max(0, along * scale - 0.5))
        let (column, row) = (Int(x), Int(y))
        let (fx, fy) = (x - Double(column), y - Double(row))
        let start = pixels + row * stride + column * 3
        var channel = 0
        while channel < 3 {
            let upper = Double(start[channel]) * (1 - fx) + Double(start[channel + 3]) * fx
            let lower = Double(start[channel + stride]) * (1 - fx) + Double(start[channel + stride + 3]) * fx
            let value = upper * (1 - fy) + lower * fy + light
            target[channel] = Film.clamped(min(255, value) * coverage + Double(target[channel]) * (1 - coverage))
            channel += 1
        }
    }
}
