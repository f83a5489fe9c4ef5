import ArgumentParser
import Evidence
import Foundation

extension Bench {
    /// Needs no server: the gallery is filled and asked in this process, on one thread.
    struct Gallery: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Look for one face among many: the gallery beside a plain loop and beside reading its memory.",
            discussion: """
                Templates are drawn evenly from all directions, the same on every run. Every other probe is a noisy \
                copy of one of them. Ends with an error where a search finds anything else than comparing with every \
                template does.
                """)

        @Option(help: "How many templates the gallery has.")
        var sizes: [Int] = [10_000, 100_000, 1_000_000]

        @Option(help: "Searches of each size.")
        var probes = 100

        @Option(help: "Searches of each size that are held against comparing with every template.")
        var checks = 4

        func validate() throws {
            guard !sizes.isEmpty, sizes.allSatisfy({ (1...FaceGalleryLimits.templates).contains($0) }) else {
                throw ValidationError("--sizes must be 1 to \(FaceGalleryLimits.templates)")
            }
            guard probes > 0, (0...probes).contains(checks) else {
                throw ValidationError("--probes must be positive, and --checks no more than those")
            }
        }

        func run() async throws {
            GalleryBench.header.forEach { print($0) }
            var isExact = true
            for crowd in [GalleryCrowd.cosine, .distance] {
                for size in sizes {
                    let measured = try GalleryBench(crowd, size: size, probes: probes, checks: checks)
                    print(measured.row)
                    fflush(nil)
                    isExact = isExact && measured.differing == 0
                }
            }
            guard isExact else { throw ExitCode.failure }
        }
    }
}
