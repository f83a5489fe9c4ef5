/// Labelled pairs as a table of comma-separated values (RFC 4180): `score,genuine` or `score,genuine,left,right`, with
/// or without a heading whose first word is `score`. `genuine` is 1, true or genuine; or 0, false or impostor. `left`
/// and `right` name the persons. Lines without anything are passed over.
package enum ScoredPairTable {
    /// - Throws: `wrongLine`, `tableTooLarge`, `tooManyPairs`.
    package static func pairs(
        _ bytes: [UInt8], measure: FaceComparisonScale.Measure
    ) throws(CalibrationError) -> [ScoredPair] {
        guard bytes.count <= CalibrationLimits.tableBytes else {
            throw .tableTooLarge(limitBytes: CalibrationLimits.tableBytes)
        }
        var pairs: [ScoredPair] = []
        var columns: Int?
        // A line's number is one more than the line ends before it.
        var number = 0
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let text = bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes[...]
        for line in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            let fields = try fields(of: line, number: number)
            guard !(fields.count == 1 && fields[0].isEmpty) else { continue }
            if columns == nil, fields[0].lowercased() == "score" { continue }
            guard fields.count == columns ?? fields.count, [2, 4].contains(fields.count) else {
                throw .wrongLine(number, "\(fields.count) fields; \(columns.map(String.init) ?? "2 or 4") are expected")
            }
            columns = fields.count
            guard pairs.count < CalibrationLimits.pairs else { throw .tooManyPairs(limit: CalibrationLimits.pairs) }
            let pair = try pair(of: fields, number: number)
            if let fault = pair.fault(in: measure) { throw .wrongLine(number, fault) }
            pairs.append(pair)
        }
        return pairs
    }

    private static func pair(of fields: [String], number: Int) throws(CalibrationError) -> ScoredPair {
        guard let value = Double(fields[0]) else { throw .wrongLine(number, "the score is no number") }
        guard let isGenuine = truths[fields[1].lowercased()] else {
            throw .wrongLine(number, "the second field is neither 1, true, genuine nor 0, false, impostor")
        }
        var people: ScoredPair.People?
        if fields.count == 4 {
            guard !fields[2].isEmpty, !fields[3].isEmpty else { throw .wrongLine(number, "a person has no name") }
            people = ScoredPair.People(left: fields[2], right: fields[3])
        }
        return ScoredPair(value: value, isGenuine: isGenuine, people: people)
    }

    private static let truths = [
        "1": true, "true": true, "genuine": true, "0": false, "false": false, "impostor": false,
    ]

    /// The fields without the blanks around them. A field in quotes may hold commas and, doubled, quotes.
    private static func fields(of line: ArraySlice<UInt8>, number: Int) throws(CalibrationError) -> [String] {
        guard line.count <= CalibrationLimits.lineBytes else {
            throw .wrongLine(number, "longer than \(CalibrationLimits.lineBytes) bytes")
        }
        let (quote, comma) = (UInt8(ascii: "\""), UInt8(ascii: ","))
        var fields: [[UInt8]] = [[]]
        var isQuoted = false
        for byte in line {
            if byte == quote { isQuoted.toggle() }
            if byte == comma, !isQuoted { fields.append([]) } else { fields[fields.count - 1].append(byte) }
        }
        guard !isQuoted else { throw .wrongLine(number, "a quote is not closed") }
        return try fields.map { field throws(CalibrationError) in
            guard let text = String(validating: field, as: UTF8.self) else {
                throw .wrongLine(number, "not UTF-8")
            }
            let trimmed = text.trimmingPrefix(while: \.isWhitespace)
            let end = trimmed.lastIndex { !$0.isWhitespace }.map(trimmed.index(after:)) ?? trimmed.startIndex
            return try unquoted(trimmed[..<end], number: number)
        }
    }

    private static func unquoted(_ field: Substring, number: Int) throws(CalibrationError) -> String {
        guard field.contains("\"") else { return String(field) }
        guard field.count >= 2, field.hasPrefix("\""), field.hasSuffix("\"") else {
            throw .wrongLine(number, "a quote stands within a field")
        }
        let inner = field.dropFirst().dropLast()
        let parts = inner.split(separator: "\"\"", omittingEmptySubsequences: false)
        guard !parts.contains(where: { $0.contains("\"") }) else {
            throw .wrongLine(number, "a quote stands within a field")
        }
        return parts.joined(separator: "\"")
    }
}
