import Evidence

/// The back of a driver licence of North America: stripe, words and the PDF417 symbol.
struct AAMVABack {
    let document: SpecimenDocument
    let style: LayoutStyle
    let fields: FieldPrinter
    let words: PrintedWords

    /// How a state prints its symbol, in millimetres and modules; all within what the standard allows (annex D,
    /// section 3).
    private struct Symbology {
        let module: Double
        /// Three modules high is the least.
        let modulesHigh: Double
        let columns: Int
        let level: Int
        var row: Double { module * modulesHigh }
    }

    private var symbology: Symbology {
        hasStripe
            // As dense as may be: the whole width in modules of a hundredth of an inch.
            ? Symbology(module: 0.254, modulesHigh: 3, columns: 13, level: 5)
            : Symbology(module: 0.28, modulesHigh: 4, columns: 10, level: 4)
    }

    private var hasStripe: Bool { document.layout == .fjord }

    func draw(on canvas: Canvas) -> PrintedBarcode? {
        if hasStripe { canvas.fill(Region(x: 0, y: 3, width: 85.6, height: 8.4), Colour(0x1B1B1D)) }
        let data = AAMVAText(document: document)
        let print = symbology
        let symbol = PDF417Symbol(data.bytes, columns: print.columns, errorCorrectionLevel: print.level)
        let top = text(on: canvas, top: hasStripe ? 14 : 4)
        guard let symbol else { return nil }
        let size = (width: Double(symbol.width) * print.module, height: Double(symbol.rows) * print.row)
        let box = Region(
            x: (85.6 - size.width) / 2, y: max(top + 1.5, 54 - 3 - size.height), width: size.width, height: size.height)
        canvas.fill(
            Region(x: box.x - 1.2, y: box.y - 1.2, width: box.width + 2.4, height: box.height + 2.4), Colour(0xFAFAF7))
        draw(symbol, on: canvas, at: Point(x: box.x, y: box.y))
        return PrintedBarcode(format: .pdf417, text: data.text, box: box)
    }

    /// - Returns: where it ends.
    private func text(on canvas: Canvas, top: Double) -> Double {
        let small = Lettering(face: .sans, size: 1.5, colour: style.tone)
        canvas.text(
            "SPECIMEN  NOT A LICENCE OF ANY STATE", at: Point(x: 5, y: top + 1),
            Lettering(face: .sansBold, size: 2.1, colour: style.mark.faded(0.85)))
        canvas.text("CLASS: D  PASSENGER VEHICLES UP TO 26,000 LB", at: Point(x: 5, y: top + 4), small)
        let box = canvas.text("5 DD", at: Point(x: 5, y: top + 7.2), small)
        guard let discriminator = words.text(.documentDiscriminator) else { return top + 8 }
        fields.write(
            .documentDiscriminator, discriminator, in: (Point(x: 10, y: top + 7.2), 40), size: 2,
            caption: ("5 DD", box))
        return top + 8
    }

    private func draw(_ symbol: PDF417Symbol, on canvas: Canvas, at origin: Point) {
        for row in 0..<symbol.rows {
            let y = origin.y + Double(row) * symbology.row
            var start: Int?
            for (index, isBar) in (symbol.modules(row: row) + [false]).enumerated() {
                if isBar, start == nil { start = index }
                guard !isBar, let first = start else { continue }
                canvas.fill(
                    Region(
                        x: origin.x + Double(first) * symbology.module, y: y,
                        width: Double(index - first) * symbology.module,
                        // Rows overlap by a hair, so that no light line is left between them.
                        height: symbology.row + 0.01), .ink)
                start = nil
            }
        }
    }
}
