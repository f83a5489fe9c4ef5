import Evidence

/// The machine-readable zone on paper: OCR-B size I, ten characters to the inch (part 3, section 4).
struct PrintedZone {
    let lines: [String]
    /// Where the first line's first character begins and its baseline lies, in millimetres.
    let origin: Point

    /// Part 3, section 4.
    static let pitch = 2.54
    /// From baseline to baseline: a quarter of an inch (parts 4 and 5, figures of the zone).
    static let leading = 6.35
    /// The size at which this typeface's own pitch, 0.723 of its size, is the standard's. Its capitals are then 2.5 mm
    /// high.
    static let size = 3.51
    /// Height of a capital at that size, in millimetres.
    static let capital = 2.5

    func draw(on canvas: Canvas) {
        for (index, line) in lines.enumerated() {
            let baseline = Point(x: origin.x, y: origin.y + Double(index) * Self.leading)
            canvas.spaced(line, at: baseline, pitch: Self.pitch, .ocrB, size: Self.size)
        }
    }

    /// Around all characters, in millimetres.
    var region: Region {
        let columns = Double(lines.map(\.count).max() ?? 0)
        let capital = 2.6
        return Region(
            x: origin.x, y: origin.y - capital, width: columns * Self.pitch,
            height: Double(lines.count - 1) * Self.leading + capital + 0.3)
    }
}
