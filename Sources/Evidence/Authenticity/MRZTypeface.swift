import CVision
import Kernel

/// Characters of the machine-readable zone that are not of its type: overtyped, pasted or shifted.
///
/// No typeface is needed: a zone repeats its characters, and each is held against the others of the same name.
package struct MRZTypeface: Sendable {
    /// How far the oddest character is from the others, 0…1: what its correlation lacks, or how far it is off its
    /// place.
    package let oddness: Double
    /// Around the odd characters, in the picture; nil where there are none.
    package let region: Region?

    package enum Limits {
        /// Of the oddest character: docs/accuracy.md.
        package static let odd = 0.15
        package static let veryOdd = 0.3
        /// Share of the characters that may be odd: where more are, the zone was cut wrongly.
        static let mostOdd = 0.25
        /// Of the middle character: a zone whose characters are not alike among themselves was cut wrongly, or is
        /// blurred, and says nothing.
        static let leastAlike = 0.9
        /// Characters that must have others of their name.
        static let fewest = 12
        /// Pixels from character to character.
        static let pitch = 12.0
        /// Others that a character is held against.
        static let others = 4
        /// A character that is as like one of another name, less this, as the middle character is like its own, was
        /// misread, and is of the right type.
        static let misread = 0.06
        /// How much a shift by a whole pitch weighs against correlation: 0.53 mm off is as odd as the limit. Genuine
        /// characters lie up to 0.42 mm off, with what is left of perspective and blur.
        static let shift = 0.72
        /// Characters to either side that tell where a line runs.
        static let neighbours = 4
    }

    /// - Returns: nil where the zone is too small or too unclear.
    package init?(_ picture: Picture, _ zone: DocumentSurface.Zone) {
        let columns = Double(zone.lines.first?.count ?? 0)
        guard columns > 0, zone.quad.width / columns >= Limits.pitch, zone.quad.height >= Limits.pitch,
            let sheet = ZoneSheet(picture, zone)
        else { return nil }
        let cells = ZoneCells(sheet, lines: zone.lines).cells
        let looks = cells.indices.compactMap { Look(at: $0, among: cells) }
        guard looks.count >= Limits.fewest else { return nil }
        let middle = looks.map(\.likeness).upperMedian ?? 0
        guard middle >= Limits.leastAlike else { return nil }
        let odd = looks.map { look in
            (
                look: look,
                oddness: max(
                    Self.strangeness(of: look, among: cells, usually: middle), Self.shift(of: look, in: looks, cells))
            )
        }
        let regions = odd.filter { $0.oddness >= Limits.odd }.map { sheet.place(cells[$0.look.cell].region) }
        guard Double(regions.count) <= Limits.mostOdd * Double(looks.count) else { return nil }
        oddness = odd.map(\.oddness).max() ?? 0
        region = regions.first.map { first in regions.dropFirst().reduce(first) { $0.union($1) } }
    }

    /// What the correlation lacks; nothing where another character's shape explains it.
    private static func strangeness(
        of look: Look, among cells: [ZoneCells.Cell], usually middle: Double
    ) -> Double {
        let own = cells[look.cell]
        guard 1 - look.likeness >= Limits.odd else { return 1 - look.likeness }
        let others = cells.filter { $0.character != own.character && $0.character != MRZTypeface.filler }
        let best = others.map { Match(own, $0).score }.max() ?? 0
        return best >= middle - Limits.misread ? min(1 - best, Limits.odd / 2) : 1 - look.likeness
    }

    /// How far a character lies beside where its neighbours' places tell.
    private static func shift(of look: Look, in looks: [Look], _ cells: [ZoneCells.Cell]) -> Double {
        let own = cells[look.cell]
        let near = looks.filter {
            cells[$0.cell].line == own.line && abs(cells[$0.cell].index - own.index) <= Limits.neighbours
                && $0.cell != look.cell
        }
        guard near.count >= 3 else { return 0 }
        let across = look.shift.x - (near.map(\.shift.x).upperMedian ?? 0)
        let down = look.shift.y - (near.map(\.shift.y).upperMedian ?? 0)
        return Limits.shift * max(abs(across), abs(down)) / Double(ZoneSheet.pitch)
    }

    static let filler: Character = "<"

    static func signal(_ surface: DocumentSurface) -> AuthenticitySignal {
        let typeface = surface.zone.flatMap { MRZTypeface(surface.picture, $0) }
        let reason: Reason = surface.zone == nil ? .notFound : typeface == nil ? .tooSmall : .typefaceDiffers
        return AuthenticitySignal(
            .mrzTypeface, typeface?.oddness, limits: (Limits.odd, Limits.veryOdd), unit: .share,
            seen: (typeface?.region ?? surface.zone?.quad.bounds, reason))
    }
}

/// One character against others of its name.
private struct Look {
    let cell: Int
    /// Correlation with the second best of the others, or with the best of two; −1…1.
    let likeness: Double
    /// Pixels that it lies to the right and below of where the others lie in their cells.
    let shift: Point

    /// - Returns: nil where it is a filler, which nobody forges, or the only one of its name.
    init?(at index: Int, among cells: [ZoneCells.Cell]) {
        let own = cells[index]
        guard own.character != MRZTypeface.filler else { return nil }
        let others = cells.indices.filter { $0 != index && cells[$0].character == own.character }
        guard !others.isEmpty else { return nil }
        // Spread over all there are, so that two that were forged alike do not vouch for each other alone.
        let step = max(1, others.count / MRZTypeface.Limits.others)
        let matches = stride(from: 0, to: others.count, by: step).prefix(MRZTypeface.Limits.others)
            .map { Match(own, cells[others[$0]]) }
            .sorted { $0.score > $1.score }
        let counted = matches[matches.count > 2 ? 1 : 0]
        cell = index
        likeness = counted.score
        shift = Point(x: matches.map(\.shift.x).upperMedian ?? 0, y: matches.map(\.shift.y).upperMedian ?? 0)
    }
}

/// The best place of one character's cell within another's surroundings.
private struct Match {
    let score: Double
    let shift: Point

    init(_ own: ZoneCells.Cell, _ other: ZoneCells.Cell) {
        let (reach, size) = (ZoneCells.reach, ZoneCells.size)
        let core = other.print.cropped(
            to: Region(
                x: Double(reach.x), y: Double(reach.y), width: Double(size.width), height: Double(size.height)))
        var (score, x, y) = (Float(0), Int32(0), Int32(0))
        let status = own.print.withView { view in core.withView { cvision_match(view, $0, &score, &x, &y) } }
        precondition(status == CVISION_OK, "the vision shim refused a valid picture: \(status)")
        self.score = Double(score)
        shift = Point(x: Double(x) - Double(reach.x), y: Double(y) - Double(reach.y))
    }
}

extension Region {
    /// The smallest region around both.
    fileprivate func union(_ other: Region) -> Region {
        let (left, top) = (min(x, other.x), min(y, other.y))
        let (right, bottom) = (max(x + width, other.x + other.width), max(y + height, other.y + other.height))
        return Region(x: left, y: top, width: right - left, height: bottom - top)
    }
}
