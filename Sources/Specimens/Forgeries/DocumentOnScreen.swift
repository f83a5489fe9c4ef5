import Evidence
import Foundation

/// A photograph of a document on a screen, and the screen photographed again.
///
/// The panel's stripes of red, green and blue and the gaps between its rows are drawn as sines of the panel's real
/// pitch, weakened as the lens and the sensor's pixels weaken them, and sampled: what lies above the sensor's reach
/// comes back as moiré, as it does in a camera.
struct DocumentOnScreen {
    struct Device {
        /// Of the lit part, in millimetres.
        let size: (width: Double, height: Double)
        /// From pixel to pixel, in millimetres.
        let pitch: Double
        /// The dark frame's width in millimetres.
        let bezel: Double
        /// How much of the frame the lit part fills: above 1 its edges are out of view.
        let fill: ClosedRange<Double>

        /// 6.1 inches, 460 pixels to the inch.
        static let phone = Device(size: (141, 65), pitch: 0.0552, bezel: 4, fill: 0.93...1.0)
        /// 9.7 inches, 264 pixels to the inch.
        static let tablet = Device(size: (197, 148), pitch: 0.0962, bezel: 10, fill: 0.94...1.15)
        /// 24 inches, 92 pixels to the inch: the document fills a part of it.
        static let monitor = Device(size: (400, 300), pitch: 0.2768, bezel: 14, fill: 0.9...1.5)
    }

    let device: Device
    let seed: UInt64

    func photographed(_ source: ForgerySource) throws(SpecimenError) -> Photograph {
        var shown = source.scene
        // What is shown was photographed well; the pose and the light of the second camera are the source's.
        shown.conditions = Conditions(noise: 1.5, blur: 0.4)
        let shot = try shown.photographed()
        let frame = (width: shot.picture.width, height: shot.picture.height)
        var chance = SeededGenerator(seed: seed ^ 0x5C_4EE2)
        var pose = Pose.handheld(seed: seed ^ 0x7E)
        pose.fill = chance.number(in: device.fill)
        let map = pose.homography(device.size, in: frame)
        let content = Self.place(of: shot.picture, on: device.size)
        let outline = map.apply(Region(x: 0, y: 0, width: device.size.width, height: device.size.height))
        var film = Film(try Desk(width: frame.width, height: frame.height, seed: seed).drawn(shadowOf: outline))
        let panel = Panel(device, showing: shot.picture, in: content, chance: &chance)
        panel.light(&film, by: map)
        let conditions = source.scene.conditions
        film.tint(source.cast)
        film.light(exposure: conditions.exposure, gradient: conditions.gradient * 0.3, seed: seed)
        film.blur(sigma: min(conditions.blur, 0.5))
        film.grain(sigma: conditions.noise, seed: seed)
        let scale = content.width / Double(frame.width)
        func moved(_ quad: Quad?) -> Quad? {
            quad?.mapped { map.apply(Point(x: content.x + $0.x * scale, y: content.y + $0.y * scale)) }
        }
        return Photograph(
            picture: film.picture, document: shot.document, outline: moved(shot.outline) ?? shot.outline,
            mrz: moved(shot.mrz), portrait: moved(shot.portrait))
    }

    /// The photograph as large as it fits on the screen, in millimetres.
    private static func place(of picture: Picture, on size: (width: Double, height: Double)) -> Region {
        let scale = min(size.width / Double(picture.width), size.height / Double(picture.height))
        let (width, height) = (Double(picture.width) * scale, Double(picture.height) * scale)
        return Region(x: (size.width - width) / 2, y: (size.height - height) / 2, width: width, height: height)
    }
}

/// The lit screen within its dark frame.
private struct Panel {
    let device: DocumentOnScreen.Device
    let picture: Picture
    let content: Region
    /// In blue, green and red.
    let cast: [Double]
    let glow: Double
    let bands: (count: Double, phase: Double, depth: Double)
    let lamp: (x: Double, y: Double, radius: Double, strength: Double)

