import Evidence

/// One picture with what the engine says of its quality, and whether its zone was read.
struct JudgedPicture {
    /// What counts as read.
    enum Truth: String, CaseIterable {
        case exact = "every character of the zone"
        case numbers = "document number, birth and expiry, which the check digits cover"
    }

    let name: String
    let kind: String
    let findings: [Finding]
    /// Mean probability of the zone's characters; nil where none was found.
    let confidence: Double?
    /// Mean probability of the five characters that were seen least clearly.
    let weakest: Double?
    let boundary: Quad?
    private let truths: Set<Truth>

    /// The checks that make the quality verdict, and that a zone was found at all.
    static let checks: Set<Check> = [
        .documentSharpness, .documentExposure, .documentGlare, .documentResolution, .documentBoundary,
        .documentOcclusion, .documentHasMrz,
    ]

    init(name: String, kind: String, printed: [String], _ reading: EvidenceReading) {
        self.name = name
        self.kind = kind
        findings = reading.allFindings.filter { Self.checks.contains($0.check) }
        let zone = reading.document?.mrz
        confidence = zone?.confidence
        weakest = zone.map { $0.characterConfidences.joined().sorted().prefix(5).reduce(0, +) / 5 }
        boundary = reading.document?.boundary
        var truths: Set<Truth> = []
        if let zone, zone.lines == printed { truths.insert(.exact) }
        if let zone, let truth = MRZ(lines: printed), Self.numbers(zone.fields) == Self.numbers(truth.fields) {
            truths.insert(.numbers)
        }
        self.truths = truths
    }

    func holds(_ truth: Truth) -> Bool { truths.contains(truth) }

    var refusals: [Finding] { findings.filter { $0.outcome == .fail } }
    var isRefused: Bool { !refusals.isEmpty }
    /// Nothing to object to at all: no person has to look.
    var isClear: Bool { findings.allSatisfy { $0.outcome == .success } }

    private static func numbers(_ fields: MRZFields) -> [String] {
        [fields.documentNumber, fields.dateOfBirth.printed, fields.dateOfExpiry?.printed ?? ""]
    }

    /// Tab-separated, for a spreadsheet: name, kind, read, numbers right, confidence, the weakest characters', the
    /// document's corners, then each check's outcome, reason and measure.
    var line: String {
        let cells = findings.sorted { $0.check.rawValue < $1.check.rawValue }.map { finding in
            "\(finding.outcome.rawValue) \(finding.reason?.rawValue ?? "-") " + Self.figure(finding.measure)
        }
        let corners = boundary?.corners.map { "\(Figures.text($0.x, digits: 0)),\(Figures.text($0.y, digits: 0))" }
        let marks = Truth.allCases.map { holds($0) ? "1" : "0" }
        return
            ([name, kind] + marks + [Self.figure(confidence), Self.figure(weakest)]
            + [corners?.joined(separator: " ") ?? "-"] + cells).joined(separator: "\t")
    }

    private static func figure(_ value: Double?) -> String { value.map { Figures.text($0, digits: 4) } ?? "-" }
}

extension Finding {
    /// The check with its reason, as a report names it.
    var word: String { check.rawValue + (reason.map { " (\($0.rawValue))" } ?? "") }
}
