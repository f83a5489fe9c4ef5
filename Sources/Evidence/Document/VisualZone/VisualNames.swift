/// Printed names against those of a machine-readable zone, after the transliteration of ICAO Doc 9303 part 3, section
/// 6.
enum VisualNames {
    enum Likeness: Int, Comparable {
        case other, similar, same

        static func < (left: Likeness, right: Likeness) -> Bool { left.rawValue < right.rawValue }
    }

    /// - Parameters:
    ///   - printed: as read, with the words of all lines.
    ///   - zone: an identifier of the zone: words joined by blanks, cut where the zone had no more room.
    ///   - isCut: whether the zone may have cut it.
    static func likeness(of printed: String, to zone: String, isCut: Bool = false) -> Likeness {
        let all = likeness(of: printed, toAllOf: zone, isCut: isCut)
        let words = Set(zone.split(separator: " ").map(String.init))
        guard all != .same, !words.isEmpty else { return all }
        for form in MRZTransliteration.forms(of: printed) {
            // Of a name that had no room the zone may have left a letter.
            if isCut && form.filter({ $0 != "<" }).hasPrefix(words.count == 1 ? zone : "<") { return .same }
            // More words may be printed than the zone has room for, and a title or a name at birth beside them.
            if words.isSubset(of: form.split(separator: "<").map(String.init)) { return .same }
        }
        return all
    }

    /// The same where `printed` says the name and nothing else.
    static func likeness(of printed: String, toAllOf zone: String, isCut: Bool = false) -> Likeness {
        let wanted = zone.filter { $0 != " " && $0 != "<" }
        guard !wanted.isEmpty else { return .other }
        let allowed = wanted.count < 5 ? 0 : wanted.count < 12 ? 1 : 2
        var best = Likeness.other
        for form in MRZTransliteration.forms(of: printed) {
            let compact = form.filter { $0 != "<" }
            if compact == wanted || isCut && wanted.count >= 8 && compact.hasPrefix(wanted) { return .same }
            // `Þ` is printed, `TH` written in the zone and `P` read.
            if wanted.contains("TH"), compact == wanted.replacing("TH", with: "P") { best = .similar }
            if TextDistance.between(compact.utf8, wanted.utf8) <= allowed { best = .similar }
        }
        return best
    }
}
