import Evidence
import Foundation

/// The back of a European driving licence: which categories the holder may drive, since and until when.
struct LicenceTable {
    let document: SpecimenDocument
    let style: LayoutStyle
    let fields: FieldPrinter

    private static let left = 24.0
    private static let columns = (code: 24.0, sign: 32.0, from: 42.0, until: 57.0, codes: 72.0, right: 82.0)
    private static let (top, pitch) = (5.2, 2.86)

    func draw(on canvas: Canvas) {
        let held = Dictionary(
            LicenceCategory.held(by: document.holder).map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        legend(on: canvas)
        grid(on: canvas)
        for (row, code) in LicenceCategory.all.enumerated() {
            let baseline = Self.top + Double(row) * Self.pitch + 2.15
            canvas.text(
                code, at: Point(x: Self.columns.code + 0.8, y: baseline),
                Lettering(face: .sansBold, size: 2, colour: style.tone))
            sign(code, on: canvas, Point(x: Self.columns.sign + 5, y: baseline - 0.7))
            line(held[code], on: canvas, baseline)
        }
    }

    private func line(_ category: LicenceCategory?, on canvas: Canvas, _ baseline: Double) {
        guard let category else {
            for x in [Self.columns.from, Self.columns.until] {
                canvas.stroke(
                    [Point(x: x + 2, y: baseline - 0.7), Point(x: x + 12, y: baseline - 0.7)], width: 0.12,
                    style.tone.faded(0.7))
            }
            return
        }
        func date(_ element: VisualElement, _ text: String, _ x: Double) {
            fields.write(element, text, in: (Point(x: x + 0.8, y: baseline), 13.4), size: 1.95)
        }
        date(.validFrom, DateForm.dotted.text(category.from), Self.columns.from)
        date(.validUntil, DateForm.dotted.text(category.until), Self.columns.until)
        if !category.codes.isEmpty { date(.remarks, category.codes, Self.columns.codes) }
    }

    private func legend(on canvas: Canvas) {
        let words = [
            "1. \(style.languages[0].caption(of: .primaryIdentifier) ?? "")",
            "2. \(style.languages[0].caption(of: .secondaryIdentifier) ?? "")",
            "3. \(style.languages[0].caption(of: .dateOfBirth) ?? "")",
            "4a. \(style.languages[0].caption(of: .dateOfIssue) ?? "")",
            "4b. \(style.languages[0].caption(of: .dateOfExpiry) ?? "")",
            "4c. \(style.languages[0].caption(of: .authority) ?? "")",
            "5. \(style.languages[0].caption(of: .documentNumber) ?? "")",
        ]
        for (row, text) in words.enumerated() {
            let lettering = Lettering(face: .sans, size: 1.35, colour: style.tone)
            let fitted = lettering.fitting(canvas.length(of: text, lettering), into: Self.left - 5)
            canvas.text(text, at: Point(x: 3.6, y: 31 + Double(row) * 2.5), fitted)
        }
        Guilloche(canvas: canvas, region: Region(x: 0, y: 0, width: 24, height: 30))
            .emblem(centre: Point(x: 12.5, y: 14), radius: 7, style.tone.faded(0.5))
    }

    private func grid(on canvas: Canvas) {
        let bottom = Self.top + Double(LicenceCategory.all.count) * Self.pitch
        let xs = [
            Self.columns.code, Self.columns.sign, Self.columns.from, Self.columns.until, Self.columns.codes,
            Self.columns.right,
        ]
        for x in xs {
            canvas.stroke([Point(x: x, y: Self.top), Point(x: x, y: bottom)], width: 0.12, style.tone)
        }
        for row in 0...LicenceCategory.all.count {
            let y = Self.top + Double(row) * Self.pitch
            canvas.stroke(
                [Point(x: Self.columns.code, y: y), Point(x: Self.columns.right, y: y)], width: 0.1, style.tone)
        }
        for (text, x) in [("9.", 24.0), ("10.", 42.0), ("11.", 57.0), ("12.", 72.0)] {
            canvas.text(
                text, at: Point(x: x + 0.8, y: Self.top - 0.6), Lettering(face: .sans, size: 1.7, colour: style.tone))
        }
    }

    /// A vehicle as a few strokes: wheels under a body whose length and height tell the category.
    private func sign(_ code: String, on canvas: Canvas, _ centre: Point) {
        let isCycle = code.hasPrefix("A")
        let length = isCycle ? 2.0 : code.hasPrefix("B") ? 3 : 4.2
        let height = isCycle ? 0.45 : code.hasPrefix("B") ? 0.7 : 1.15
        let colour = style.tone
        canvas.fill(
            Region(x: centre.x - length / 2, y: centre.y - height + 0.3, width: length, height: height), colour)
        if code.hasSuffix("E") {
            canvas.fill(Region(x: centre.x + length / 2 + 0.2, y: centre.y - 0.3, width: 1.2, height: 0.6), colour)
        }
        for wheel in [-0.35, 0.35] {
            canvas.disc(Point(x: centre.x + wheel * length, y: centre.y + 0.4), radius: 0.36, colour)
        }
    }
}
