import Evidence
import Foundation

/// The top of a side: who issues it, and what it is.
struct SideHeader {
    let document: SpecimenDocument
    let style: LayoutStyle

    private var width: Double { document.kind.sizeMillimetres.width }
    /// Cards of the size ID-1 have smaller type.
    private var scale: Double { width > 100 ? 1 : 0.8 }
    private var margin: Double { width > 100 ? 5 : 4 }
    private var titles: [String] { style.languages.map { $0.title(of: document.kind) } }

    func draw(_ header: Arrangement.Header, on canvas: Canvas) {
        switch header {
        case .banner: banner(on: canvas)
        case .centred: centred(on: canvas)
        case .flag: flag(on: canvas)
        case .band: band(on: canvas)
        }
    }

    private func lettering(_ face: Typeface, _ size: Double, _ colour: Colour? = nil) -> Lettering {
        Lettering(face: face, size: size * scale, colour: colour ?? style.tone)
    }

    private func write(_ text: String, on canvas: Canvas, to end: Point, _ lettering: Lettering, room: Double) {
        let fitted = lettering.fitting(canvas.length(of: text, lettering), into: room)
        canvas.text(text, at: Point(x: end.x - canvas.length(of: text, fitted), y: end.y), fitted)
    }

    private func write(_ text: String, on canvas: Canvas, about middle: Point, _ lettering: Lettering, room: Double) {
        let fitted = lettering.fitting(canvas.length(of: text, lettering), into: room)
        canvas.text(text, at: Point(x: middle.x - canvas.length(of: text, fitted) * 0.5, y: middle.y), fitted)
    }

    private func emblem(on canvas: Canvas, x: Double, y: Double, _ radius: Double, _ colour: Colour) {
        Guilloche(canvas: canvas, region: Region(x: 0, y: 0, width: width, height: 20))
            .emblem(centre: Point(x: x, y: y), radius: radius * scale, colour)
    }

    private func banner(on canvas: Canvas) {
        emblem(on: canvas, x: margin + 4.2 * scale, y: 7.2, 4.2, style.tone)
        let left = margin + 11 * scale
        let name = lettering(.serifBold, 4.6)
        canvas.text(
            style.stateName[0], at: Point(x: left, y: 7.2),
            name.fitting(canvas.length(of: style.stateName[0], name), into: width * 0.5))
        if style.stateName.count > 1 {
            canvas.text(style.stateName[1], at: Point(x: left, y: 10.6), lettering(.serif, 2.3))
        }
        write(titles[0], on: canvas, to: Point(x: width - margin, y: 7.2), lettering(.sansBold, 4), room: width * 0.38)
        if titles.count > 1 {
            let end = Point(x: width - margin, y: 10.6)
            write(titles[1], on: canvas, to: end, lettering(.sans, 2.3), room: width * 0.38)
        }
        rule(on: canvas, y: 12.6)
    }

    private func centred(on canvas: Canvas) {
        let middle = width / 2
        let state = style.stateName.joined(separator: " • ")
        write(
            state, on: canvas, about: Point(x: middle, y: 6.2), lettering(.serifBold, 4), room: width - 34)
        write(
            titles.joined(separator: " / "), on: canvas, about: Point(x: middle, y: 10.4), lettering(.sansBold, 2.7),
            room: width - 34)
        for x in [margin + 4.4, width - margin - 4.4] { emblem(on: canvas, x: x, y: 7.2, 4.2, style.tone) }
        rule(on: canvas, y: 12.6)
    }

    private func flag(on canvas: Canvas) {
        let field = Region(x: margin, y: 2.8, width: 12.5 * scale, height: 9 * scale)
        canvas.fill(field, Colour(0x1F3F94))
        let middle = Point(x: field.x + field.width / 2, y: field.y + field.height / 2)
        // A ring of twelve discs, where the Union's cards have stars: the emblem is nobody's.
        for step in 0..<12 {
            let angle = Double(step) * Double.pi / 6
            let reach = field.height * 0.37
            canvas.disc(
                Point(x: middle.x + reach * cos(angle), y: middle.y + reach * sin(angle)), radius: 0.38 * scale,
                Colour(0xF2CF3A))
        }
        let letters = lettering(.sansBold, 3, Colour(0xFFFFFF))
        let length = canvas.length(of: "UT", letters)
        canvas.text("UT", at: Point(x: middle.x - length / 2, y: middle.y + 1.1 * scale), letters)
        let left = field.x + field.width + 2.5
        let title = lettering(.sansBold, 4)
        canvas.text(
            titles[0], at: Point(x: left, y: 6.4),
            title.fitting(canvas.length(of: titles[0], title), into: width - left - 26))
        if titles.count > 1 { canvas.text(titles[1], at: Point(x: left, y: 9.8), lettering(.sans, 2.5)) }
        for (index, name) in style.stateName.enumerated() {
            let end = Point(x: width - margin, y: 6 + Double(index) * 3)
            write(name, on: canvas, to: end, lettering(.serifBold, 2.9), room: 20)
        }
    }

    private func band(on canvas: Canvas) {
        canvas.fill(Region(x: 0, y: 0, width: width, height: 11.2), style.tone.faded(0.86))
        let white = Colour(0xFDFDF6)
        emblem(on: canvas, x: margin + 4, y: 5.6, 4.2, white)
        let name = lettering(.serifBold, 5, white)
        let text = style.stateName.joined(separator: " / ")
        canvas.text(
            text, at: Point(x: margin + 10, y: 7.4), name.fitting(canvas.length(of: text, name), into: width * 0.38))
        for (index, title) in titles.prefix(2).enumerated() {
            let end = Point(x: width - margin, y: (titles.count > 1 ? 5.4 : 7) + Double(index) * 3.4)
            write(title, on: canvas, to: end, lettering(.sansBold, index == 0 ? 3.6 : 2.5, white), room: width * 0.36)
        }
    }

    private func rule(on canvas: Canvas, y: Double) {
        Stationery(canvas: canvas, tone: style.tone).microprint(from: Point(x: margin, y: y), to: width - margin)
    }
}
