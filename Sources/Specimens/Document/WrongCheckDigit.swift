import Evidence

/// Puts one false check digit into a machine-readable zone and leaves every other one true to what is printed.
enum WrongCheckDigit {
    static func printing(_ field: MRZField, in lines: [String], _ format: MRZFormat) -> [String] {
        guard let place = places(format)[field] else { return lines }
        var letters = lines.map { Array($0.utf8) }
        letters[place.line][place.position] = unlike(letters[place.line][place.position])
        if field != .composite { settleComposite(&letters, format) }
        return letters.map { String(decoding: $0, as: UTF8.self) }
    }

    /// For each digit another one of a quite different shape, so that nobody can call the misprint a misreading.
    private static func unlike(_ digit: UInt8) -> UInt8 {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return UInt8(ascii: "4") }
        return Array("4847271442".utf8)[Int(digit - UInt8(ascii: "0"))]
    }

    /// The composite digit covers the other digits as they are printed, so it follows the false one.
    private static func settleComposite(_ lines: inout [[UInt8]], _ format: MRZFormat) {
        guard let place = places(format)[.composite] else { return }
        let covered =
            format == .td3
            ? lines[1][0...9] + lines[1][13...19] + lines[1][21...42]
            : lines[0][5...29] + lines[1][0...6] + lines[1][8...14] + lines[1][18...28]
        guard let digit = MRZCheckDigit.of(String(decoding: covered, as: UTF8.self)) else { return }
        lines[place.line][place.position] = UInt8(ascii: "0") + UInt8(digit)
    }

    /// Parts 4 and 5, section 4.2: line and position of the digits, from 0.
    private static func places(_ format: MRZFormat) -> [MRZField: (line: Int, position: Int)] {
        switch format {
        case .td3: [.documentNumber: (1, 9), .dateOfBirth: (1, 19), .dateOfExpiry: (1, 27), .composite: (1, 43)]
        case .td1: [.documentNumber: (0, 14), .dateOfBirth: (1, 6), .dateOfExpiry: (1, 14), .composite: (1, 29)]
        default: [:]
        }
    }
}
