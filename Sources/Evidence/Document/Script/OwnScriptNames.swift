/// The names of a document in its state's own script, held against the zone after transliteration (ICAO Doc 9303 part
/// 3, section 6).
struct OwnScriptNames {
    /// At most one surname and one of given names. What says something else than the zone has the source `.position`.
    let fields: [VisualField]

    enum Limits {
        /// A name in both scripts stands in two lines, one below the other: middle to middle in heights of the higher.
        /// Where a caption parts two names it is 1.7 and more.
        static let stacked = 0.6...1.5
        /// How far the two may begin from each other, in heights.
        static let shift = 1.0
        static let likeHeights = 0.7...1.4
    }

    /// - Parameters:
    ///   - lines: of one picture, in both scripts.
    ///   - quad: around the zone, where it is in this picture.
    init(_ lines: [TextLine], _ reference: VisualReference, at quad: Quad?) {
        let own = lines.filter { $0.language?.isComparable == true }
        guard !own.isEmpty else {
            fields = []
            return
        }
        let latin = lines.filter { $0.language == nil }
        let names = [(VisualZoneElement.surname, reference.surname), (.givenNames, reference.givenNames)]
            .filter { !$0.1.isEmpty }
        let page = VisualPage(own, zone: quad, order: reference.order)
        var found: [VisualField] = []
        for (element, wanted) in names {
            if let name = page.name(wanted, isCut: reference.mayBeCut) {
                found.append(page.field(element, name.span, .mrzConfirmed))
            } else if let line = Self.beside(wanted, own, latin, reference) {
                found.append(VisualField(element, line, .position))
            }
        }
        fields = found
    }

    /// The line that stands where the name in this script is to be expected: right above or below the Latin one. It is
    /// none where it says another name of the zone, or where several stand there.
    private static func beside(
        _ wanted: String, _ own: [TextLine], _ latin: [TextLine], _ reference: VisualReference
    ) -> TextLine? {
        let others = [reference.surname, reference.givenNames].filter { !$0.isEmpty }
        let anchors = latin.filter { VisualNames.likeness(of: $0.text, to: wanted) == .same }.map { MRZRow($0.quad) }
        guard anchors.count == 1, let anchor = anchors.first else { return nil }
        let near = own.filter { line in
            let row = MRZRow(line.quad)
            let height = max(row.height, anchor.height, 1)
            let (start, centre) = (anchor.place(of: row.start).along, anchor.place(of: row.centre).below)
            return Limits.stacked.contains(abs(centre) / height) && abs(start) < Limits.shift * height
                && Limits.likeHeights.contains(row.height / max(anchor.height, 1))
                && Self.isPrintedLikeName(line.text)
        }
        let unlike = near.filter { line in others.allSatisfy { Self.isQuiteOther(line.text, $0) } }
        return near.count == 1 ? unlike.first : nil
    }

    /// Another name, not one with some letters misread: more than a third of them are others.
    private static func isQuiteOther(_ text: String, _ name: String) -> Bool {
        let wanted = name.filter { $0 != " " }.utf8
        return VisualNames.likeness(of: text, to: name) == .other
            && MRZTransliteration.forms(of: text).allSatisfy { form in
                TextDistance.between(form.filter { $0 != "<" }.utf8, wanted) > wanted.count / 3
            }
    }

    /// Captions, which may stand there as well, are mostly in small letters.
    private static func isPrintedLikeName(_ text: String) -> Bool {
        text == text.uppercased() && text.contains { $0.isLetter } && !text.contains { $0.isNumber }
    }
}

extension VisualField {
    fileprivate init(_ element: VisualZoneElement, _ line: TextLine, _ source: Source) {
        self.init(
            element: element, text: line.text.withoutMarks, date: nil, sex: nil, quad: line.quad,
            confidence: line.confidence, source: source, checkHolds: nil)
    }
}

extension VisualPage {
    fileprivate func field(_ element: VisualZoneElement, _ span: Span, _ source: VisualField.Source) -> VisualField {
        let lines = span.rows.map { rows[$0].line }
        return VisualField(
            element: element, text: span.text, date: nil, sex: nil, quad: lines[0].quad,
            confidence: lines.map(\.confidence).min() ?? 0, source: source, checkHolds: nil)
    }
}
