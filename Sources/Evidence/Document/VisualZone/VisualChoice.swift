/// Chooses the text of each element: what a caption names, held against the machine-readable zone where there is one.
struct VisualChoice {
    typealias Span = VisualPage.Span

    let page: VisualPage
    let reference: VisualReference?
    private(set) var chosen: [VisualZoneElement: (span: Span, source: VisualField.Source)] = [:]

    init(_ page: VisualPage, _ reference: VisualReference?) {
        self.page = page
        self.reference = reference
        for pair in page.pairs() { label(pair) }
        guard let zone = reference else {
            chooseDatesByOrder()
            return
        }
        chooseNames(zone)
        chooseNumber(.documentNumber, zone.documentNumber)
        chooseNumber(.personalNumber, zone.personalNumber)
        chooseDates(zone)
        chooseWords(zone)
    }

    private mutating func label(_ pair: VisualPage.Pair) {
        guard pair.hasBothNames else {
            chosen[pair.element] = (pair.span, .label)
            return
        }
        let parts = pair.span.text.split(separator: ",", maxSplits: 1).map { String($0).withoutMarks }
        let isSplit = parts.count == 2 && !parts[1].isEmpty
        if isSplit || pair.span.rows.count == 2 {
            let texts = isSplit ? parts : pair.span.rows.map { page.rows[$0].line.text.withoutMarks }
            let rows = isSplit ? [pair.span.rows, pair.span.rows] : pair.span.rows.map { [$0] }
            chosen[.surname] = (Span(rows: rows[0], text: texts[0]), .label)
            chosen[.givenNames] = chosen[.givenNames] ?? (Span(rows: rows[1], text: texts[1]), .label)
        } else {
            chosen[.surname] = (pair.span, .label)
        }
    }

    /// Takes the text that says what the zone says, in the place of what a caption names.
    private mutating func confirm(_ element: VisualZoneElement, _ found: Span?) {
        guard let found else { return }
        let isSame = chosen[element].map { Set(found.rows).isSubset(of: $0.span.rows) } ?? false
        chosen[element] = (found, isSame ? .label : .mrzConfirmed)
    }

    // MARK: Names

    private mutating func chooseNames(_ zone: VisualReference) {
        for (element, wanted) in [
            (VisualZoneElement.surname, zone.surname), (.givenNames, zone.givenNames),
        ] where !wanted.isEmpty {
            dropFurtherLines(element, wanted)
            let labelled = chosen[element].map {
                VisualNames.likeness(of: $0.span.text, to: wanted, isCut: zone.mayBeCut)
            }
            if labelled == .same { continue }
            if let found = page.name(wanted, isCut: zone.mayBeCut), found.likeness > labelled ?? .other {
                confirm(element, found.span)
            }
        }
    }

    /// A name ends with the line that completes it: captions may be unread between it and what stands below.
    private mutating func dropFurtherLines(_ element: VisualZoneElement, _ wanted: String) {
        guard let found = chosen[element], found.span.rows.count > 1 else { return }
        for count in 1..<found.span.rows.count {
            let rows = Array(found.span.rows.prefix(count))
            let text = rows.map { page.rows[$0].line.text.withoutMarks }.joined(separator: " ")
            guard VisualNames.likeness(of: text, toAllOf: wanted) > .other else { continue }
            chosen[element] = (Span(rows: rows, text: text), found.source)
            return
        }
    }

    // MARK: Numbers

    private mutating func chooseNumber(_ element: VisualZoneElement, _ wanted: String) {
        guard wanted.count >= 4 else { return }
        let labelled = chosen[element]?.span.rows ?? []
        let found = page.number(wanted, in: labelled) ?? page.number(wanted, in: Array(page.rows.indices))
        confirm(element, found)
    }

    // MARK: Dates

