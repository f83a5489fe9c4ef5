/// Where each field and each check digit of a format stands.
struct MRZLayout: Sendable {
    let format: MRZFormat
    let spans: [MRZField: MRZSpan]
    let checks: [MRZCheck]

    /// The layout of `format`.
    /// - Parameter numberOverflow: characters of the document number beyond nine, 1…13 on TD1 and 1…5 on TD2. The
    ///   filler
    /// then takes the place of the check digit, the number goes on in the optional data and its digit follows it there
    ///   (part 5, section 4.2.2.2, note j).
    init(_ format: MRZFormat, numberOverflow: Int = 0) {
        self.format = format
        let standard = Self.standard(format)
        guard numberOverflow > 0, let number = standard.spans[.documentNumber],
            let optional = standard.spans[.optionalData]
        else {
            (spans, checks) = standard
            return
        }
        let overflow = MRZSpan(optional.line, optional.start...optional.start + numberOverflow - 1)
        let digit = optional.start + numberOverflow
        let check = MRZCheck(.documentNumber, over: [number, overflow], at: optional.line, digit)
        spans = standard.spans
        checks = standard.checks.map { $0.field == .documentNumber ? check : $0 }
    }

    /// The most characters that a document number may have beyond nine: the optional data less the check digit and the
    /// filler that ends it.
    static func longestOverflow(_ format: MRZFormat) -> Int {
        switch format {
        case .td1: 13
        case .td2: 5
        case .td3, .mrvA, .mrvB, .frenchID: 0
        }
    }

    private static func standard(_ format: MRZFormat) -> (spans: [MRZField: MRZSpan], checks: [MRZCheck]) {
        switch format {
        case .td1: cardOfThreeLines
        case .td2: twoLines(names: 5...35, tail: [.optionalData: MRZSpan(1, 28...34)], composite: [21...34])
        case .td3: passport
        case .mrvA: twoLines(names: 5...43, tail: [.optionalData: MRZSpan(1, 28...43)], composite: [])
        case .mrvB: twoLines(names: 5...35, tail: [.optionalData: MRZSpan(1, 28...35)], composite: [])
        case .frenchID: frenchCard
        }
    }

    /// Part 5, section 4.2.
    private static let cardOfThreeLines: (spans: [MRZField: MRZSpan], checks: [MRZCheck]) = {
        let number = MRZSpan(0, 5...13), birth = MRZSpan(1, 0...5), expiry = MRZSpan(1, 8...13)
        let spans: [MRZField: MRZSpan] = [
            .documentCode: MRZSpan(0, 0...1), .issuingState: MRZSpan(0, 2...4), .documentNumber: number,
            .optionalData: MRZSpan(0, 15...29), .dateOfBirth: birth, .sex: MRZSpan(1, 7...7), .dateOfExpiry: expiry,
            .nationality: MRZSpan(1, 15...17), .secondOptionalData: MRZSpan(1, 18...28), .names: MRZSpan(2, 0...29),
        ]
        let composite = [MRZSpan(0, 5...29), MRZSpan(1, 0...6), MRZSpan(1, 8...14), MRZSpan(1, 18...28)]
        let checks = [
            MRZCheck(.documentNumber, over: [number], at: 0, 14),
            MRZCheck(.dateOfBirth, over: [birth], at: 1, 6),
            MRZCheck(.dateOfExpiry, over: [expiry], at: 1, 14),
            MRZCheck(.composite, over: composite, at: 1, 29),
        ]
        return (spans, checks)
    }()

    /// Part 4, section 4.2: the two-line layout with a personal number and its digit before the composite one.
    private static let passport: (spans: [MRZField: MRZSpan], checks: [MRZCheck]) = {
        let personal = MRZSpan(1, 28...41)
        let base = twoLines(names: 5...43, tail: [.personalNumber: personal], composite: [21...42])
        let check = MRZCheck(.personalNumber, over: [personal], at: 1, 42, mayBeFiller: true)
        return (base.spans, Array(base.checks.dropLast()) + [check] + base.checks.suffix(1))
    }()

    /// What TD2, TD3 and both visas share (parts 4, 6 and 7): the upper line and the first 28 characters of the lower.
    private static func twoLines(
        names: ClosedRange<Int>, tail: [MRZField: MRZSpan], composite: [ClosedRange<Int>]
    ) -> (spans: [MRZField: MRZSpan], checks: [MRZCheck]) {
        let number = MRZSpan(1, 0...8), birth = MRZSpan(1, 13...18), expiry = MRZSpan(1, 21...26)
        let head: [MRZField: MRZSpan] = [
            .documentCode: MRZSpan(0, 0...1), .issuingState: MRZSpan(0, 2...4), .names: MRZSpan(0, names),
            .documentNumber: number, .nationality: MRZSpan(1, 10...12), .dateOfBirth: birth, .sex: MRZSpan(1, 20...20),
            .dateOfExpiry: expiry,
        ]
        var checks = [
            MRZCheck(.documentNumber, over: [number], at: 1, 9),
            MRZCheck(.dateOfBirth, over: [birth], at: 1, 19),
            MRZCheck(.dateOfExpiry, over: [expiry], at: 1, 27),
        ]
        if let rest = composite.first {
            let covered = [MRZSpan(1, 0...9), MRZSpan(1, 13...19), MRZSpan(1, rest)]
            checks.append(MRZCheck(.composite, over: covered, at: 1, rest.upperBound + 1))
        }
        return (head.merging(tail) { first, _ in first }, checks)
    }

    /// Not an ICAO layout: known from published specimens of the card. The number opens with year and month of issue,
    /// the surname has the first line, and the last digit covers everything before it.
    private static let frenchCard: (spans: [MRZField: MRZSpan], checks: [MRZCheck]) = {
        let number = MRZSpan(1, 0...11), birth = MRZSpan(1, 27...32)
        let spans: [MRZField: MRZSpan] = [
            .documentCode: MRZSpan(0, 0...1), .issuingState: MRZSpan(0, 2...4), .names: MRZSpan(0, 5...29),
            .optionalData: MRZSpan(0, 30...35), .documentNumber: number, .givenNames: MRZSpan(1, 13...26),
            .dateOfBirth: birth, .sex: MRZSpan(1, 34...34),
        ]
        let checks = [
            MRZCheck(.documentNumber, over: [number], at: 1, 12),
            MRZCheck(.dateOfBirth, over: [birth], at: 1, 33),
            MRZCheck(.composite, over: [MRZSpan(0, 0...35), MRZSpan(1, 0...34)], at: 1, 35),
        ]
        return (spans, checks)
    }()
}
