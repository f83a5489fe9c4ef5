/// The machine-readable zones that are read, each with the part of ICAO Doc 9303 (8th edition) that defines it.
package enum MRZFormat: String, Codable, Sendable, CaseIterable {
    /// Part 5: cards of the size ID-1, three lines.
    case td1 = "TD1"
    /// Part 6: documents of the size ID-2, two lines.
    case td2 = "TD2"
    /// Part 4: passports, two lines.
    case td3 = "TD3"
    /// Part 7: visas of the full size, two lines.
    case mrvA = "MRV-A"
    /// Part 7: visas of the size ID-2, two lines.
    case mrvB = "MRV-B"
    /// The French identity card issued until 2021: two lines of a layout of its own.
    case frenchID = "FR-ID"

    package var lineCount: Int { self == .td1 ? 3 : 2 }

    /// Characters in each line.
    package var lineLength: Int {
        switch self {
        case .td1: 30
        case .td2, .mrvB, .frenchID: 36
        case .td3, .mrvA: 44
        }
    }

    /// The format that lines read from somewhere else must have, or nil when they fit none.
    ///
    /// Sizes alone do not tell: a visa is as wide as the passport or card beside it, and only its first letter, `V`,
    /// separates them (part 7, section 4.2).
    package init?(lines: [String]) {
        let isVisa = lines.first?.first == "V"
        let isFrench = lines.first?.hasPrefix("IDFRA") ?? false
        switch (lines.count, Set(lines.map(\.count))) {
        case (3, [30]): self = .td1
        case (2, [36]): self = isVisa ? .mrvB : isFrench && Self.holdsFrenchLayout(lines[1]) ? .frenchID : .td2
        case (2, [44]): self = isVisa ? .mrvA : .td3
        default: return nil
        }
    }

    /// In the old French layout the number runs to the check digit and the given names follow; TD2 has the
    /// nationality's letters and the first digit of the date of birth in these places.
    private static func holdsFrenchLayout(_ line: String) -> Bool {
        let characters = Array(line)
        return characters[10...12].allSatisfy(\.isNumber) && characters[13].isLetter
    }
}
