import Evidence
import Foundation
import Testing

@Suite struct `A reading of a zone` {
    @Test func `stands on its digits where all that they cover was seen`() throws {
        let clear = try reading(seen: 0.5, line: 1, index: 4)
        #expect(!clear.digitsHoldByGuess(below: 0.4))
    }

    @Test(arguments: [0, 8, 9, 13, 19, 21, 27])
    func `does not where a character under a digit, or the digit, was guessed`(_ index: Int) throws {
        #expect(try reading(seen: 0.3, line: 1, index: index).digitsHoldByGuess(below: 0.4))
    }

    @Test(arguments: zip([0, 1], [10, 35]))
    func `is not judged so by its names and its optional data`(_ line: Int, _ index: Int) throws {
        let faint = try reading(seen: 0.3, line: line, index: index)
        #expect(!faint.digitsHoldByGuess(below: 0.4))
    }

    /// As `MRZReading` is kept, since the engine alone makes one: the passport of the standard, one character of which
    /// was seen with another probability than the rest.
    private struct Stored: Encodable {
        let format = MRZFormat.td3
        let lines = MRZExamples.passport
        let fields: MRZFields
        let checkDigits: [CheckDigit]
        let isCorrected = false
        let correctedCharacters: [MRZPosition] = []
        let confidence = 0.97
        let characterConfidences: [[Double]]
        let characterHeightPixels = 20.0
        let quad = Quad(
            topLeft: Point(x: 0, y: 0), topRight: Point(x: 100, y: 0), bottomRight: Point(x: 100, y: 10),
            bottomLeft: Point(x: 0, y: 10))

        private enum CodingKeys: CodingKey {
            case format, lines, fields, checkDigits, isCorrected, correctedCharacters, confidence
            case characterConfidences, characterHeightPixels, quad
        }
    }

    private func reading(seen probability: Double, line: Int, index: Int) throws -> MRZReading {
        let zone = try #require(MRZ(lines: MRZExamples.passport))
        var confidences = MRZExamples.passport.map { Array(repeating: 0.98, count: $0.count) }
        confidences[line][index] = probability
        let stored = Stored(fields: zone.fields, checkDigits: zone.checkDigits, characterConfidences: confidences)
        return try JSONDecoder().decode(MRZReading.self, from: JSONEncoder().encode(stored))
    }
}
