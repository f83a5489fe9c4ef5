import ArgumentParser
import Evidence
import Foundation
import Specimens

extension Accuracy {
    struct Scripts: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Drawn lines and passports in scripts that the general recogniser lacks, by it and by Tesseract.")

        @Option(help: "How many passports of each language are drawn, each as a scan and on a desk; 0 for lines alone.")
        var documents = 10

        @Flag(help: "Leave the lines out.")
        var documentsOnly = false

        @OptionGroup var runtime: RuntimeOption

        func validate() throws {
            guard documents >= 0 else { throw ValidationError("--documents is 0 or more") }
        }

        func run() throws {
            let models = try Accuracy.models(runtime.folder)
            guard let general = models.textRecogniser, let reader = models.scriptReader else {
                throw AccuracyMRZ.Failure.noModels
            }
            let measure = AccuracyScripts(general: general, reader: reader, progress: Accuracy.tell)
            var sections = documentsOnly ? [] : [try measure.report()]
            if documents > 0 { sections.append(try measure.documentsReport(models, count: documents)) }
            print(sections.joined(separator: "\n\n"))
        }
    }
}

/// Measures the reading of names and places in other scripts, on lines drawn for the purpose.
struct AccuracyScripts {
    let general: TextRecogniser
    let reader: ScriptReader
    let progress: (String) -> Void

    /// The heights of capitals that are drawn. 10 pixels is what a passport's print has in a picture 900 pixels wide.
    private static let heights = [24.0, 14, 10]
    /// As phones compress, and as messengers do.
    private static let qualities = [90, 40]

    /// The counts of one language, or of one height.
    fileprivate struct Tally {
        var lines = 0
        var generalExact = 0
        var exact = 0
        /// Clear enough to count, and of these the wrong ones.
        var clear = 0
        var clearWrong = 0
        var generalSeconds = 0.0
        var seconds = 0.0
    }

    func report() throws -> String {
        var (byLanguage, byHeight) = ([String: Tally](), [Double: Tally]())
        for language in reader.languages {
            progress("reading \(language)")
            for line in Self.lines(ScriptSamples.texts(language), in: Self.styles(language)) {
                let tally = try measure(line, language)
                byLanguage[language.rawValue, default: Tally()].add(tally)
                byHeight[line.print.capitalHeightPixels, default: Tally()].add(tally)
            }
        }
        let languages = byLanguage.sorted { $0.key < $1.key }.map { $1.row($0) }
        let heights = byHeight.sorted { $0.key > $1.key }.map { $1.row("\(Int($0)) pixels") }
        let latin = try readLatin()
        let tables = [Tally.header("language"), languages, [""], Tally.header("capitals"), heights, ["", latin]]
        return tables.flatMap(\.self).joined(separator: "\n")
    }

    private struct Line {
        let print: PrintedLine
        let quality: Int
    }

    /// Arabic is drawn in the typefaces that have it.
    private static func styles(_ language: ScriptLanguage) -> [PrintedLine.Style] {
        language == .arabic ? [.sans, .sansBold] : PrintedLine.Style.allCases
    }

    private static func lines(_ texts: [String], in styles: [PrintedLine.Style]) -> [Line] {
        texts.flatMap { text in
            styles.flatMap { style in
                heights.flatMap { height in
                    qualities.map { quality in
                        Line(print: PrintedLine(text, style: style, capitalHeightPixels: height), quality: quality)
                    }
                }
            }
        }
    }

    private func picture(of line: Line) throws -> Picture {
        try Picture.decode(line.print.picture().jpeg(quality: line.quality)).picture
    }

    private func measure(_ line: Line, _ language: ScriptLanguage) throws -> Tally {
        let picture = try picture(of: line)
        let quad = Quad(picture.region)
        var tally = Tally(lines: 1)
        let (plain, generalSeconds) = try ProcessorTime.of { try general.read(picture, [quad]).first?.text ?? "" }
        let (read, seconds) = try ProcessorTime.of { try reader.read(strip: picture, at: quad, in: [language]) }
        tally.generalExact = plain == line.print.text ? 1 : 0
        tally.exact = read.text == line.print.text ? 1 : 0
        tally.clear = read.confidence >= ScriptReader.Limits.clearLine ? 1 : 0
        tally.clearWrong = tally.clear == 1 && tally.exact == 0 ? 1 : 0
        (tally.generalSeconds, tally.seconds) = (generalSeconds, seconds)
        return tally
    }

    /// Latin lines stand beside the others on every such document: none should count as read in another script.
    private func readLatin() throws -> String {
        let lines = Self.lines(ScriptSamples.latin, in: PrintedLine.Style.allCases)
        var counted = 0
        for line in lines {
            let picture = try picture(of: line)
            let found = try reader.read(picture, Quad(picture.region), in: reader.languages)
            let isClear = found.confidence >= ScriptReader.Limits.clearLine
            counted += isClear && ScriptReader.hasOtherLetters(found.text) ? 1 : 0
        }
        return "Latin lines that count as read in one of \(reader.languages.count) languages: \(counted)/\(lines.count)"
    }
}

extension AccuracyScripts.Tally {
    fileprivate static func header(_ first: String) -> [String] {
        [
            "| \(first) | lines | PP-OCRv6 exact | Tesseract exact (95 %) | clear | clear but wrong | CPU ms/line |",
            "| --- | --- | --- | --- | --- | --- | --- |",
        ]
    }

    fileprivate mutating func add(_ other: AccuracyScripts.Tally) {
        lines += other.lines
        generalExact += other.generalExact
        exact += other.exact
        clear += other.clear
        clearWrong += other.clearWrong
        generalSeconds += other.generalSeconds
        seconds += other.seconds
    }

    fileprivate func row(_ name: String) -> String {
        let interval = RateInterval(errors: exact, of: lines)
        let bounds = [interval.lower, interval.upper].map { Figures.text($0 * 100, digits: 1) }.joined(separator: "–")
        func milliseconds(_ seconds: Double) -> String { Figures.text(1_000 * seconds / Double(lines), digits: 0) }
        let cells = [
            name, "\(lines)", Figures.percent(Double(generalExact) / Double(lines)),
            "\(Figures.percent(Double(exact) / Double(lines))) (\(bounds))", "\(clear)", "\(clearWrong)",
            "\(milliseconds(generalSeconds)) and \(milliseconds(seconds))",
        ]
        return "| " + cells.joined(separator: " | ") + " |"
    }
}
