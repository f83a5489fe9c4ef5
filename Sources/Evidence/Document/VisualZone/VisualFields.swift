/// The visual zone of a document, or of one side of it, as fields.
///
/// A pure function of the lines that were read. The machine-readable zone, where there is one, tells where to look and
/// which of several texts is the element; no character of it ever gets into a field.
package struct VisualFields: Codable, Equatable, Sendable {
    /// At most one of each element, in the order of `VisualZoneElement`.
    package let fields: [VisualField]
    /// The names in the state's own script, as far as it is read and there is something to hold them against.
    package let ownScript: [VisualField]

    package subscript(_ element: VisualZoneElement) -> VisualField? { fields.first { $0.element == element } }

    init(_ fields: [VisualField], ownScript: [VisualField] = []) {
        self.fields = fields
        self.ownScript = ownScript
    }

    /// - Parameters:
    ///   - lines: of one picture.
    ///   - reference: what the document's machine-readable zone says, in this picture or another.
    ///   - quad: around the zone, where it is in this picture.
    package init(_ lines: [TextLine], reference: VisualReference? = nil, at quad: Quad? = nil) {
        let latin = lines.filter { $0.language == nil }
        var page = VisualPage(latin, zone: quad, order: reference?.order ?? .dayFirst)
        let licence = VisualLicence(page)
        if licence?.isAmerican == true { page.order = .monthFirst }
        let chosen = licence?.chosen ?? VisualChoice(page, reference).chosen
        let states = Self.states(chosen, reference)
        ownScript = reference.map { OwnScriptNames(lines, $0, at: quad).fields } ?? []
        fields = VisualZoneElement.allCases.compactMap { element in
            chosen[element].map { page.field(element, $0.span, $0.source, states) }
        }
    }

    /// The state whose personal numbers the document shows: by the zone, or else by what is printed.
    private static func states(
        _ chosen: [VisualZoneElement: (span: VisualPage.Span, source: VisualField.Source)],
        _ reference: VisualReference?
    ) -> Set<String> {
        if let reference { return [reference.issuingState] }
        return [.issuingState, .nationality].reduce(into: []) { states, element in
            states.formUnion(chosen[element].map { VisualStates.codes(in: $0.span.text) } ?? [])
        }
    }

    /// The fields of several pictures of one document: of two that show an element the surer counts.
    package init(merging sides: [VisualFields]) {
        fields = VisualZoneElement.allCases.compactMap { element in
            let found = sides.compactMap { $0[element] }
            let isSure: (VisualField) -> Bool = { $0.source != .position }
            return found.first(where: isSure) ?? found.first
        }
        let own = sides.flatMap(\.ownScript)
        ownScript = VisualZoneElement.allCases.compactMap { element in
            own.first { $0.element == element && $0.source != .position } ?? own.first { $0.element == element }
        }
    }
}

extension VisualPage {
    fileprivate func field(
        _ element: VisualZoneElement, _ span: Span, _ source: VisualField.Source, _ states: Set<String>
    ) -> VisualField {
        let lines = span.rows.map { rows[$0].line }
        let text = VisualText(span.text)
        let date = element.isDate ? VisualDate.all(in: text, order: order).first : nil
        return VisualField(
            element: element, text: date.map { text.text($0.range) } ?? span.text, date: date?.date,
            sex: element == .sex ? VisualSex.read(span.text) : nil, quad: lines[0].quad,
            confidence: lines.map(\.confidence).min() ?? 0, source: source,
            checkHolds: element == .personalNumber
                ? states.sorted().lazy.compactMap { PersonalCode.holds(span.text, of: $0) }.first : nil)
    }
}
