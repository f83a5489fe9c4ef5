/// The printed part of a document, and whether it says what the machine-readable zone says. Check digits miss every
/// confusion of characters that are ten apart (`S` and `8`, `Z` and `5`), so a number that only they vouch for is held
/// against the printed one (ICAO Doc 9303 part 3, section 4.9 gives the digits; the comparison is ours).
package struct VisualZone: Sendable {
    private var lines: [Line] = []
    private var sides: [Side] = []

    /// The lines of one picture, and the zone's place where it is in the same.
    private struct Side {
        let text: [TextLine]
        let zone: Quad?
    }

    private struct Line {
        /// Letters and digits alone, with `0` for `O` and `1` for `I`: the visual zone's type keeps neither pair apart.
        let compact: String
        /// The line's words in every form that they may have in the zone.
        let words: [Set<String>]
    }

    package init() {}

    /// - Parameter zone: around the machine-readable zone, where it is in the same picture.
    package init(_ text: [TextLine], at zone: Quad? = nil) { add(text, at: zone) }

    /// The pictures of one document.
    package init(_ readings: [DocumentReading]) {
        for reading in readings { add(reading.text, at: reading.mrz?.quad) }
    }

    mutating func add(_ text: [TextLine], at zone: Quad? = nil) {
        sides.append(Side(text: text, zone: zone))
        lines += text.map { line in
            let words = line.text.split { $0.isWhitespace || $0 == "/" || $0 == ":" || $0 == "," }
            return Line(
                compact: Self.compact(line.text), words: words.map { MRZTransliteration.forms(of: $0) })
        }
    }

    /// What is printed, as fields.
    /// - Parameter reference: what another part of the document says, to tell by it which text is which element.
    package func fields(_ reference: VisualReference? = nil) -> VisualFields {
        VisualFields(merging: sides.map { VisualFields($0.text, reference: reference, at: $0.zone) })
    }

    package func comparison(with reference: VisualReference) -> VisualComparison {
        VisualComparison(fields(reference), with: reference)
    }

    /// Which of the elements that are compared the visual zone shows.
    package struct Agreement: Codable, Equatable, Sendable {
        package let documentNumber: Bool
        /// Every word of the primary identifier; nil where the zone has none.
        package let primaryIdentifier: Bool?
        /// The first word of the secondary identifier: later ones may be cut in the zone; nil where the zone has none.
        package let secondaryIdentifier: Bool?

        package var isComplete: Bool { documentNumber && primaryIdentifier != false && secondaryIdentifier != false }

        /// 0…1.
        package var share: Double {
            let elements = [documentNumber, primaryIdentifier, secondaryIdentifier].compactMap { $0 }
            return Double(elements.filter { $0 }.count) / Double(elements.count)
        }
    }

    package func agreement(with fields: MRZFields) -> Agreement {
        agreement(
            number: fields.documentNumber, primary: fields.primaryIdentifier.split(separator: " ").map(String.init),
            secondary: fields.secondaryIdentifier.split(separator: " ").prefix(1).map(String.init))
    }

    private func agreement(number: String, primary: [String], secondary: [String]) -> Agreement {
        let number = Self.compact(number)
        return Agreement(
            documentNumber: !number.isEmpty && lines.contains { $0.compact.contains(number) },
            primaryIdentifier: primary.isEmpty ? nil : primary.allSatisfy(shows),
            secondaryIdentifier: secondary.isEmpty ? nil : secondary.allSatisfy(shows))
    }

    /// Holds the card data of a barcode against the printed front: number and family name. Whoever prints a card prints
    /// its barcode as easily, so agreement proves nothing, and what differs asks for a look.
    package func finding(for card: AAMVACard, models: [String]) -> Finding {
        let check = Check.visualZoneMatchesBarcode
        let number = card.fields.documentNumber ?? ""
        let names = (card.fields.familyName ?? "").uppercased().split(whereSeparator: { " -'".contains($0) })
            .map(String.init)
        guard lines.count >= 3, !Self.compact(number).isEmpty, !names.isEmpty else {
            return Finding(check, .unavailable, reason: .dataMissing, models: models)
        }
        let agreement = agreement(number: number, primary: names, secondary: [])
        return Self.finding(check, agreement, comparison(with: VisualReference(card.fields)), models: models)
    }

    /// Holds a reading against the visual zone of the same document, which for TD1 is on the other side of the card.
    /// What does not agree was misread as often as it was forged: it asks for a look and never refuses.
    package func finding(for mrz: MRZReading, models: [String]) -> Finding {
        let check = Check.visualZoneMatchesMrz
        let isSmall = mrz.characterHeightPixels < Self.leastCharacterHeight
        let tooSmall = Finding(
            check, .unavailable, measure: mrz.characterHeightPixels, threshold: Self.leastCharacterHeight,
            unit: .pixels, reason: .tooSmall, models: models)
        if isSmall && lines.isEmpty { return tooSmall }
        guard lines.count >= 3 else { return Finding(check, .unavailable, reason: .dataMissing, models: models) }
        let comparison = comparison(with: VisualReference(mrz.fields))
        let finding = Self.finding(check, agreement(with: mrz.fields), comparison, models: models)
        return isSmall && finding.outcome != .success ? tooSmall : finding
    }

    /// A field that was read clearly and says something else asks for a look even where number and names agree.
    private static func finding(
        _ check: Check, _ agreement: Agreement, _ comparison: VisualComparison, models: [String]
    ) -> Finding {
        let differs = !comparison.differing.isEmpty
        let isSound = agreement.isComplete && !differs
        return Finding(
            check, isSound ? .success : .review, measure: agreement.share, threshold: 1, unit: .share,
            reason: isSound ? nil : differs ? .differs : .notFound, models: models)
    }

    /// Below it characters of the visual zone, mostly smaller than the zone's, are not read reliably: 9 of 14 zones of
    /// about 8 pixels were read in the specimen set.
    static let leastCharacterHeight = 9.0

    /// Whether a word of the zone stands in some line: as a word, as a part of one that lost its blank, or, where it is
    /// long, with one letter misread.
    private func shows(_ word: String) -> Bool {
        lines.contains { line in
            line.words.contains { forms in
                forms.contains { form in
                    form == word || word.count >= 4 && form.contains(word)
                        || word.count >= 5 && abs(form.count - word.count) <= 1
                            && TextDistance.between(form, word) <= 1
                }
            }
        }
    }

    static func compact(_ text: String) -> String {
        String(
            text.uppercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
                .map { $0 == "O" ? "0" : $0 == "I" ? "1" : $0 })
    }
}
