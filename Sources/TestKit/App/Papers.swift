import Evidence
package import Foundation
package import Kernel
package import Specimens

/// What a person of a case hands in, as files.
package struct Papers: Sendable {
    package struct Side: Sendable {
        package let part: String
        package let jpeg: Data
    }

    package let type: String
    package let sides: [Side]
    package let selfie: Data
    package let expected: ExpectedOutcome
    package let holder: SpecimenHolder

    /// The day that the drawn documents are made for: that of `ManualClock`.
    package static let today = CalendarDate(ManualClock().now)

    /// The papers of a case; each is drawn once, because drawing takes seconds.
    package static func drawn(
        _ specimenCase: SpecimenCase, on document: CaseEvidence.Document = .passport
    ) async throws -> Papers {
        try await drawings.papers(specimenCase, document)
    }

    private static let drawings = Drawings()

    fileprivate init(_ evidence: CaseEvidence, _ document: CaseEvidence.Document) {
        type = document == .passport ? "Passport" : "IdCard"
        let parts = document == .passport ? ["DataPage"] : ["Front", "Back"]
        sides = zip(parts, evidence.sides).map { part, photograph in
            Side(part: part, jpeg: Data(photograph.picture.jpeg(quality: 90)))
        }
        selfie = Data(evidence.selfie.jpeg(quality: 92))
        expected = evidence.expected
        holder = evidence.holder
    }
}

/// Draws each case once, one after another.
private actor Drawings {
    private var known: [String: Papers] = [:]

    func papers(_ specimenCase: SpecimenCase, _ document: CaseEvidence.Document) throws -> Papers {
        let name = "\(specimenCase.rawValue)/\(document.rawValue)"
        if let papers = known[name] { return papers }
        let papers = try Self.draw(specimenCase, document)
        known[name] = papers
        return papers
    }

    private static func draw(
        _ specimenCase: SpecimenCase, _ document: CaseEvidence.Document
    ) throws -> Papers {
        var files: [String: [UInt8]] = [:]
        for name in SpecimenPortraits.fileNames {
            files[name] = [UInt8](try Data(contentsOf: URL(filePath: "\(RuntimeFolder.path)/portraits/\(name)")))
        }
        let evidence = try CaseEvidence(
            of: specimenCase, on: document, portraits: SpecimenPortraits(files: files), today: Papers.today,
            frames: .camera)
        return Papers(evidence, document)
    }
}
