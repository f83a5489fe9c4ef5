import Evidence

/// Digits of the machine-readable zone scraped off and typed anew: in another face, weight, size or place.
struct OvertypedZone {
    let seed: UInt64

    /// What was typed over: line and first character; as many characters as `count`.
    struct Place {
        let line: Int
        let index: Int
        let count: Int
    }

    func overtyped(_ print: SpecimenPrint) throws(SpecimenError) -> SpecimenPrint {
        guard let zone = print.mrz else { return print }
        var chance = SeededGenerator(seed: seed ^ 0x0_7E2)
        let lines = print.document.mrzLines.map(Array.init)
        let places = Self.places(of: print.document.kind)
        let place = chance.pick(places)
        let scale = print.pixelsPerMillimetre
        let origin = Point(x: zone.x / scale, y: zone.y / scale + 2.6)
        let canvas = try Canvas(width: print.picture.width, height: print.picture.height, scale: scale)
        let whole = Region(
            x: 0, y: 0, width: Double(print.picture.width) / scale, height: Double(print.picture.height) / scale)
        canvas.draw(print.picture, from: print.picture.region, into: whole)
        let type = Self.type(&chance)
        for step in 0..<place.count {
            let index = place.index + step
            guard lines[place.line].indices.contains(index) else { continue }
            let left = origin.x + Double(index) * PrintedZone.pitch
            let baseline = origin.y + Double(place.line) * PrintedZone.leading
            let cell = Region(x: left + 0.1, y: baseline - 2.9, width: PrintedZone.pitch - 0.2, height: 3.3)
            canvas.fill(cell, Colour(0xF4F3EC))
            let digit = String(chance.integer(in: 0...9))
            canvas.spaced(
                digit, at: Point(x: left + type.shift.x, y: baseline + type.shift.y), pitch: PrintedZone.pitch,
                type.face, size: type.size)
        }
        return print.showing(try canvas.picture())
    }

    private struct TypeOfDigits {
        let face: Typeface
        let size: Double
        let shift: Point
    }

    /// Sizes at which the digits are as high as those of the zone, nearly.
    private static func type(_ chance: inout SeededGenerator) -> TypeOfDigits {
        let shift = Point(x: chance.number(in: -0.2...0.2), y: chance.number(in: -0.15...0.15))
        switch chance.integer(in: 0...4) {
        case 0: return TypeOfDigits(face: .sans, size: 3.4, shift: shift)
        case 1: return TypeOfDigits(face: .sansBold, size: 3.4, shift: shift)
        case 2: return TypeOfDigits(face: .serif, size: 3.4, shift: shift)
        case 3: return TypeOfDigits(face: .ocrB, size: PrintedZone.size * chance.pick([0.88, 1.12]), shift: shift)
        default:
            let far = Point(x: chance.number(in: 0.3...0.5) * chance.pick([-1, 1]), y: chance.pick([-0.3, 0.3]))
            return TypeOfDigits(face: .ocrB, size: PrintedZone.size, shift: far)
        }
    }

    /// Document number, date of birth and date of expiry (ICAO 9303 parts 4 to 7).
    private static func places(of kind: SpecimenDocument.Kind) -> [Place] {
        kind.mrzFormat != .td1
            ? [(1, 3, 2), (1, 13, 2), (1, 22, 1)].map(Place.init)
            : [(0, 8, 2), (1, 0, 2), (1, 9, 1)].map(Place.init)
    }
}
