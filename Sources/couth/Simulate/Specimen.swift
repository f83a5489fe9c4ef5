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

    @Option(help: "Another seed draws another invented person, pose and desk.")
    var seed: UInt64 = 1

    @OptionGroup var runtime: RuntimeOption

    @Option(help: "Where the files go.")
    var out: String

    func run() throws {
        try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
        let evidence = try CaseEvidence(
            of: specimenCase, on: document, portraits: try Portraits.read(from: "\(runtime.folder)/portraits"),
            today: CalendarDate(Date()), seed: seed, frames: .camera)
        for (index, side) in evidence.sides.enumerated() { try write(side.picture, "document-\(index + 1)") }
        try write(evidence.selfie, "selfie")
    }

    private func write(_ picture: Picture, _ name: String) throws {
        try Data(picture.jpeg(quality: 92)).write(to: URL(fileURLWithPath: "\(out)/\(name).jpg"))
        try Data(CameraClip.mjpeg(showing: picture)).write(to: URL(fileURLWithPath: "\(out)/\(name).mjpeg"))
        print("\(out)/\(name).jpg, \(name).mjpeg")
    }
}
