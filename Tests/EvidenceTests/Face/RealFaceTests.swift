import Evidence
import Foundation
import Testing

/// With the real models and the public-domain portraits of the set-up, whichever face pack it found.
@Suite(.enabled(if: RuntimeFolder.hasFaces), .serialized) struct `Real faces` {
    let models: EvidenceModels
    let reader: FaceReader

    init() throws {
        let faces = try RuntimeFolder.files().filter { ![.textDetection, .textRecognition].contains($0.key) }
        models = try EvidenceModels(files: faces, runtime: RuntimeFolder.openRuntime())
        reader = FaceReader(models: models)
    }

    @Test func `of one person match, and of two do not`() throws {
        let scale = try #require(models.faceEmbedder).scale
        let portrait = try reader.readPortrait(RuntimeFolder.portrait("person-a-portrait"), boundary: nil)
        let reference = try #require(portrait.template)
        let same = try #require(try reader.readSelfie(RuntimeFolder.portrait("person-a-selfie")).template)
        let other = try #require(try reader.readSelfie(RuntimeFolder.portrait("person-b-selfie")).template)
        #expect(FaceComparison(probe: same, reference: reference, scale: scale)?.level == .match)
        #expect(FaceComparison(probe: other, reference: reference, scale: scale)?.level == .noMatch)
    }

    @Test(arguments: 1..<4)
    func `are the same in every direction of the document`(_ turns: Int) throws {
        let picture = try RuntimeFolder.portrait("person-a-portrait").reduced(toLongSide: 800)
        let scale = try #require(models.faceEmbedder).scale
        let upright = try #require(try reader.readPortrait(picture, boundary: nil).template)
        let turned = try #require(
            try reader.readPortrait(picture.rotated(quarterTurns: turns), boundary: nil).template)
        #expect(FaceComparison(probe: turned, reference: upright, scale: scale)?.level == .match)
    }

    @Test func `have their landmarks where a face has them`() throws {
        let picture = try RuntimeFolder.portrait("person-b-selfie")
        let marks = try #require(try reader.readSelfie(picture).landmarks)
        #expect(marks.rightEye.x < marks.nose.x && marks.nose.x < marks.leftEye.x)
        #expect(marks.rightEye.y < marks.nose.y && marks.nose.y < marks.rightMouth.y)
    }

    /// A licence's front: nobody said which side it is, and nothing is said where no face is.
    @Test func `are found on a side that need not have one`() throws {
        let (engine, portrait) = (EvidenceEngine(models: models), try RuntimeFolder.portrait("person-a-portrait"))
        let place = try #require(try engine.portraitPlace(in: portrait, as: .otherSide))
        #expect(place.region == (try reader.readPortrait(portrait, boundary: nil).region))
        #expect(place.template == nil && place.findings.isEmpty)
        #expect(try engine.portraitPlace(in: portrait, as: .cardBack) == nil)
        #expect(try engine.portraitPlace(in: .chessboard(60, 180, cell: 20, side: 640), as: .otherSide) == nil)
    }

    @Test func `are not seen where there are none`() throws {
        let reading = try reader.readSelfie(.chessboard(60, 180, cell: 20, side: 640))
        #expect(reading.finding(.selfieHasFace)?.outcome == .fail)
    }

    @Test func `are not read with a file that is damaged or has no thresholds`() throws {
        let file = try #require(try RuntimeFolder.files()[.faceEmbedding])
        let runtime = try RuntimeFolder.openRuntime()
        let cut = EvidenceModels.File(entry: file.entry, bytes: Array(file.bytes.prefix(10_000)))
        #expect(throws: ModelError.self) { try EvidenceModels(files: [.faceEmbedding: cut], runtime: runtime) }
        let json = try JSONEncoder().encode(file.entry)
        var members = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
        members["calibration"] = nil
        let bare = try JSONDecoder().decode(
            ModelManifest.Entry.self, from: JSONSerialization.data(withJSONObject: members))
        let uncalibrated = EvidenceModels.File(entry: bare, bytes: file.bytes)
        #expect(throws: ModelError.self) { try EvidenceModels(files: [.faceEmbedding: uncalibrated], runtime: runtime) }
    }
}
