import ArgumentParser
import Evidence
import Foundation
import Kernel
import Specimens

/// Draws a folder of labelled documents for measuring and for tests.
struct SpecimensCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "specimens",
        abstract: "Draw a folder of labelled documents: passports, cards, licences and visas on desks.",
        discussion: "The same arguments give the same files. docs/specimens.md tells what the labels mean.")

    @Option(help: "Where the pictures, labels.json and labels_barcode.json go.")
    var out: String

    @Option(help: "How many pictures.")
    var count = 30

    @Option(help: "Another seed draws other holders, desks, poses and lights.")
    var seed: UInt64 = 1

    @Option(help: "Kinds of sides, by commas; all without it: \(Self.names(SpecimenDocument.Kind.self)).")
    var kinds = ""

    @Option(help: "Layouts, by commas; all without it: \(Self.names(SpecimenLayout.self)).")
    var layouts = ""

    @Option(help: "easy, moderate or hard.")
    var difficulty = SceneDifficulty.moderate

    @Option(help: "Attacks in place of documents, by commas: \(Self.names(DocumentAttack.self)).")
    var attacks = ""

    @Option(help: "The day on which the documents are valid, YYYY-MM-DD; today without it.")
    var today: String?

    @Option(help: "A folder of photographs to print, as set-up fetches them; drawn heads without it.")
    var portraits: String?

    @Flag(help: "Draw the sides straight on and sharp, without a desk and without labels, to be looked at.")
    var flat = false

    func run() throws {
        let folder = URL(fileURLWithPath: out)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let series = try series()
        if flat { return try drawFlat(series, in: folder) }
        var labels = SpecimenLabels()
        for index in 0..<count {
            if index % 10 == 0 { Accuracy.tell("drawing documents: \(index) of \(count)") }
            let shot = series.shot(index)
            let photograph = try shot.scene.photographed()
            let file = Self.name(shot.scene.document, index)
            try Data(photograph.picture.jpeg(quality: shot.jpegQuality)).write(to: folder.appendingPathComponent(file))
            guard let truth = photograph.truth else { preconditionFailure("a scene knows what it shows") }
            labels.add(truth, file: file, difficulty: difficulty, jpegQuality: shot.jpegQuality)
        }
        try labels.write(to: folder)
        print("\(count) pictures, labels.json and labels_barcode.json in \(folder.path)")
    }

    private func drawFlat(_ series: SceneSeries, in folder: URL) throws {
        for index in 0..<count {
            let document = series.shot(index).scene.document
            let bytes = try document.drawn().picture.jpeg(quality: 92)
            try Data(bytes).write(to: folder.appendingPathComponent(Self.name(document, index)))
        }
        print("\(count) sides in \(folder.path)")
    }

    private func series() throws -> SceneSeries {
        let day = try today.map { text in
            guard let day = CalendarDate(text) else { throw ValidationError("--today is YYYY-MM-DD") }
            return day
        }
        var series = SceneSeries(
            kinds: kinds.isEmpty ? SpecimenDocument.Kind.allCases : try Self.list(kinds, "--kinds"),
            layouts: try Self.list(layouts, "--layouts"), difficulty: difficulty, seed: seed,
            today: day ?? CalendarDate(Date()))
        guard !series.sides.isEmpty else { throw ValidationError("no kind has any of these layouts") }
        guard (1...100_000).contains(count) else { throw ValidationError("--count is 1 to 100000") }
        series.attacks = try Self.list(attacks, "--attacks")
        if let portraits {
            let people = try Portraits.read(from: portraits)
            series.portraits = [people.document, people.selfie, people.other]
        }
        return series
    }

    private static func name(_ document: SpecimenDocument, _ index: Int) -> String {
        let number = String(index)
        let padded = String(repeating: "0", count: max(0, 4 - number.count)) + number
        return "\(padded)-\(document.kind.rawValue)-\(document.layout.rawValue).jpg"
    }

    private static func names<Choice: RawRepresentable<String> & CaseIterable>(_: Choice.Type) -> String {
        Choice.allCases.map(\.rawValue).joined(separator: ", ")
    }

    private static func list<Choice: RawRepresentable<String> & CaseIterable>(
        _ text: String, _ option: String
    ) throws -> [Choice] {
        try text.split(separator: ",").map { word in
            guard let choice = Choice(rawValue: String(word)) else {
                throw ValidationError("\(option) has \(word); there are \(names(Choice.self))")
            }
            return choice
        }
    }
}

extension SceneDifficulty: ExpressibleByArgument {}
extension SpecimenLayout: ExpressibleByArgument {}
