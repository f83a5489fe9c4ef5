import Evidence
import Foundation

extension Desk {
    private var frame: Region { Region(x: 0, y: 0, width: Double(width), height: Double(height)) }

    func cover(_ canvas: Canvas, _ chance: inout SeededGenerator) {
        switch material {
        case .boards, .clutter, .oak: oak(canvas, &chance)
        case .cloth: cloth(canvas, &chance)
        case .paper: paper(canvas, &chance)
        case .sheet: sheet(canvas)
        case .metal: metal(canvas, &chance)
        case .checks: checks(canvas, &chance)
        }
    }

    private func oak(_ canvas: Canvas, _ chance: inout SeededGenerator) {
        let wood = chance.pick([Colour(0xC8A575), Colour(0xB98F5E), Colour(0xD8BE95)])
        canvas.fill(frame, wood)
        for _ in 0..<110 {
            let y = frame.height * chance.unit()
            let (phase, swing) = (chance.number(in: 0...6), chance.number(in: 2...14))
            let points = stride(from: 0.0, through: frame.width, by: frame.width / 30).map { x in
                Point(x: x, y: y + swing * sin(phase + x / frame.width * 4))
            }
            canvas.stroke(
                points, width: chance.number(in: 0.6...3.4),
                Colour(0.35, 0.22, 0.1, opacity: chance.number(in: 0.04...0.16)))
        }
    }

    private func cloth(_ canvas: Canvas, _ chance: inout SeededGenerator) {
        let thread = chance.pick([Colour(0x3C4F63), Colour(0x6B2F38), Colour(0x8C8474), Colour(0x2E4A3C)])
        canvas.fill(frame, thread)
        let pitch = frame.height / chance.number(in: 130...190)
        for isAcross in [true, false] {
            let (long, short) = isAcross ? (frame.width, frame.height) : (frame.height, frame.width)
            for place in stride(from: 0, through: short, by: pitch) {
                let light = chance.number(in: -0.11...0.11)
                let colour = light < 0 ? Colour(0, 0, 0, opacity: -light) : Colour(1, 1, 1, opacity: light)
                canvas.stroke(
                    isAcross
                        ? [Point(x: 0, y: place), Point(x: long, y: place)]
                        : [Point(x: place, y: 0), Point(x: place, y: long)], width: pitch * 0.5, colour)
            }
        }
    }

    /// In one of the tones that paper has, lit a little from one side.
    private func sheet(_ canvas: Canvas) {
        var chance = SeededGenerator(seed: seed ^ 0x9A_9E47)
        canvas.fill(frame, chance.pick([Colour(0xEEEDE7), Colour(0xE8EBEA), Colour(0xF3F2EE), Colour(0xE9E6DE)]))
        let (from, to) = (Point(x: 0, y: 0), Point(x: frame.width, y: frame.height * chance.unit()))
        canvas.fill(frame, from: from, to: to, [Colour(0, 0, 0, opacity: 0.05), Colour(0, 0, 0, opacity: 0)])
    }

    private func paper(_ canvas: Canvas, _ chance: inout SeededGenerator) {
        let white = chance.number(in: 0.84...0.93)
        canvas.fill(
            frame, from: Point(x: 0, y: 0), to: Point(x: frame.width, y: frame.height),
            [Colour(white, white, white * 0.985), Colour(white - 0.05, white - 0.05, white - 0.045)])
        // Lines of a ruled sheet, faint.
        guard chance.unit() < 0.5 else { return }
        for y in stride(from: frame.height * 0.04, through: frame.height, by: frame.height / 22) {
            canvas.stroke(
                [Point(x: 0, y: y), Point(x: frame.width, y: y)], width: 1.6, Colour(0.4, 0.55, 0.75, opacity: 0.3))
        }
    }

    private func metal(_ canvas: Canvas, _ chance: inout SeededGenerator) {
        let grey = chance.number(in: 0.16...0.34)
        canvas.fill(
            frame, from: Point(x: 0, y: 0), to: Point(x: frame.width, y: 0),
            [
                Colour(grey, grey, grey * 1.05), Colour(grey * 1.5, grey * 1.5, grey * 1.55),
                Colour(grey, grey, grey * 1.05),
            ])
        for _ in 0..<240 {
            let y = frame.height * chance.unit()
            let light = chance.number(in: -0.09...0.09)
            canvas.stroke(
                [Point(x: 0, y: y), Point(x: frame.width, y: y)], width: chance.number(in: 0.5...1.5),
                light < 0 ? Colour(0, 0, 0, opacity: -light) : Colour(1, 1, 1, opacity: light))
        }
    }

    private func checks(_ canvas: Canvas, _ chance: inout SeededGenerator) {
        let (ground, thread) = chance.pick([
            (Colour(0xEDE6D6), Colour(0xA8323A)), (Colour(0xE4EAEC), Colour(0x2F5F8F)),
            (Colour(0xF0EBDC), Colour(0x3F6B3F)), (Colour(0x4A3B52), Colour(0xB9A46A)),
        ])
        canvas.fill(frame, ground)
        let pitch = frame.height / chance.number(in: 6...11)
        for x in stride(from: 0, through: frame.width, by: pitch * 2) {
            canvas.fill(Region(x: x, y: 0, width: pitch, height: frame.height), thread.faded(0.45))
        }
        for y in stride(from: 0, through: frame.height, by: pitch * 2) {
            canvas.fill(Region(x: 0, y: y, width: frame.width, height: pitch), thread.faded(0.45))
        }
    }

    /// What an attack's document is shown on: a sheet around a print, a screen's dark rim around a picture.
    func back(_ attack: DocumentAttack, on canvas: Canvas, _ map: SheetMap, _ size: (width: Double, height: Double)) {
        let rim = attack == .screen ? 7.0 : 11
        let sheet = map.homography.apply(
            Region(x: -rim, y: -rim, width: size.width + 2 * rim, height: size.height + 2 * rim))
        canvas.fill(sheet.corners, attack == .screen ? Colour(0x101114) : Colour(0xEDEDEA))
    }
}
