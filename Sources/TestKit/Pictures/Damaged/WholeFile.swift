import Evidence

/// A sound file that damage starts from.
struct WholeFile: Sendable {
    let name: String
    let bytes: [UInt8]
    let parts: [FilePart]

    private init(_ name: String, _ bytes: [UInt8], _ parts: ([UInt8]) -> [FilePart]) {
        self.name = name
        self.bytes = bytes
        self.parts = parts(bytes)
    }

    /// Those that are decoded as they are.
    static let readable: [WholeFile] = [
        WholeFile("jpeg", noise.jpeg(quality: 90), FilePart.ofJPEG),
        WholeFile("jpeg with exif", PictureFiles.jpeg(noise.jpeg(quality: 60), orientation: 6), FilePart.ofJPEG),
        WholeFile("grey jpeg", SampleFiles.jpegGrey, FilePart.ofJPEG),
        WholeFile("progressive jpeg", SampleFiles.jpegProgressive, FilePart.ofJPEG),
        WholeFile("png", noise.png(), FilePart.ofPNG),
        WholeFile("png of 16 bits", SampleFiles.png16, FilePart.ofPNG),
        WholeFile("png with alpha", SampleFiles.pngAlpha, FilePart.ofPNG),
        WholeFile("png with palette", SampleFiles.pngPalette, FilePart.ofPNG),
        WholeFile("webp", SampleFiles.webpLossy, FilePart.ofWebP),
        WholeFile("lossless webp", SampleFiles.webpLosslessAlpha, FilePart.ofWebP),
        WholeFile("heic", SampleFiles.heic, FilePart.ofHEIC),
        WholeFile("heic with alpha", SampleFiles.heicAlpha, FilePart.ofHEIC),
        WholeFile("turned heic", SampleFiles.heicTurned, FilePart.ofHEIC),
    ]

    /// Those that are refused however whole they are.
    static let refused: [WholeFile] = [
        WholeFile("jpeg for print", SampleFiles.jpegCMYK, FilePart.ofJPEG),
        WholeFile("animated webp", SampleFiles.webpAnimated, FilePart.ofWebP),
        WholeFile("avif", SampleFiles.avif, FilePart.ofHEIC),
    ]

    static let all = readable + refused

    /// Where the data of the first box of this name begin.
    static func place(of box: String, in file: [UInt8]) -> Int? {
        let name = Array(box.utf8)
        return file.indices.dropLast(4).first { file[$0..<$0 + 4].elementsEqual(name) }.map { $0 + 4 }
    }

    /// Without structure, so that its files do not shrink to nothing.
    private static let noise: Picture = {
        var draws = DamageDraws(seed: 7)
        return Picture(width: 48, height: 32, channels: 3, pixels: draws.bytes(48 * 32 * 3))
    }()
}
