import Evidence
import Foundation
import Kernel

/// Readings as the engines make them, from what a document is meant to say.
enum WrittenZone {
    static let fields = MRZFields(
        documentCode: "P", issuingState: "UTO", documentNumber: "L898902C3", primaryIdentifier: "ERIKSSON",
        secondaryIdentifier: "ANNA MARIA", nationality: "UTO", dateOfBirth: MRZDate("740812"), sex: .female,
        dateOfExpiry: MRZDate("300415"), personalNumber: "ZE184226B")

    /// As `MRZReading` is kept: the engine alone makes one, so it is read from its stored form here.
    private struct Stored: Encodable {
        let format: MRZFormat
        let lines: [String]
        let fields: MRZFields
        let checkDigits: [CheckDigit]
        let isCorrected = false
        let correctedCharacters: [MRZPosition] = []
        let confidence = 0.99
        let characterConfidences: [[Double]] = []
        let characterHeightPixels = 20.0
        let quad: Quad

        private enum CodingKeys: CodingKey {
            case format, lines, fields, checkDigits, isCorrected, correctedCharacters, confidence
            case characterConfidences, characterHeightPixels, quad
        }
    }

    static func reading(_ fields: MRZFields = fields, as format: MRZFormat = .td3) throws -> MRZReading {
        let stored = Stored(
            format: format, lines: MRZWriter.write(format, fields), fields: fields, checkDigits: [], quad: quad)
        return try JSONDecoder().decode(MRZReading.self, from: JSONEncoder().encode(stored))
    }

    static let quad = Quad(
        topLeft: Point(x: 0, y: 0), topRight: Point(x: 100, y: 0), bottomRight: Point(x: 100, y: 10),
        bottomLeft: Point(x: 0, y: 10))
}
