import Evidence
import Foundation
import Kernel
import Specimens

/// The drawn presentations over which the signals of authenticity are measured.
struct AccuracyAuthenticityDrawing {
    let portraits: SpecimenPortraits

    /// One presentation; without a species it is bona fide.
    struct Presentation: Sendable {
        let species: ForgerySpecies?
        /// As a telephone's sensor gives it, not made smaller.
        let isLarge: Bool
        /// Even ones are those on which the limits were chosen, odd ones are reported.
        let index: Int

        var group: String {
            (species?.rawValue ?? AccuracyAuthenticityDrawing.bonaFide) + (isLarge ? ", 12 megapixels" : "")
        }
        var name: String { group.replacing(",", with: "").replacing(" ", with: "-") + "-\(index)" }
    }

    static let bonaFide = "bona fide"
    /// Whose pattern is finer than what a smaller picture can hold.
    private static let large: [ForgerySpecies] = [.phoneScreen, .tabletScreen]

    /// The rows of the report, each attack with the signal that is made for it.
    static var groups: [(name: String, check: Check?)] {
        presentations(count: 1, bonaFide: 1, isForChoosing: true).map { ($0.group, $0.species?.check) }
    }

    init(runtime: String) throws {
        let folder = URL(fileURLWithPath: "\(runtime)/portraits")
        var files: [String: [UInt8]] = [:]
        for name in SpecimenPortraits.fileNames {
            files[name] = try [UInt8](Data(contentsOf: folder.appendingPathComponent(name)))
        }
        portraits = try SpecimenPortraits(files: files)
    }

    /// `count` of every species and `bonaFide` genuine ones, each with its own document, desk, light and hand.
    static func presentations(count: Int, bonaFide: Int, isForChoosing: Bool) -> [Presentation] {
        func some(_ species: ForgerySpecies?, _ count: Int, isLarge: Bool = false) -> [Presentation] {
            let first = isForChoosing ? 0 : 1
            return (0..<count).map { Presentation(species: species, isLarge: isLarge, index: 2 * $0 + first) }
        }
        return some(nil, bonaFide) + ForgerySpecies.allCases.flatMap { some($0, count) }
            + large.flatMap { some($0, count, isLarge: true) }
    }

    func drawn(_ presentation: Presentation) throws -> PresentedDocument {
        let species = presentation.species
        let kinds = SpecimenDocument.Kind.allCases.filter { species?.suits($0) ?? true }
        // Halves of the same make: the kind changes every other time.
        let kind = kinds[presentation.index / 2 % kinds.count]
        let order = species.flatMap { ForgerySpecies.allCases.firstIndex(of: $0) } ?? -1
        let seed = UInt64(10_007 * (order + 2) + presentation.index)
        let isOther = presentation.index % 3 == 0
        let source = ForgerySource(
            kind, portrait: isOther ? portraits.other : portraits.document, today: Self.today, seed: seed,
            frame: presentation.isLarge ? (4_000, 3_000) : (1_920, 1_440))
        guard let species else { return try source.photographed() }
        return try species.presented(source, other: isOther ? portraits.document : portraits.other, seed: seed)
    }

    /// Prints of desks that fill much of the frame, each under two documents in two lights; nil where there is none.
    func backgrounds(count: Int) throws -> [(first: BackgroundPrint?, second: BackgroundPrint?)] {
        try (0..<count).map { index in
            let kind = SpecimenDocument.Kind.allCases[index % 3]
            let first = ForgerySource(kind, portrait: portraits.document, today: Self.today, seed: UInt64(900 + index))
            let second = first.replaced(seed: UInt64(1_900 + index), today: Self.today)
            return (try Self.background(of: first), try Self.background(of: second))
        }
    }

    private static func background(of source: ForgerySource) throws -> BackgroundPrint? {
        let presented = try source.photographed(filling: 0.5)
        let picture = try Picture.decode(presented.file).picture
        return BackgroundPrint(of: picture, without: presented.photograph.outline)
    }

    /// The day from which the holders' dates are counted, so that the drawings are the same on every day.
    private static let today = CalendarDate(Date(timeIntervalSince1970: 1_773_705_600))
}
