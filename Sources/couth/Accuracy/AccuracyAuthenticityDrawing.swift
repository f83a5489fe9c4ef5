import Evidence
import Foundation
import Kernel
import Specimens

/// The drawn presentations over which the signals of authenticity are measured.
struct AccuracyAuthenticityDrawing {
    let portraits: SpecimenPortraits
    /// More people than the three pictures show, for what compares faces; empty leaves the three.
    let people: [Person]

    struct Person {
        let identity: String
        let portrait: Portrait
    }

    /// One presentation; without a species it is bona fide.
    struct Presentation: Sendable {
        let species: ForgerySpecies?
        /// As a telephone's sensor gives it, not made smaller.
        let isLarge: Bool
        /// Even ones are those on which the limits were chosen, odd ones are reported.
        let index: Int
        var genuine = Genuine.once

        var group: String { (species?.rawValue ?? genuine.rawValue) + (isLarge ? ", 12 megapixels" : "") }
        var name: String { group.replacing(",", with: "").replacing(" ", with: "-") + "-\(index)" }
    }

    /// The ways in which a bona fide document is drawn.
    enum Genuine: String, CaseIterable {
        case once = "bona fide"
        case withGhost = "bona fide, ghost portrait"
        case savedAgain = "bona fide, saved again"
    }

    /// Whose pattern is finer than what a smaller picture can hold.
    private static let large: [ForgerySpecies] = [.phoneScreen, .tabletScreen]

    /// The rows of the report, each attack with the signals that are made for it.
    static var groups: [(name: String, checks: [Check])] {
        presentations(count: 1, bonaFide: 1, isForChoosing: true).map { ($0.group, $0.species?.checks ?? []) }
    }

    init(runtime: String, people: [Person]) throws {
        self.people = people
        let folder = URL(fileURLWithPath: "\(runtime)/portraits")
        var files: [String: [UInt8]] = [:]
        for name in SpecimenPortraits.fileNames {
            files[name] = try [UInt8](Data(contentsOf: folder.appendingPathComponent(name)))
        }
        portraits = try SpecimenPortraits(files: files)
    }

    /// `count` of every species and `bonaFide` genuine ones, each with its own document, desk, light and hand.
    static func presentations(count: Int, bonaFide: Int, isForChoosing: Bool) -> [Presentation] {
        func some(
            _ species: ForgerySpecies?, _ count: Int, isLarge: Bool = false, _ genuine: Genuine = .once
        ) -> [Presentation] {
            let first = isForChoosing ? 0 : 1
            return (0..<count).map {
                Presentation(species: species, isLarge: isLarge, index: 2 * $0 + first, genuine: genuine)
            }
        }
        return Genuine.allCases.flatMap { some(nil, bonaFide, $0) }
            + ForgerySpecies.allCases.flatMap { some($0, count) } + large.flatMap { some($0, count, isLarge: true) }
    }

    func drawn(_ presentation: Presentation) throws -> PresentedDocument {
        let species = presentation.species
        let suited = presentation.genuine == .withGhost ? ForgerySpecies.swappedPortrait : species
        let kinds = SpecimenDocument.Kind.allCases.filter { suited?.suits($0) ?? true }
        // Halves of the same make: the kind changes every other time.
        let kind = kinds[presentation.index / 2 % kinds.count]
        let order = species.map(Self.order) ?? Self.order(of: presentation.genuine)
        let seed = UInt64(10_007 * (order + 2) + presentation.index)
        let (own, other) = pair(presentation)
        let source = ForgerySource(
            kind, portrait: own, today: Self.today, seed: seed,
            frame: presentation.isLarge ? (4_000, 3_000) : (1_920, 1_440))
        if let species { return try species.presented(source, other: other, seed: seed) }
        return switch presentation.genuine {
        case .once: try source.photographed()
        case .withGhost: try source.withGhost(seed: seed).photographed()
        case .savedAgain: try source.savedAgain(seed: seed)
        }
    }

    /// None has another's seeds: bona fide makes have those before the first species, and two among them.
    private static func order(of genuine: Genuine) -> Int {
        switch genuine {
        case .once: -1
        case .withGhost: 10
        case .savedAgain: 11
        }
    }

    private static func order(of species: ForgerySpecies) -> Int {
        let index = ForgerySpecies.allCases.firstIndex(of: species) ?? 0
        return index < order(of: .withGhost) ? index : index + 2
    }

    /// The holder, and somebody else.
    private func pair(_ presentation: Presentation) -> (own: Portrait, other: Portrait) {
        let index = presentation.index
        if !people.isEmpty, presentation.genuine == .withGhost || presentation.species == .swappedPortrait {
            let own = people[index % people.count]
            let others = people.filter { $0.identity != own.identity }
            if !others.isEmpty { return (own.portrait, others[index * 7 % others.count].portrait) }
        }
        return index % 3 == 0 ? (portraits.other, portraits.document) : (portraits.document, portraits.other)
    }

    /// The day from which the holders' dates are counted, so that the drawings are the same on every day.
    private static let today = CalendarDate(Date(timeIntervalSince1970: 1_773_705_600))
}
