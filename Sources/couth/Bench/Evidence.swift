import ArgumentParser
import Evidence
import Foundation
import Onboarding

extension Bench {
    /// Needs no server: pictures are read in this process, then by a confined child.
    struct Evidence: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What reading a picture costs: processor seconds, and a child's memory.",
            discussion: """
                Documents come from --specimens (labels.json and pictures, as for `accuracy mrz`), selfies from \
                --faces; without a folder they are drawn. --peers names what Tests/Peers/mrz.py --json has left of \
                the same documents; `make bench` does it all.
                """)

        @Option(help: "A folder with labels.json (mrz, kind) and the pictures of documents.")
        var specimens: String?

        @Option(help: "A folder with labels.json (file, identity) and the pictures of faces.")
        var faces: String?

        @Option(help: "A file with what other readers took for the same documents.")
        var peers: String?

        @Option(help: "How many pictures of each kind at most.")
        var limit = 200

        @OptionGroup var runtime: RuntimeOption

        func validate() throws {
            guard limit > 0 else { throw ValidationError("--limit is 1 or more") }
            guard peers == nil || specimens != nil else { throw ValidationError("--peers asks for --specimens") }
        }

        func run() async throws {
            let pictures = try EvidencePictures(
                specimens: specimens, faces: faces, limit: limit, portraits: "\(runtime.folder)/portraits")
            let costs = try EvidenceCosts(models: Accuracy.models(runtime.folder), pictures)
            print(costs.table.joined(separator: "\n"))
            if let peers { print("\n" + (try EvidencePeers(file: peers)).table(beside: costs).joined(separator: "\n")) }
            let memory = try await ChildMemory(runtime: runtime.folder, pictures)
            print("\n" + memory.table.joined(separator: "\n"))
        }
    }
}
