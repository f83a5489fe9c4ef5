/// What may stand where, before anything is read: natural logarithms to add to a cell's, 0 for what is usual.
struct MRZPriors: Sendable {
    /// By line, position and character; `-infinity` for what cannot stand there.
    let values: [[[Double]]]

    init(_ layout: MRZLayout) {
        let format = layout.format
        let open = Self.table(letters: 0, digits: 0, filler: 0)
        var values = Array(
            repeating: Array(repeating: open, count: format.lineLength), count: format.lineCount)
        for (field, span) in layout.spans {
            for position in span.positions {
                values[span.line][position] = Self.prior(of: field, offset: position - span.start, format)
            }
        }
        let standard = MRZLayout(format)
        for (check, usual) in zip(layout.checks, standard.checks) {
            let filler = check.mayBeFiller ? 0 : Self.unusual
            values[check.line][check.position] = Self.table(letters: nil, digits: 0, filler: filler)
            guard check != usual else { continue }
            // A number that runs on: a filler in the digit's usual place, no filler before its end, one after its
            // digit.
            values[usual.line][usual.position] = Self.table(letters: nil, digits: nil, filler: 0)
            for span in check.covered.dropFirst() {
                for position in span.positions { values[span.line][position][MRZAlphabet.filler] = -.infinity }
            }
            values[check.line][check.position] = Self.table(letters: nil, digits: 0, filler: nil)
            values[check.line][check.position + 1] = Self.table(letters: nil, digits: nil, filler: 0)
        }
        self.values = values
    }

    /// Seldom, yet real: an unknown day of birth, a type that no state should use.
    private static let unusual = -4.0

    /// Half of a name field is fillers and a 26th of the rest is any one letter, while the recogniser was trained on
    /// text where fillers are rare.
    private static let usualFiller = 1.5

    private static func prior(of field: MRZField, offset: Int, _ format: MRZFormat) -> [Double] {
        switch field {
        case .documentCode: offset == 0 ? documentType(format) : documentSubtype(format)
        case .issuingState, .nationality: table(letters: 0, digits: nil, filler: 0)
        case .names, .givenNames: table(letters: 0, digits: nil, filler: usualFiller)
        case .dateOfBirth, .dateOfExpiry: date(offset)
        case .sex: only("MF<", others: -.infinity)
        case .optionalData, .secondOptionalData, .personalNumber:
            table(letters: 0, digits: 0, filler: usualFiller)
        case .documentNumber: documentNumber
        case .composite: table(letters: 0, digits: 0, filler: 0)
        }
    }

    /// States keep letters that look like digits out of their numbers, or use them seldom. Two or more zeros taken for
    /// the letter can leave the check digit as it is: here alone it is told which of the two is meant.
    private static var documentNumber: [Double] {
        var values = table(letters: 0, digits: 0, filler: 0)
        for letter in "OIQ".utf8.compactMap(MRZAlphabet.index) { values[letter] = unusual / 4 }
        return values
    }

    /// The first letters that parts 4 to 7 allow; others occur on real documents.
    private static func documentType(_ format: MRZFormat) -> [Double] {
        switch format {
        case .td3: only("P", others: unusual * 2)
        case .td1, .td2: only("IAC", others: unusual * 2)
        case .mrvA, .mrvB: only("V", others: unusual * 2)
        case .frenchID: only("I", others: -.infinity)
        }
    }

    /// Any letter, seldom a digit and never a zero. Passports mostly have the filler here: what looks like one is taken
    /// for one unless it is a clear letter, above all `C`, which no state uses.
    private static func documentSubtype(_ format: MRZFormat) -> [Double] {
        var values = table(letters: 0, digits: unusual / 2, filler: 0)
        values[MRZAlphabet.digits.lowerBound] = unusual * 2
        guard format == .td3 else { return values }
        for letter in MRZConfusions.fillerRivals { values[letter] = unusual * 0.6 }
        for (letter, cost) in zip("CO".utf8.compactMap(MRZAlphabet.index), [unusual * 1.5, unusual * 0.6]) {
            values[letter] = cost
        }
        return values
    }

    /// `YYMMDD`: the first digits of month and day are few.
    private static func date(_ offset: Int) -> [Double] {
        var values = table(letters: nil, digits: 0, filler: unusual)
        let highest = offset == 2 ? 1 : offset == 4 ? 3 : 9
        for digit in MRZAlphabet.digits.dropFirst(highest + 1) { values[digit] = unusual }
        return values
    }

    private static func only(_ usual: String, others: Double) -> [Double] {
        var values = table(letters: others, digits: nil, filler: nil)
        for index in usual.utf8.compactMap(MRZAlphabet.index) { values[index] = 0 }
        return values
    }

    /// Nil: cannot stand there.
    private static func table(letters: Double?, digits: Double?, filler: Double?) -> [Double] {
        Array(repeating: letters ?? -.infinity, count: MRZAlphabet.letters.count)
            + Array(repeating: digits ?? -.infinity, count: MRZAlphabet.digits.count)
            + [filler ?? -.infinity]
    }
}
