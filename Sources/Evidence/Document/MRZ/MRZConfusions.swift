/// Which characters of OCR-B are read for which others, and how often. The shares are estimates from the specimen set
/// of docs/accuracy.md: they price a repair and need the right order of size, not more.
enum MRZConfusions {
    struct Rival: Sendable {
        let character: Int
        let probability: Double
    }

    /// For each character read, what may have been printed instead.
    static let rivals: [[Rival]] = {
        var table = [[Rival]](repeating: [], count: MRZAlphabet.count)
        for (group, probability) in groups {
            let members = group.utf8.compactMap(MRZAlphabet.index)
            for read in members {
                table[read] += members.filter { $0 != read }.map { Rival(character: $0, probability: probability) }
            }
        }
        for letter in fillerRivals {
            table[letter].append(Rival(character: MRZAlphabet.filler, probability: 0.02))
        }
        return table
    }()

    /// What a filler is read as under blur.
    static let fillerRivals = "CEKSLGRX".utf8.compactMap(MRZAlphabet.index)

    private static let groups: [(String, Double)] = [
        // In OCR-B the two differ by their corners only, and recognisers trained on other type see none.
        ("0O", 0.10), ("1I", 0.05), ("2Z", 0.02), ("5S", 0.02), ("8B", 0.02), ("6G", 0.02), ("0D", 0.01), ("0Q", 0.02),
        ("OQ", 0.01), ("OD", 0.01), ("4A", 0.01), ("7T", 0.01), ("7Y", 0.005), ("1L", 0.005), ("IJ", 0.01),
        ("IL", 0.005),
        ("MN", 0.01), ("HN", 0.005), ("UV", 0.01), ("VY", 0.005), ("CG", 0.01), ("EF", 0.005), ("PR", 0.005),
        ("KX", 0.005),
        ("38", 0.005), ("08", 0.005), ("56", 0.005), ("69", 0.005), ("17", 0.005), ("68", 0.005), ("89", 0.005),
        ("3B", 0.005),
    ]
}
