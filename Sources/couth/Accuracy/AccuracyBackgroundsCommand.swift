import ArgumentParser
import Evidence
import Foundation
import Specimens

extension Accuracy {
    struct Backgrounds: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Whether the same table is known again under another document, and two are told apart.")

        @Option(help: "How many tables of each kind are drawn; each is photographed four times.")
        var count = 20

        @Option(help: "Only the kinds of tables whose name has this.")
        var only = ""

        @Flag(help: "The half on which the limits were chosen, not the one that is reported.")
        var choosing = false

        @Option(help: "A folder for the drawn files, to be looked at.")
        var shots: String?

        func validate() throws {
            guard count > 1 else { throw ValidationError("--count is 2 or more") }
        }

        func run() throws {
            let measure = AccuracyBackgrounds(
                scenes: BackgroundScenes(isForChoosing: choosing), shots: shots.map { URL(fileURLWithPath: $0) },
                progress: Accuracy.tell)
            let kinds = Tabletop.Kind.allCases.filter { only.isEmpty || $0.rawValue.contains(only) }
            print(try measure.report(kinds: kinds, count: count))
        }
    }
}
