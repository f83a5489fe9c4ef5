import Evidence
import Foundation
import Kernel
import Specimens

/// What a bench of the engine reads: files as a person would send them.
struct EvidencePictures {
    struct File {
        let name: String
        let bytes: [UInt8]
    }

    let documents: [File]
    let selfies: [File]

    private struct Document: Decodable {
        let mrz: [String]?
    }

    private struct Faces: Decodable {
        struct Image: Decodable {
            let file: String
        }
        let images: [Image]
    }

    /// - Parameters:
    ///   - limit: of each kind; of more, as many are taken evenly from all.
    ///   - portraits: the folder of the portraits that drawn pictures show.
    init(specimens: String?, faces: String?, limit: Int, portraits: String) throws {
        let drawn = specimens == nil || faces == nil ? try Self.drawn(min(limit, Self.mostDrawn), portraits) : ([], [])
        documents = try specimens.map { try Self.labelled($0, limit) } ?? drawn.0
        selfies = try faces.map { try Self.faces($0, limit) } ?? drawn.1
    }

    private static func labelled(_ folder: String, _ limit: Int) throws -> [File] {
        let labels = try JSONDecoder().decode([String: Document].self, from: contents(folder, "labels.json"))
        let names = labels.filter { $0.value.mrz?.isEmpty == false }.keys.sorted()
        return try some(limit, of: names).map { File(name: $0, bytes: [UInt8](try contents(folder, $0))) }
    }

    private static func faces(_ folder: String, _ limit: Int) throws -> [File] {
        let labels = try JSONDecoder().decode(Faces.self, from: contents(folder, "labels.json"))
        return try some(limit, of: labels.images.map(\.file).sorted()).map {
            File(name: $0, bytes: [UInt8](try contents(folder, $0)))
        }
    }

    private static func contents(_ folder: String, _ name: String) throws -> Data {
        try Data(contentsOf: URL(fileURLWithPath: folder).appendingPathComponent(name))
    }

    private static func some<Value>(_ limit: Int, of all: [Value]) -> [Value] {
        guard all.count > limit else { return all }
        return (0..<limit).map { all[$0 * all.count / limit] }
    }

    private static func drawn(_ count: Int, _ folder: String) throws -> ([File], [File]) {
        let portraits = try Portraits.read(from: folder)
        var files: ([File], [File]) = ([], [])
        for seed in 1...count {
            let evidence = try CaseEvidence(
                of: .approved, on: .passport, portraits: portraits, today: CalendarDate(Date()), seed: UInt64(seed))
            let papers = Persona.Papers(evidence, .passport)
            files.0.append(File(name: "drawn document \(seed)", bytes: [UInt8](papers.sides[0].jpeg)))
            files.1.append(File(name: "drawn selfie \(seed)", bytes: [UInt8](papers.selfie)))
        }
        return files
    }

    /// A passport of twelve million pixels, as a telephone sends it.
    static func large(portraits folder: String) throws -> File {
        let evidence = try CaseEvidence(
            of: .approved, on: .passport, portraits: try Portraits.read(from: folder), today: CalendarDate(Date()),
            frames: CaseEvidence.Frames(document: (4032, 3024), selfie: (1280, 720)))
        return File(name: "12 megapixels", bytes: [UInt8](Persona.Papers(evidence, .passport).sides[0].jpeg))
    }

    private static let mostDrawn = 20
}
