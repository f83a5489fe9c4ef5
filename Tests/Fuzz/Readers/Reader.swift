import Evidence
import Foundation

/// What reads bytes of nobody's trust, each with the bytes to begin from and what must hold whatever comes.
enum Reader: String {
    /// The text of a machine-readable zone.
    case mrz
    /// What a recogniser saw in each place of a zone, and the decoder that makes it one.
    case cells
    /// The data of a licence's barcode.
    case aamva
    /// The headers of pictures and the orientation in their EXIF.
    case pictures
    /// What the server asks of a child.
    case requests
    /// The files of `DamagedFile`, decoded whatever their size: for their memory and time, not for more of their kind.
    case damaged

    var seeds: [[UInt8]] {
        switch self {
        case .mrz: MRZExamples.all.map { Array($0.joined(separator: "\n").utf8) }
        case .cells: zip(MRZExamples.all, MRZExamples.formats).map(CellBytes.write)
        case .aamva: (1...10).map { InventedCard(version: $0).bytes }
        case .pictures: Self.pictureSeeds.filter { $0.count < 4_096 }
        case .requests: Self.requestSeeds
        case .damaged: DamagedFile.all.map(\.bytes)
        }
    }

    func read(_ bytes: [UInt8]) {
        switch self {
        case .mrz: Self.readZone(bytes)
        case .cells: Self.decodeCells(bytes)
        case .aamva: _ = try? AAMVACard(bytes)
        case .pictures: Self.readHeader(bytes)
        case .requests: Self.parseRequest(bytes)
        case .damaged: _ = try? Picture.decode(bytes)
        }
    }

    private static func readZone(_ bytes: [UInt8]) {
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        guard let zone = MRZ(lines: lines.map(String.init)) else { return }
        precondition(zone.lines.map(\.utf8.count).allSatisfy { $0 == zone.format.lineLength })
        precondition(!zone.checkDigits.isEmpty && zone.checkDigits.allSatisfy { (0...9).contains($0.computed) })
    }

    private static func decodeCells(_ bytes: [UInt8]) {
        let (cells, format) = CellBytes.read(bytes)
        guard let decoding = MRZDecoder.decode(cells, as: format) else {
            // What clearly begins with another letter is no visa.
            precondition(format == .mrvA || format == .mrvB, "Cells of the format's size have a reading.")
            return
        }
        precondition(MRZ(lines: decoding.text) != nil)
        precondition(decoding.confidences.joined().allSatisfy { (0...1.000_001).contains($0) })
        precondition(decoding.repairCost >= 0 && decoding.meanLogProbability.isFinite)
    }

    /// Pixels are decoded where they are few: the rest is the decoders' own work, and slow.
    private static func readHeader(_ bytes: [UInt8]) {
        let format = ImageFormat.sniffed(from: bytes)
        if let header = try? ImageHeader.read(bytes, as: format) {
            precondition(header.width * header.height <= ImageLimits.mostPixels)
            precondition((1...8).contains(header.orientation))
            if header.width * header.height <= 1 << 14 { _ = try? Picture.decode(bytes) }
        }
        // A bare TIFF is refused; in a segment of its own it is EXIF.
        guard format == .tiff, bytes.count < 65_000 else { return }
        let carrier = PictureFiles.jpeg(SampleFiles.jpegGrey, exif: bytes)
        precondition((try? ImageHeader.read(carrier, as: .jpeg)) != nil)
    }

    private static func parseRequest(_ bytes: [UInt8]) {
        guard let (request, picture) = EvidenceRequest.parse(Data(bytes)) else { return }
        guard let again = try? EvidenceRequest.parse(request.message(with: Data(picture))) else {
            preconditionFailure("What was read can be written and read again.")
        }
        precondition(again.request == request && again.picture == picture)
    }

    private static var pictureSeeds: [[UInt8]] {
        let damaged = DamagedFile.wrongExif + DamagedFile.oddities + DamagedFile.bombs
        return WholeFile.all.map(\.bytes) + damaged.map(\.bytes)
    }

    private static var requestSeeds: [[UInt8]] {
        let all: [EvidenceRequest] = [
            EvidenceRequest(.describe), EvidenceRequest(.inspect), EvidenceRequest(.read, as: .selfie),
            EvidenceRequest(.read, as: .cardBack), EvidenceRequest(.read, as: .livenessFrame),
        ]
        return all.compactMap { request in (try? request.message(with: Data([0xFF, 0xD8, 0xFF]))).map(Array.init) }
    }
}
