import ArgumentParser
import Evidence
import Foundation
import Kernel
import Specimens

struct Specimen: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Draw a case's pictures: as JPEG files, and as films for a browser's fake camera.")

    @Option(name: .customLong("case"), help: "Which case to draw.")
    var specimenCase = SpecimenCase.approved

    @Option(help: "passport or idCard.")
    var document = CaseEvidence.Document.passport

    @Option(help: "How the document looks: \(SpecimenLayout.ofCases.map(\.rawValue).joined(separator: ", ")).")
    var layout = SpecimenLayout.utopia

    @Option(help: "Another seed draws another invented person, pose and desk.")
    var seed: UInt64 = 1

    @Option(help: "What happens in the films of the document, for two to four of their first seconds.")
    var film = CameraFilm.steady

    @Flag(help: "Draw the motions of active liveness too, from the selfie; needs the models of faces.")
    var turns = false

    @OptionGroup var runtime: RuntimeOption

    @Option(help: "Where the files go.")
    var out: String

    func validate() throws {
        guard SpecimenLayout.ofCases.contains(layout) else {
            throw ValidationError("the layout \(layout.rawValue) has no passport, or no card")
        }
        guard film != .wrongSide || document.sides.count > 1 else {
            throw ValidationError("only a document of several sides can show the wrong one")
        }
    }

    func run() throws {
        try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
        let evidence = try CaseEvidence(
            of: specimenCase, on: document, portraits: try Portraits.read(from: "\(runtime.folder)/portraits"),
            today: CalendarDate(Date()), seed: seed, frames: .camera, layout: layout)
        for (index, side) in evidence.sides.enumerated() {
            try write(side.picture, try film.clip(of: evidence, side: index), "document-\(index + 1)")
        }
        try write(evidence.selfie, CameraClip.mjpeg(showing: evidence.selfie), "selfie")
        if turns { try writeTurns(of: evidence.selfie) }
    }

    private func writeTurns(of selfie: Picture) throws {
        let models = try Accuracy.models(runtime.folder)
        guard let mesh = models.faceMesh, let face = try models.faceDetector?.faces(in: selfie).largest else {
            throw ValidationError("no face, or no model of faces, is here")
        }
        let points = try mesh.points(
            in: selfie, region: face.region, rightEye: face.landmarks.rightEye, leftEye: face.landmarks.leftEye)
        let head = TurningHead(of: selfie, mesh: points, as: .head)
        let reader = FaceReader(models: models)
        for prompt in LivenessPrompt.motions {
            let clearest = try head.clearest(prompt) { try reader.readLiveness($0) }
            guard let (degrees, margin) = clearest else {
                throw ValidationError("no drawn \(prompt.rawValue) is seen as one")
            }
            let picture = head.turned(degrees, towards: prompt, seed: seed)
            try Data(picture.jpeg(quality: 92)).write(to: URL(fileURLWithPath: "\(out)/\(prompt.rawValue).jpg"))
            print("\(out)/\(prompt.rawValue).jpg, drawn by \(Int(degrees)) degrees, margin \(Int(100 * margin)) %")
        }
    }

    private func write(_ picture: Picture, _ clip: [UInt8], _ name: String) throws {
        try Data(picture.jpeg(quality: 92)).write(to: URL(fileURLWithPath: "\(out)/\(name).jpg"))
        try Data(clip).write(to: URL(fileURLWithPath: "\(out)/\(name).mjpeg"))
        print("\(out)/\(name).jpg, \(name).mjpeg")
    }
}