    private mutating func chooseDates(_ zone: VisualReference) {
        let all = page.dates()
        let wanted = [
            (VisualZoneElement.dateOfBirth, zone.dateOfBirth), (.dateOfExpiry, zone.dateOfExpiry),
            (.dateOfIssue, zone.dateOfIssue),
        ]
        for case (let element, let date?) in wanted {
            let labelled = chosen[element].flatMap { VisualDate($0.span.text, order: page.order) }
            if labelled?.agrees(with: date) == true { continue }
            confirm(element, all.first { $0.date.agrees(with: date) }?.span)
        }
        chooseIssue(all, zone)
    }

    /// Where the zone's dates were found and one more is printed, that one is the date of issue.
    private mutating func chooseIssue(_ all: [VisualPage.DateSpan], _ zone: VisualReference) {
        func isOfZone(_ date: VisualDate) -> Bool {
            [zone.dateOfBirth, zone.dateOfExpiry].contains { $0.map(date.agrees(with:)) == true }
        }
        let labelled = chosen[.dateOfIssue].flatMap { VisualDate($0.span.text, order: page.order) }
        guard labelled.map(isOfZone) ?? true else { return }
        let others = all.filter { $0.isAlone && !isOfZone($0.date) }
        guard !zone.isVisa, let first = others.first, others.allSatisfy({ $0.date == first.date }),
            chosen[.dateOfBirth] != nil,
            zone.dateOfExpiry == nil || chosen[.dateOfExpiry].map({ isOfZone($0.span.text) }) == true
        else {
            if labelled != nil { chosen[.dateOfIssue] = nil }
            return
        }
        chosen[.dateOfIssue] = (first.span, .position)

        func isOfZone(_ text: String) -> Bool { VisualDate(text, order: page.order).map(isOfZone) ?? false }
    }

    /// Without a zone: of three days the first is that of birth and the last that of expiry.
    private mutating func chooseDatesByOrder() {
        var days: [(day: Int, span: Span)] = []
        for found in page.dates() where found.date.hasCentury {
            let day = (found.date.year * 100 + found.date.month) * 100 + found.date.day
            if !days.contains(where: { $0.day == day }) { days.append((day, found.span)) }
        }
        guard days.count == 3 else { return }
        days.sort { $0.day < $1.day }
        for (element, found) in zip([VisualZoneElement.dateOfBirth, .dateOfIssue, .dateOfExpiry], days)
        where chosen[element] == nil {
            chosen[element] = (found.span, .position)
        }
    }

    // MARK: Sex and states

    private mutating func chooseWords(_ zone: VisualReference) {
        let free = page.values
        if chosen[.sex] == nil, let sex = zone.sex,
            let row = free.first(where: { VisualSex.read(page.rows[$0].line.text) == sex })
        {
            chosen[.sex] = (page.whole(row), .mrzConfirmed)
        }
        let code = zone.issuingState
        if chosen[.issuingState] == nil, code.count == 3,
            let row = free.first(where: { page.rows[$0].line.text.split(separator: " ").contains { $0 == code } })
        {
            chosen[.issuingState] = (Span(rows: [row], text: code), .mrzConfirmed)
        }
        chooseNationality(zone.nationality)
    }

    /// The name of a state stands in the headings too: the nationality is printed as small as the names and below them.
    private mutating func chooseNationality(_ code: String) {
        let labelled = chosen[.nationality].map { VisualStates.codes(in: $0.span.text) } ?? []
        guard labelled.isEmpty, let name = chosen[.surname]?.span.rows.first.map({ page.rows[$0] }) else {
            return
        }
        let used = Set(chosen.filter { $0.key != .nationality }.values.flatMap(\.span.rows))
        let row = page.values.first { index in
            let row = page.rows[index]
            return !used.contains(index) && row.middle > name.middle && row.height < 1.4 * name.height
                && VisualStates.codes(in: row.line.text).contains(code)
        }
        if let row { chosen[.nationality] = (page.whole(row), .mrzConfirmed) }
    }
}
