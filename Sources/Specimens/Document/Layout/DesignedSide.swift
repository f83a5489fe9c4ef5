import Evidence

/// A side drawn by its layout's style and arrangement. Millimetres.
struct DesignedSide {
    let document: SpecimenDocument
    let style: LayoutStyle
    let arrangement: Arrangement
    private let words: PrintedWords
    private let record = PrintRecord()

    init(document: SpecimenDocument) {
        self.document = document
        style = document.layout.style
        arrangement = Arrangement.of(document.kind, document.layout)
        words = PrintedWords(document: document, style: style)
    }

    private var size: (width: Double, height: Double) { document.kind.sizeMillimetres }

    /// Parts 4 to 7: the last line's baseline lies as far above the lower edge as a passport's.
    var zone: PrintedZone? {
        let lines = document.mrzLines
        guard !lines.isEmpty else { return nil }
        let width = Double(lines[0].utf8.count) * PrintedZone.pitch
        let last = size.height - (lines.count == 3 ? 5.2 : 7.35)
        return PrintedZone(
            lines: lines,
            origin: Point(x: (size.width - width) / 2, y: last - Double(lines.count - 1) * PrintedZone.leading))
    }

    func draw(on canvas: Canvas) -> DrawnParts {
        ground(on: canvas)
        if document.kind == .drivingLicenceBack || document.kind == .aamvaBack { return drawBack(on: canvas) }
        if document.kind != .idCardBack {
            SideHeader(document: document, style: style).draw(arrangement.header, on: canvas)
        }
        pictures(on: canvas)
        mark(on: canvas)
        let fields = FieldPrinter(canvas: canvas, style: style, record: record)
        for place in arrangement.places {
            fields.draw(place, words.text(place.element), captionSize: arrangement.captionSize, arrangement.valueSize)
        }
        if let signature = arrangement.signature { Signature.of(document.holder).draw(on: canvas, in: signature) }
        zone?.draw(on: canvas)
        return DrawnParts(
            mrz: zone?.region, portrait: arrangement.portrait, ghost: arrangement.ghost, elements: record.elements)
    }

    private func drawBack(on canvas: Canvas) -> DrawnParts {
        let fields = FieldPrinter(canvas: canvas, style: style, record: record)
        if document.kind == .drivingLicenceBack {
            mark(on: canvas)
            LicenceTable(document: document, style: style, fields: fields).draw(on: canvas)
            return DrawnParts(elements: record.elements)
        }
        let barcode = AAMVABack(document: document, style: style, fields: fields, words: words).draw(on: canvas)
        return DrawnParts(barcode: barcode, elements: record.elements)
    }

    private func ground(on canvas: Canvas) {
        canvas.fill(
            Region(x: 0, y: 0, width: size.width, height: size.height), from: Point(x: 0, y: 0),
            to: Point(x: size.width, y: size.height), style.paper)
        for pattern in style.ground { pattern.draw(on: canvas, size) }
        guard let zone else { return }
        // The zone's own ground is plain: part 3, section 4 wants nothing there that a reader may take for print.
        let top = zone.region.y - 3.4
        canvas.fill(
            Region(x: 0, y: top, width: size.width, height: size.height - top), from: Point(x: 0, y: top),
            to: Point(x: 0, y: size.height), [Colour(0xF4F3EC, opacity: 0.7), Colour(0xF4F3EC)])
    }

    private func pictures(on canvas: Canvas) {
        let holder = document.holder
        let stationery = Stationery(canvas: canvas, tone: style.tone)
        if let place = arrangement.portrait {
            if holder.portrait != nil {
                stationery.photograph(holder.portrait, in: place)
            } else {
                DrawnFace.of(holder).draw(on: canvas, in: place)
                canvas.frame(place, width: 0.15, style.tone.faded(0.6))
            }
        }
        if let place = arrangement.ghost {
            canvas.translucent(0.38) {
                if let portrait = holder.ghost ?? holder.portrait {
                    let crop = portrait.documentCrop(aspect: place.width / place.height)
                    canvas.draw(portrait.picture.grey().colour(), from: crop, into: place)
                } else {
                    DrawnFace.of(holder).draw(on: canvas, in: place, isGrey: true)
                }
            }
        }
        if let place = arrangement.patch { IridescentPatch(region: place).draw(on: canvas, style.tone) }
    }

    private func mark(on canvas: Canvas) {
        let (centre, size, degrees) = arrangement.mark
        let word = Lettering(face: .sansBold, size: size, colour: style.mark)
        let length = canvas.length(of: "SPECIMEN", word)
        canvas.within {
            canvas.turn(about: centre, degrees: degrees)
            canvas.text("SPECIMEN", at: Point(x: -length / 2, y: size * 0.36), word)
        }
    }
}