    init(
        _ device: DocumentOnScreen.Device, showing picture: Picture, in content: Region,
        chance: inout SeededGenerator
    ) {
        (self.device, self.picture, self.content) = (device, picture, content)
        cast = [chance.number(in: 1.0...1.1), 1, chance.number(in: 0.9...1)]
        glow = chance.number(in: 0.01...0.05)
        bands = (chance.number(in: 1.5...5), chance.number(in: 0...6), chance.number(in: 0...0.03))
        lamp = (
            chance.number(in: 0.05...0.95), chance.number(in: 0.02...0.98), chance.number(in: 0.05...0.12),
            chance.number(in: 0...0.3)
        )
    }

    func light(_ film: inout Film, by map: Homography) {
        let (width, height, back) = (film.width, film.height, map.inverse.elements)
        let outline = map.apply(Region(x: 0, y: 0, width: device.size.width, height: device.size.height))
        // Cycles of the panel to a pixel of the sensor.
        let cycles = device.size.width / outline.width / device.pitch
        let (stripes, rows) = (Self.contrasts(cycles, duty: 0.28), Self.contrasts(cycles, duty: 0.85))
        film.edit { pixel in
            for y in 0..<height {
                for x in 0..<width {
                    let (u, v) = (Double(x) + 0.5, Double(y) + 0.5)
                    let depth = back[6] * u + back[7] * v + back[8]
                    let place = Point(
                        x: (back[0] * u + back[1] * v + back[2]) / depth,
                        y: (back[3] * u + back[4] * v + back[5]) / depth)
                    shine(pixel + (y * width + x) * 3, at: place, stripes, rows)
                }
            }
        }
    }

    /// The first two Fourier coefficients of pulses that fill `duty` of their period, as lens and pixel leave them.
    private static func contrasts(_ cycles: Double, duty: Double) -> (first: Double, second: Double) {
        func coefficient(_ order: Double) -> Double {
            let pulse = 2 * sin(.pi * order * duty) / (.pi * order * duty)
            return pulse * MTF.ofPixel(order * cycles) * MTF.ofLens(order * cycles)
        }
        return (coefficient(1), coefficient(2))
    }

    private func shine(
        _ pixel: UnsafeMutablePointer<UInt8>, at place: Point, _ stripes: (first: Double, second: Double),
        _ rows: (first: Double, second: Double)
    ) {
        let outside = max(
            max(-place.x, place.x - device.size.width), max(-place.y, place.y - device.size.height))
        guard outside < device.bezel else { return }
        guard outside <= 0 else {
            for channel in 0..<3 { pixel[channel] = 22 }
            return
        }
        let (u, v) = (place.x / device.size.width, place.y / device.size.height)
        let (dx, dy) = ((u - lamp.x) / lamp.radius, (v - lamp.y) / lamp.radius)
        let glare = lamp.strength * exp(-(dx * dx + dy * dy) / 2)
        let band = 1 + bands.depth * sin(2 * .pi * bands.count * v + bands.phase)
        let across = 2 * .pi * place.x / device.pitch, down = 2 * .pi * place.y / device.pitch
        let row = 1 + rows.first * cos(down) + rows.second * cos(2 * down)
        let x = Int((place.x - content.x) / content.width * Double(picture.width))
        let y = Int((place.y - content.y) / content.height * Double(picture.height))
        let isShown = x >= 0 && y >= 0 && x < picture.width && y < picture.height
        for channel in 0..<3 {
            let own = isShown ? Double(picture.pixels[(y * picture.width + x) * 3 + channel]) / 255 : 0
            // Red, green and blue stripes lie beside each other: the moiré is coloured.
            let angle = across + 2 * .pi * Double(channel) / 3
            let stripe = 1 + stripes.first * cos(angle) + stripes.second * cos(2 * angle)
            let shown = glow + (1 - glow) * own * cast[channel] * stripe * row
            pixel[channel] = Film.clamped(255 * (shown * band * (1 - glare) + glare))
        }
    }
}
