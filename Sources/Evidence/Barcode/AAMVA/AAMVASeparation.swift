/// Parts elements that run into each other for want of a separator.
///
/// Three letters may well be part of a name, so only an element that the version asks for, that is nowhere else, and
/// whose identifier occurs once, is looked for inside the others.
struct AAMVASeparation {
    private let version: Int
    private(set) var deviations = AAMVADeviations()

    init(header: AAMVAHeader) { version = header.rules }

    mutating func mended(_ subfile: AAMVASubfile) -> AAMVASubfile {
        var elements = subfile.elements
        let names = version == 1 ? ["DAA"] : []
        let wanted = AAMVADictionary.mandatory(version: version, isLicence: subfile.type != "ID") + names
        for identifier in wanted where !elements.contains(where: { $0.identifier == identifier }) {
            let hits = elements.indices.filter { places(of: identifier, in: elements[$0].value) > 0 }
            guard hits.count == 1, let index = hits.first, places(of: identifier, in: elements[index].value) == 1,
                let (before, after) = parted(elements[index].value, at: identifier)
            else { continue }
            guard isPlausible(after, for: identifier) else { continue }
            elements[index] = AAMVAElement(identifier: elements[index].identifier, value: before)
            elements.insert(AAMVAElement(identifier: identifier, value: after), at: index + 1)
            deviations.note(.missingSeparator, identifier)
        }
        return AAMVASubfile(type: subfile.type, elements: elements)
    }

    private func places(of identifier: String, in value: String) -> Int {
        let (bytes, wanted) = (Array(value.utf8), Array(identifier.utf8))
        guard bytes.count >= 3 else { return 0 }
        return (0...bytes.count - 3).count { bytes[$0..<$0 + 3].elementsEqual(wanted) }
    }

    private func parted(_ value: String, at identifier: String) -> (String, String)? {
        let (bytes, wanted) = (Array(value.utf8), Array(identifier.utf8))
        guard let start = (0...bytes.count - 3).first(where: { bytes[$0..<$0 + 3].elementsEqual(wanted) }) else {
            return nil
        }
        return (
            String(decoding: bytes[..<start], as: UTF8.self), String(decoding: bytes[(start + 3)...], as: UTF8.self)
        )
    }

    /// Whether what follows begins as the element's value does.
    private func isPlausible(_ value: String, for identifier: String) -> Bool {
        let head = value.utf8.prefix(8)
        return switch identifier {
        case "DBA", "DBB", "DBD": head.count == 8 && head.allSatisfy(\.isDigit)
        case "DBC": value.first.map { "129MFmf".contains($0) } ?? false
        case "DDE", "DDF", "DDG": value.first.map { "TNU".contains($0) } ?? false
        case "DCG": ["USA", "CAN", "MEX"].contains(value.prefix(3))
        case "DAU": head.prefix(3).allSatisfy(\.isDigit) && head.count >= 3
        default: !value.isEmpty
        }
    }
}
