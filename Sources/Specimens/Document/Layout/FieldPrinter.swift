import Evidence

/// Prints captions and values, and takes down where they stand.
struct FieldPrinter {
    let canvas: Canvas
    let style: LayoutStyle
    let record: PrintRecord

    /// - Parameter value: nil where there is nothing to print; a signature has its caption alone.
    func draw(_ place: Arrangement.Place, _ value: String?, captionSize: Double, _ valueSize: Double) {
        guard value != nil || place.element == .signature else { return }
        guard place.number == nil else { return numbered(place, value, captionSize, valueSize) }
        let baseline = place.y + captionSize * 0.85
        var caption: (text: String, box: Region)?
        if place.isCaptioned, let text = captionText(place.element) {
            var lettering = captionLettering(captionSize)
            lettering = lettering.fitting(canvas.length(of: text, lettering), into: place.room)
            caption = (text, canvas.text(text, at: Point(x: place.x, y: baseline), lettering))
        }
        guard let value else { return }
        let at = Point(x: place.x, y: baseline + valueSize * 1.13)
        write(place.element, value, in: (at, place.room), size: valueSize, caption: caption)
    }

    /// The number stands before the value, on its line.
    private func numbered(_ place: Arrangement.Place, _ value: String?, _ captionSize: Double, _ valueSize: Double) {
        guard let number = place.number else { return }
        let baseline = place.y + valueSize
        let lettering = captionLettering(captionSize)
        let box = canvas.text(number, at: Point(x: place.x, y: baseline), lettering)
        guard let value else { return }
        // Numbers alone are set in a column; words take the room that they need.
        let indent = number.count <= 3 ? captionSize * 2.4 : canvas.length(of: number, lettering) + 0.8
        write(
            place.element, value, in: (Point(x: place.x + indent, y: baseline), place.room - indent),
            size: valueSize, caption: (number, box))
    }

    func write(
        _ element: VisualElement, _ value: String, in place: (origin: Point, room: Double), size: Double,
        caption: (text: String, box: Region)? = nil
    ) {
        var lettering = Lettering(face: style.valueFace, size: size, colour: style.ink, width: style.valueWidth)
        lettering = lettering.fitting(canvas.length(of: value, lettering), into: place.room)
        let box = canvas.text(value, at: place.origin, lettering)
        record.note(element, value, in: box, caption: caption?.text, in: caption?.box)
    }

    private func captionLettering(_ size: Double) -> Lettering {
        Lettering(face: style.captionFace, size: size, colour: style.tone, width: 0.95, slant: style.captionSlant)
    }

    private func captionText(_ element: VisualElement) -> String? {
        let words = style.languages.compactMap { $0.caption(of: element) }
        guard let first = words.first else { return nil }
        let text = ([first] + words.dropFirst().filter { $0 != first }).joined(separator: " / ")
        guard style.numbersCaptions, let number = Self.numbers[element] else { return text }
        return "\(number). \(text)"
    }

    /// The European Union's uniform format numbers a passport's captions.
    private static let numbers: [VisualElement: Int] = [
        .primaryIdentifier: 1, .secondaryIdentifier: 2, .nationality: 3, .dateOfBirth: 4, .personalNumber: 5, .sex: 6,
        .placeOfBirth: 7, .dateOfIssue: 8, .authority: 9, .dateOfExpiry: 10,
    ]
}
