import Evidence
import Foundation

/// What a hologram looks like from one side: bands of colour within a ring, and lines that catch the light.
struct IridescentPatch {
    let region: Region

    func draw(on canvas: Canvas, _ tone: Colour) {
        let centre = Point(x: region.x + region.width / 2, y: region.y + region.height / 2)
        let radius = min(region.width, region.height) / 2
        let colours: [UInt32] = [0xF6D7E8, 0xB7E3F2, 0xBFF0C8, 0xF4EFA8, 0xF3C6B0, 0xC9B8F0, 0xA9E0E6]
        canvas.within {
            canvas.clip(region, radius: radius * 0.98)
            canvas.fill(
                region, from: Point(x: region.x, y: region.y),
                to: Point(x: region.x + region.width, y: region.y + region.height * 0.7),
                colours.map { Colour($0, opacity: 0.5) })
            for ray in 0..<24 {
                let angle = Double(ray) * Double.pi / 12
                canvas.stroke(
                    [centre, Point(x: centre.x + radius * cos(angle), y: centre.y + radius * sin(angle))],
                    width: 0.05, Colour(0xFFFFFF, opacity: 0.6))
            }
        }
        Guilloche(canvas: canvas, region: region).emblem(centre: centre, radius: radius * 0.8, tone.faded(0.28))
    }
}
