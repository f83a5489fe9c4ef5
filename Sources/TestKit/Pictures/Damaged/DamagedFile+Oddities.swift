/// Sound or nearly sound files of kinds that are refused, and progressive ones that lack scans.
extension DamagedFile {
    static var oddities: [DamagedFile] { refusedKinds + missingScans + frames + headerFields }

    private static var refusedKinds: [DamagedFile] {
        let twoFrames = Array(SampleFiles.gif.dropLast() + SampleFiles.gif.dropFirst(13))
        let announced = PictureFiles.png(SampleFiles.pngAlpha, adding: "acTL", big(2, 8))
        return WholeFile.refused.map { DamagedFile("whole \($0.name)", $0.bytes, .refusal) }
            + [
                DamagedFile("png of several frames", announced, .refusal),
                DamagedFile("gif of several frames", twoFrames, .refusal),
            ]
    }

    /// A progressive file refines its picture scan by scan: each alone missing, and all from one on.
    private static var missingScans: [DamagedFile] {
        let file = SampleFiles.jpegProgressive
        let scans = FilePart.ofJPEG(file).filter { file[$0.range.lowerBound + 1] == 0xDA }
        return scans.enumerated().flatMap { number, scan in
            [
                DamagedFile(
                    "progressive jpeg without scan \(number)",
                    Array(file[..<scan.range.lowerBound] + file[scan.range.upperBound...])),
                DamagedFile(
                    "progressive jpeg that ends before scan \(number)", file[..<scan.range.lowerBound] + [0xFF, 0xD9]),
                DamagedFile(
                    "progressive jpeg with scan \(number) empty",
                    Array(file[..<(scan.range.lowerBound + 2 + scan.stated(in: file))] + file[scan.range.upperBound...])
                ),
            ]
        }
    }

    /// Every kind of frame that a JPEG can claim to have, and every number of components and bits.
    private static var frames: [DamagedFile] {
        [SampleFiles.jpegGrey, SampleFiles.jpegProgressive].enumerated().flatMap { number, file -> [DamagedFile] in
            guard
                let frame = FilePart.ofJPEG(file).first(where: { [0xC0, 0xC2].contains(file[$0.range.lowerBound + 1]) })
            else { return [] }
            let start = frame.range.lowerBound
            let kinds = (0xC0...0xCF).map { ("frame \($0)", start + 1, UInt8($0)) }
            let bits = [0, 1, 12, 16, 255].map { ("\($0) bits", start + 4, UInt8($0)) }
            let components = [0, 2, 4, 5, 255].map { ("\($0) components", start + 9, UInt8($0)) }
            let sampling = [0x00, 0x01, 0x14, 0x41, 0x44, 0xFF].map { ("sampling \($0)", start + 11, UInt8($0)) }
            return (kinds + bits + components + sampling).map { name, place, value in
                var changed = file
                changed[place] = value
                return DamagedFile("jpeg \(number) with \(name)", changed)
            }
        }
    }

    /// Every colour type of a PNG with every depth, most of which do not go together.
    private static var headerFields: [DamagedFile] {
        (0...7).flatMap { colour in
            [0, 1, 2, 3, 4, 8, 16, 32, 255].map { depth in
                DamagedFile(
                    "png of colour type \(colour) and \(depth) bits",
                    PictureFiles.png(width: 16, height: 16, depth: UInt8(depth), colour: UInt8(colour)))
            }
        }
    }
}
