import Evidence

/// What every side of a Utopian document shares: its colours, labels and values.
struct Stationery {
    let canvas: Canvas
    /// The colour of labels, rules and the emblem.
    let tone: Colour
    var record: PrintRecord?
    /// Where values end at the latest, in millimetres; longer ones are condensed.
    var right = Double.infinity

    static let passportTone = Colour(0x2B4A63)
    static let cardTone = Colour(0x355A4C)

    /// A label as ICAO Doc 9303 part 4 words it, with the value under it.
    /// - Parameters:
    ///   - origin: left end of the label, top of its letters, in millimetres.
    ///   - size: of the value's type, in millimetres; the label's is 0.6 of it.
    func field(
        _ element: VisualElement, _ label: String, _ value: String, at origin: Point, size: Double = 2.9
    ) {
        let labelSize = size * 0.58
        let labelBaseline = Point(x: origin.x, y: origin.y + labelSize * 0.85)
        let caption = Lettering(face: .sans, size: labelSize, colour: tone.faded(0.95))
        let captionBox = canvas.text(label, at: labelBaseline, caption)
        let valueOrigin = Point(x: origin.x, y: labelBaseline.y + size * 1.13)
        let plain = Lettering(face: .sansBold, size: size)
        let room = right - origin.x
        let box = canvas.text(
            value, at: valueOrigin, plain.fitting(canvas.length(of: value, plain), into: room))
        guard !value.isEmpty else { return }
        record?.note(element, value, in: box, caption: label, in: captionBox)
    }

    /// The photograph's place: the photograph, or a drawn head and shoulders, in a thin frame.
    func photograph(_ portrait: Portrait?, in region: Region) {
        canvas.fill(region, Colour(0xE4E8EA))
        if let portrait {
            let crop = portrait.documentCrop(aspect: region.width / region.height)
            canvas.draw(portrait.picture, from: crop, into: region)
        } else {
            silhouette(in: region)
        }
        canvas.frame(region, width: 0.18, tone.faded(0.8))
    }

    private func silhouette(in region: Region) {
        canvas.within {
            canvas.clip(region)
            let middle = region.x + region.width / 2
            let shade = Colour(0x9AA6AF)
            canvas.disc(Point(x: middle, y: region.y + region.height * 0.42), radius: region.width * 0.25, shade)
            canvas.disc(Point(x: middle, y: region.y + region.height * 1.16), radius: region.width * 0.52, shade)
        }
    }

    /// The word that says what this is: aslant over the data, pale enough to read through, clear of face and zone.
    func specimenMark(centre: Point, size: Double, degrees: Double) {
        let word = "SPECIMEN"
        let length = canvas.length(of: word, .sansBold, size: size)
        canvas.within {
            canvas.turn(about: centre, degrees: degrees)
            canvas.text(
                word, at: Point(x: -length / 2, y: size * 0.36), .sansBold, size: size, Colour(0xB3202C, opacity: 0.17))
        }
    }

    /// A rule that is a line of type too small for a copier.
    func microprint(from start: Point, to end: Double) {
        let phrase = "UTOPIA"
        let size = 0.45
        let step = canvas.length(of: phrase, .sans, size: size) + 0.12
        var x = start.x
        while x + step <= end {
            canvas.text(phrase, at: Point(x: x, y: start.y), .sans, size: size, tone.faded(0.8))
            x += step
        }
    }
}
