import Evidence
import Kernel
import TestKit
import Testing

@Suite struct `A damaged picture file` {
    private static let noisy = Noise.picture(width: 96, height: 64, seed: 7)
    private static let whole: [(name: String, bytes: [UInt8])] = [
        ("jpeg", noisy.jpeg(quality: 90)), ("png", noisy.png()), ("progressive", SampleFiles.jpegProgressive),
        ("webp", SampleFiles.webpLossy), ("lossless webp", SampleFiles.webpLosslessAlpha), ("heic", SampleFiles.heic),
    ]

    @Test(arguments: [0.3, 0.6, 0.9, 0.99])
    func `is refused as truncated when its end is missing`(_ share: Double) {
        let noisy = Self.noisy
        for file in [noisy.jpeg(quality: 90), noisy.png(), SampleFiles.webpLossy, SampleFiles.jpegProgressive] {
            let part = Array(file.prefix(Int(Double(file.count) * share)))
            #expect(throws: ImageError.truncated) { try Picture.decode(part) }
        }
    }

    @Test func `is refused when data are missing before a proper end`() {
        let file = Self.noisy.jpeg(quality: 90)
        #expect(throws: ImageError.truncated) { try Picture.decode(Array(file.prefix(file.count / 2)) + [0xFF, 0xD9]) }
    }

    @Test func `is refused when a checksum does not fit`() {
        var file = Self.noisy.png()
        file[file.count / 2] ^= 1
        #expect(throws: ImageError.corrupt) { try Picture.decode(file) }
    }

    @Test func `may carry other data behind its picture`() throws {
        let file = Self.noisy.jpeg(quality: 90)
        #expect(try Picture.decode(file + [1, 2, 3, 0xFF, 0xD8]).picture == Picture.decode(file).picture)
    }

    /// Truncations and flipped bytes, all from one seed: whatever comes, the answer is a picture or an `ImageError`.
    @Test(arguments: whole.indices)
    func `never does worse than be refused`(_ index: Int) {
        let file = Self.whole[index].bytes
        var random = SplitMix64(seed: UInt64(index) + 1)
        for round in 0..<60 {
            var damaged = file
            for _ in 0..<(1 + round % 6) {
                damaged[Int.random(in: 0..<file.count, using: &random)] = .random(in: 0...255, using: &random)
            }
            if round % 5 == 0 { damaged = Array(damaged.prefix(Int.random(in: 0...file.count, using: &random))) }
            let image = try? Picture.decode(damaged)
            #expect(image.map { $0.picture.width * $0.picture.height <= ImageLimits.mostPixels } ?? true)
        }
    }
}
