import Evidence
import TestKit
import Testing

@Suite struct `Files that no camera makes` {
    /// In a debug build on one busy processor; a hang or a bomb that is taken costs more.
    private static let mostTime = Duration.seconds(20)

    /// That nothing is worse than refused: no trap, no hang, no picture past its limits. The memory that the same files
    /// cost is measured where nothing else uses any, in `setup/readers.sh`.
    @Test func `are read within limits, or refused as what they are`() {
        let pictures = read(DamagedFile.all, pdf: nil)
        // Most are refused, and not all: a decoder that takes nothing would pass everything else.
        #expect((200..<DamagedFile.all.count / 2).contains(pictures), "\(pictures) of \(DamagedFile.all.count)")
    }

    /// The same with the library that draws PDF: what is no PDF at its first byte is none behind another file either.
    @Test(.enabled(if: RuntimeFolder.hasPDF))
    func `are no more welcome where PDF is drawn, and PDF files are no worse`() throws {
        let library = try PDFLibrary(libraryPath: RuntimeFolder.pdfLibrary)
        _ = read(DamagedFile.polyglots, pdf: library)
        let pictures = read(DamagedFile.pdfs, pdf: library)
        #expect((100..<DamagedFile.pdfs.count).contains(pictures), "\(pictures) of \(DamagedFile.pdfs.count)")
        #expect(DamagedFile.pdfs.count >= 400)
    }

    /// - Returns: how many are pictures.
    private func read(_ files: [DamagedFile], pdf: PDFLibrary?) -> Int {
        let clock = ContinuousClock()
        let start = clock.now
        var pictures = 0
        for file in files {
            let outcome: DamagedFile.Outcome
            do throws(ImageError) {
                let image = try Picture.decode(file.bytes, pdf: pdf)
                let (width, height) = (image.picture.width, image.picture.height)
                #expect(width * height <= ImageLimits.mostPixels, "\(file.name)")
                #expect(max(width, height) <= ImageLimits.longestSidePixels, "\(file.name)")
                #expect(min(width, height) >= ImageLimits.shortestSidePixels, "\(file.name)")
                outcome = .picture
                pictures += 1
            } catch {
                if case .tooLarge = error { outcome = .tooLarge } else { outcome = .refusal }
            }
            let isRight =
                file.outcome == nil || file.outcome == outcome || file.outcome == .refusal && outcome != .picture
            #expect(isRight, "\(file.name): \(outcome)")
        }
        #expect(clock.now - start < Self.mostTime)
        return pictures
    }

    @Test func `are as many as asked for, each with a name of its own`() {
        #expect(DamagedFile.all.count >= 2_000)
        #expect(Set(DamagedFile.all.map(\.name)).count == DamagedFile.all.count)
        #expect(DamagedFile.all.allSatisfy { $0.bytes.count < 1 << 20 })
    }
}
