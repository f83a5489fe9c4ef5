import Evidence

/// The verdict against the reading, as rows of a Markdown table.
enum QualityTable {
    static let header = [
        "| kind | pictures | let through: read | let through: not read | of these for a look | refused: read "
            + "| refused: not read | read, of what is let through | refused, of what is read |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]

    static func row(_ kind: String, _ pictures: [JudgedPicture], _ truth: JudgedPicture.Truth) -> String {
        let read = pictures.filter { $0.holds(truth) }
        let passed = pictures.filter { !$0.isRefused }
        let passedAndRead = passed.count { $0.holds(truth) }
        let looks = passed.filter { !$0.isClear }
        let lookedAndRead = looks.count { $0.holds(truth) }
        let refusedAndRead = read.count(where: \.isRefused)
        let cells = [
            kind, "\(pictures.count)", "\(passedAndRead)", "\(passed.count - passedAndRead)",
            "\(lookedAndRead) read, \(looks.count - lookedAndRead) not", "\(refusedAndRead)",
            "\(pictures.count - passed.count - refusedAndRead)", rate(passedAndRead, of: passed.count),
            rate(refusedAndRead, of: read.count),
        ]
        return "| " + cells.joined(separator: " | ") + " |"
    }

    /// With Clopper and Pearson's interval.
    static func rate(_ count: Int, of total: Int) -> String {
        guard total > 0 else { return "–" }
        let interval = RateInterval(errors: count, of: total)
        func percent(_ share: Double) -> String { Figures.text(100 * share, digits: 1) }
        return "\(count)/\(total) = \(percent(Double(count) / Double(total))) % "
            + "(\(percent(interval.lower))–\(percent(interval.upper)))"
    }
}
