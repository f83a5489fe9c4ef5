import Evidence
import Foundation
import Specimens

/// Measures how often a print of a background is given, known again, and taken for another one's, on drawn tables.
struct AccuracyBackgrounds {
    typealias Shot = BackgroundScenes.Shot

    let scenes: BackgroundScenes
    /// Where the drawn files are written, to be looked at.
    let shots: URL?
    let progress: (String) -> Void

    /// One table with the prints of its pictures; without one where a picture gives none.
    struct Table {
        let kind: Tabletop.Kind
        let number: Int
        let prints: [Shot: BackgroundPrint]

        var model: Int { number / BackgroundScenes.tablesOfOneModel }
    }

    /// - Parameter count: tables of each kind.
    func report(kinds: [Tabletop.Kind], count: Int) throws -> String {
        var tables: [Table] = []
        for kind in kinds {
            progress("photographing \(kind.rawValue)")
            tables += try (0..<count).map { try table(kind, $0) }
        }
        return AccuracyBackgroundsTables(kinds: kinds, tables: tables).report()
    }

    private func table(_ kind: Tabletop.Kind, _ number: Int) throws -> Table {
        var prints: [Shot: BackgroundPrint] = [:]
        for shot in Shot.allCases {
            let (scene, quality) = scenes.scene(kind, table: number, shot)
            let photograph = try scene.photographed()
            let file = photograph.picture.jpeg(quality: quality)
            let outline = Self.found(photograph.outline, seed: scene.seed)
            if let shots {
                let name = "\(kind.rawValue)-\(number)-\(shot.rawValue)".replacing(" ", with: "_")
                try Data(file).write(to: shots.appendingPathComponent(name + ".jpg"))
                progress(([name + ".jpg"] + outline.corners.map(Self.text)).joined(separator: "\t"))
            }
            prints[shot] = BackgroundPrint(of: try Picture.decode(file).picture, without: outline)
        }
        return Table(kind: kind, number: number, prints: prints)
    }

    private static func text(_ point: Point) -> String {
        "\(Figures.text(point.x, digits: 2)) \(Figures.text(point.y, digits: 2))"
    }

    /// The corners as a search for them leaves them: off by a pixel or two.
    private static func found(_ outline: Quad, seed: UInt64) -> Quad {
        var chance = SeededGenerator(seed: seed ^ 0xF0D1)
        func moved(_ corner: Point) -> Point {
            Point(x: corner.x + 1.2 * chance.normal(), y: corner.y + 1.2 * chance.normal())
        }
        return Quad(
            topLeft: moved(outline.topLeft), topRight: moved(outline.topRight),
            bottomRight: moved(outline.bottomRight), bottomLeft: moved(outline.bottomLeft))
    }
}
