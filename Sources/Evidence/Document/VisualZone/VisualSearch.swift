/// Tells while lines are still being read whether what the zone says has been found again, and one date more: that of
/// issue, which no zone has.
struct VisualSearch {
    private let fields: MRZFields
    private let reference: VisualReference
    private var zone = VisualZone()
    private var dates: [VisualDate] = []
    private(set) var hasSex = false
    private var hasPersonalNumber = false
    private var statesNamed = 0

    init(_ fields: MRZFields) {
        self.fields = fields
        reference = VisualReference(fields)
    }

    mutating func add(_ lines: [TextLine]) {
        zone.add(lines)
        for line in lines {
            let text = VisualText(line.text)
            dates += VisualDate.all(in: text, order: reference.order).map(\.date)
            if VisualSex.read(line.text) == fields.sex { hasSex = true }
            if String(decoding: text.plain, as: UTF8.self).contains(personalNumber) { hasPersonalNumber = true }
            if VisualStates.codes(in: line.text).contains(fields.nationality) { statesNamed += 1 }
        }
    }

    private var personalNumber: String { VisualText.compact(reference.personalNumber) }

    var isComplete: Bool {
        let wanted = [fields.dateOfBirth, fields.dateOfExpiry].compactMap { $0 }
        let hasIssue = dates.contains { date in !wanted.contains { date.agrees(with: $0) } }
        // The state that issued the document is named beside the nationality.
        let hasNationality = statesNamed >= (fields.nationality == fields.issuingState ? 2 : 1)
        return hasSex && hasIssue && hasNationality && (hasPersonalNumber || personalNumber.count < 4)
            && wanted.allSatisfy { date in dates.contains { $0.agrees(with: date) } }
            && zone.agreement(with: fields).isComplete
    }
}
