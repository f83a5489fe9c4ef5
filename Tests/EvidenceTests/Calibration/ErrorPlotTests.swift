import Evidence
import Foundation
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite struct `A plot of error rates` {
    /// Counts elements and keeps the words.
    private final class Reader: NSObject, XMLParserDelegate {
        var counts: [String: Int] = [:]
        var words = ""

        func parser(
            _ parser: XMLParser, didStartElement element: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String] = [:]
        ) {
            counts[element, default: 0] += 1
        }

        func parser(_ parser: XMLParser, foundCharacters string: String) { words += string }
    }

    private static func curve(_ name: String, people: Int = 20) throws -> ErrorPlot.Curve {
        let calibration = FaceCalibration(
            try CalibrationSample(pairs: KnownScores.named(people: people, pictures: 4), measure: .cosine),
            FaceCalibration.Question(rates: [], replicates: 100, seed: 1))
        return ErrorPlot.Curve(name: name, calibration)
    }

    private static func read(_ svg: String) -> Reader? {
        let reader = Reader()
        let parser = XMLParser(data: Data(svg.utf8))
        parser.delegate = reader
        return parser.parse() ? reader : nil
    }

    @Test(arguments: ErrorPlot.Kind.allCases)
    func `is well-formed whatever its words`(_ kind: ErrorPlot.Kind) throws {
        let name = "a < b & \"c\" > 'd' \u{1} ]]> é"
        let plot = ErrorPlot(kind, title: name, curves: [try Self.curve(name), try Self.curve("two", people: 12)])
        let reader = try #require(Self.read(plot.svg))
        #expect(reader.counts["svg"] == 1 && reader.counts["title"] == 1)
        #expect(reader.words.contains("a < b & \"c\" > 'd' \u{FFFD} ]]> é"))
        // A dot on each curve and one in each row of the legend.
        #expect(reader.counts["circle"] == 4)
        #expect(reader.words.contains("n = 120 genuine, 3040 impostor pairs"))
        #expect(reader.words.contains("FMR below 0.0987 %"))
    }

    @Test(arguments: ErrorPlot.Kind.allCases)
    func `has numbers only, all within the picture`(_ kind: ErrorPlot.Kind) throws {
        for scores in [([0.5], [0.5]), ([1.0], [0.0]), ([0.0], [1.0])] {
            let sample = try KnownScores.sample(genuine: scores.0, impostor: scores.1)
            let calibration = FaceCalibration(
                sample, FaceCalibration.Question(rates: [], replicates: 100, seed: 1))
            let svg = ErrorPlot(kind, title: "t", curves: [ErrorPlot.Curve(name: "c", calibration)]).svg
            #expect(Self.read(svg) != nil)
            #expect(!svg.contains("nan") && !svg.contains("inf"))
            for match in svg.matches(of: /(-?[0-9.]+),(-?[0-9.]+)/) {
                #expect((0...700).contains(Double(match.1) ?? -1) && (0...800).contains(Double(match.2) ?? -1))
            }
        }
    }

    @Test func `has normal-deviate axes`() throws {
        let svg = ErrorPlot(.det, title: "t", curves: [try Self.curve("c")]).svg
        func place(_ label: String) throws -> Double {
            let text = "<text x=\"([0-9.]+)\" y=\"630.00\" [^>]*>\(label)<"
            let match = svg.firstMatch(of: try Regex(text, as: (Substring, Substring).self))
            return try #require(match.flatMap { Double($0.output.1) })
        }
        // The deviates of 1, 10 and 40 % are in every table of the normal distribution: -2.3263, -1.2816, -0.2533.
        let (one, ten, forty) = (try place("1"), try place("10"), try place("40"))
        #expect(abs((ten - one) / (forty - one) - (2.32635 - 1.28155) / (2.32635 - 0.25335)) < 1e-3)
    }

    @Test func `puts equal rates on the diagonal, and better ones further down and left`() throws {
        let svg = ErrorPlot(.det, title: "t", curves: [try Self.curve("c")]).svg
        let dot = try #require(svg.firstMatch(of: /circle cx="([0-9.]+)" cy="([0-9.]+)"/))
        let (x, y) = (try #require(Double(dot.1)), try #require(Double(dot.2)))
        // The area's left is 82 and its bottom 612.
        #expect(abs((x - 82) - (612 - y)) < 0.02)
        #expect(x > 82 && x < 642)
    }
}
