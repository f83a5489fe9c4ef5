/// What the file of a picture tells of the programs that it went through: kinds only, never the texts themselves, which
/// may hold anything.
package struct ImageTraces: Equatable, Sendable {
    package enum Mark: String, Sendable, CaseIterable {
        /// The name of a program that changes pictures.
        case editor
        /// The name of a program, or the word, for a picture of a screen.
        case screenshot
        /// The name of a program that makes pictures, or the credential's word for one.
        case generator
        /// Photoshop's own resources (APP13, `8BIM`), which some agencies' and networks' programs write as well.
        case photoshopResources
        /// As many pixels as a common telephone's screen, in the form screens are saved in, and no camera's name.
        case screenSize
    }

    package let marks: Set<Mark>
    /// Whether a camera's maker or model is named. Anybody can write one.
    package let namesCamera: Bool
    /// The steps to which a JPEG file rounds the luminance, in its own order (ITU-T T.81, annex B.2.4.1). Nil of other
    /// files, and where the picture had to be turned: its blocks lie otherwise then.
    package let luminanceSteps: [Int]?

    package init(marks: Set<Mark> = [], namesCamera: Bool = false, luminanceSteps: [Int]? = nil) {
        self.marks = marks
        self.namesCamera = namesCamera
        self.luminanceSteps = luminanceSteps
    }

    enum Limits {
        /// Segments, chunks or boxes looked at: a camera writes less than twenty.
        static let parts = 400
        /// Bytes of one text that are looked at: names stand at its beginning, and XMP packets are padded with blanks.
        static let textBytes = 65_536
        /// Of all texts of a file: cameras write megabytes of depth maps where names stand.
        static let allTextBytes = 262_144
        /// Entries of one EXIF directory: cameras write up to about sixty.
        static let entries = 256
    }

    /// - Parameters:
    ///   - bytes: a file of nobody's trust whose header was read.
    ///   - size: of the stored picture, in pixels.
    ///   - isUpright: whether the picture is stored as it is shown.
    package static func read(
        _ bytes: [UInt8], as format: ImageFormat, size: (width: Int, height: Int), isUpright: Bool
    ) -> ImageTraces {
        let reader = ByteReader(bytes)
        var found = TraceCollection()
        switch format {
        case .jpeg: JPEGTraces.read(reader, into: &found)
        case .png: PNGTraces.read(reader, into: &found)
        case .webp: WebPTraces.read(reader, into: &found)
        case .heic: found.addEmbeddedExif(reader)
        case .gif, .tiff, .bmp, .avif, .pdf, .unknown: break
        }
        if (format == .png || format == .webp) && !found.namesCamera && ScreenSizes.contains(size) {
            found.marks.insert(.screenSize)
        }
        return ImageTraces(
            marks: found.marks, namesCamera: found.namesCamera, luminanceSteps: isUpright ? found.luminanceSteps : nil)
    }
}

/// Widths and heights of telephones' screens in pixels, as their makers publish them: the shorter side first.
private enum ScreenSizes {
    static func contains(_ size: (width: Int, height: Int)) -> Bool {
        let (short, long) = (min(size.width, size.height), max(size.width, size.height))
        return heights[short]?.contains(long) ?? false
    }

    private static let heights: [Int: Set<Int>] = [
        640: [1_136], 720: [1_520, 1_560, 1_600, 1_612], 750: [1_334], 828: [1_792],
        1_080: [2_160, 2_220, 2_280, 2_310, 2_316, 2_340, 2_376, 2_400, 2_408, 2_412, 2_460, 2_520],
        1_125: [2_436], 1_170: [2_532], 1_179: [2_556], 1_206: [2_622], 1_242: [2_208, 2_688], 1_284: [2_778],
        1_290: [2_796], 1_320: [2_868], 1_344: [2_992], 1_440: [2_960, 3_040, 3_088, 3_120, 3_200, 3_216],
    ]
}
