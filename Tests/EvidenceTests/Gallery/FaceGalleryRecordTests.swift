import Evidence
import Foundation
import Testing

@Suite struct `A gallery's record` {
    static let identifier = UUID(uuid: (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16))
    static let model = String(repeating: "ab", count: 32)

    private func record(_ values: [Float] = [1, -2]) throws -> FaceGalleryRecord {
        try FaceGalleryRecord(
            identifier: Self.identifier, template: FaceTemplate(model: Self.model, values: values))
    }

    @Test func `is written as its layout says`() throws {
        let expected: [UInt8] =
            [1, 2, 0] + Array(1...16) + [UInt8](repeating: 0xAB, count: 32) + [0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0]
        #expect(try [UInt8](record().encoded) == expected)
    }

    @Test(arguments: [1, 2, 128, 256, 512])
    func `is the same when it is read again`(_ dimension: Int) throws {
        var numbers = GalleryNumbers(seed: UInt64(dimension))
        let record = try record(numbers.vector(dimension))
        #expect(record.encoded.count == 51 + 4 * dimension)
        #expect(try FaceGalleryRecord(decoding: record.encoded) == record)
        // A slice of other data, whose indices do not begin at nought.
        #expect(try FaceGalleryRecord(decoding: (Data([9, 9]) + record.encoded).dropFirst(2)) == record)
    }

    @Test func `is refused when it is cut short or goes on`() throws {
        let encoded = try record([0.5, 0.25, -1]).encoded
        for count in 0..<encoded.count {
            #expect(throws: FaceGalleryRecordError.wrongByteCount(count)) {
                try FaceGalleryRecord(decoding: encoded.prefix(count))
            }
        }
        #expect(throws: FaceGalleryRecordError.wrongByteCount(encoded.count + 1)) {
            try FaceGalleryRecord(decoding: encoded + [0])
        }
    }

    @Test(arguments: [
        (0, UInt8(0), FaceGalleryRecordError.unknownVersion(0)), (0, 2, .unknownVersion(2)),
        (1, 0, .wrongDimension(0)), (1, 1, .wrongByteCount(59)), (1, 3, .wrongByteCount(59)),
        (2, 1, .wrongByteCount(59)), (2, 0xFF, .wrongDimension(0xFF02)), (54, 0x7F, .notFinite), (58, 0xFF, .notFinite),
    ])
    func `is refused with what is wrong`(_ place: Int, _ byte: UInt8, _ error: FaceGalleryRecordError) throws {
        // Infinity and no number: the exponent's last bit lies in the byte before.
        var bytes = try [UInt8](record([1, -1]).encoded)
        bytes[place] = byte
        #expect(throws: error) { try FaceGalleryRecord(decoding: Data(bytes)) }
    }

    /// Any bit changed gives another record, written in those very bytes, or none.
    @Test func `has one encoding only`() throws {
        let encoded = try [UInt8](record().encoded)
        for place in encoded.indices {
            for bit in 0..<8 {
                var bytes = encoded
                bytes[place] ^= 1 << bit
                do {
                    #expect(try [UInt8](FaceGalleryRecord(decoding: Data(bytes)).encoded) == bytes)
                } catch {
                    #expect(place < 3 || error == .notFinite, "bit \(bit) of byte \(place): \(error)")
                }
            }
        }
    }

    @Test func `takes any bytes without a crash`() {
        var numbers = GalleryNumbers(seed: 11)
        for _ in 0..<2_000 {
            var bytes = (0..<numbers.number(0...120)).map { _ in UInt8(numbers.number(0...255)) }
            if bytes.count > 3 { bytes.replaceSubrange(0..<3, with: [1, UInt8(numbers.number(0...20)), 0]) }
            if let record = try? FaceGalleryRecord(decoding: Data(bytes)) { #expect([UInt8](record.encoded) == bytes) }
        }
    }

    @Test(arguments: [
        (FaceTemplate(model: "told", values: [1]), FaceGalleryRecordError.modelHasNoDigest),
        (FaceTemplate(model: model.uppercased(), values: [1]), .modelHasNoDigest),
        (FaceTemplate(model: model + "ab", values: [1]), .modelHasNoDigest),
        (FaceTemplate(model: model, values: []), .wrongDimension(0)),
        (FaceTemplate(model: model, values: .init(repeating: 0, count: 513)), .wrongDimension(513)),
        (FaceTemplate(model: model, values: [.nan]), .notFinite),
    ])
    func `is not made of a template that could not be read again`(
        _ template: FaceTemplate, _ error: FaceGalleryRecordError
    ) {
        #expect(throws: error) { try FaceGalleryRecord(identifier: Self.identifier, template: template) }
    }

    private struct Erased: Error {}

    @Test func `opens under its own name, and never without the key`() throws {
        // A seal that anyone can break: what matters is what it is given and asked.
        let seal: FaceGalleryRecord.Seal = { bytes, name in Data(name.utf8) + bytes }
        let open: FaceGalleryRecord.Seal = { bytes, name in
            guard bytes.starts(with: Data(name.utf8)) else { throw Erased() }
            return bytes.dropFirst(name.utf8.count)
        }
        let record = try record()
        let sealed = try record.sealed(by: seal)
        #expect(sealed.starts(with: Data("face_gallery/01020304-0506-0708-090a-0b0c0d0e0f10".utf8)))
        #expect(try FaceGalleryRecord.open(sealed, of: Self.identifier, by: open) == record)
        var numbers = GalleryNumbers(seed: 12)
        let other = numbers.identifier()
        #expect(throws: Erased.self) { try FaceGalleryRecord.open(sealed, of: other, by: open) }
        #expect(throws: Erased.self) {
            try FaceGalleryRecord.open(sealed, of: Self.identifier) { _, _ in throw Erased() }
        }
        #expect(throws: FaceGalleryRecordError.otherIdentifier) {
            try FaceGalleryRecord.open(record.encoded, of: other) { bytes, _ in bytes }
        }
    }
}
