package import Foundation
import Kernel

/// One entry of a gallery as it is stored: to be sealed with the key of the person whose face it is, so that erasing
/// that key erases the template.
///
/// Bytes, numbers with the least byte first:
///
///     version (1) ‖ dimension (2) ‖ identifier (16) ‖ SHA-256 of the model (32) ‖ dimension × Float (4 each)
///
/// There is one encoding of every record. It has no sum of its own against damage: what seals it has.
package struct FaceGalleryRecord: Equatable, Sendable {
    package let identifier: UUID
    package let template: FaceTemplate

    /// Seals or opens bytes under a name that is authenticated with them and not stored.
    package typealias Seal = (_ bytes: Data, _ name: String) throws -> Data

    private enum Layout {
        static let version: UInt8 = 1
        static let identifier = 3..<19
        static let model = 19..<51
        static let valueBytes = 4
    }

    package init(identifier: UUID, template: FaceTemplate) throws(FaceGalleryRecordError) {
        guard Hex.decode(template.model)?.count == Layout.model.count, template.model == template.model.lowercased()
        else { throw .modelHasNoDigest }
        guard FaceGalleryLimits.dimensions.contains(template.values.count) else {
            throw .wrongDimension(template.values.count)
        }
        guard template.values.allSatisfy(\.isFinite) else { throw .notFinite }
        self.identifier = identifier
        self.template = template
    }

    package init(decoding data: Data) throws(FaceGalleryRecordError) {
        let bytes = [UInt8](data)
        guard let version = bytes.first else { throw .wrongByteCount(0) }
        guard version == Layout.version else { throw .unknownVersion(version) }
        guard bytes.count >= Layout.model.upperBound else { throw .wrongByteCount(bytes.count) }
        let dimension = Int(bytes[1]) | Int(bytes[2]) << 8
        guard FaceGalleryLimits.dimensions.contains(dimension) else { throw .wrongDimension(dimension) }
        guard bytes.count == Layout.model.upperBound + dimension * Layout.valueBytes else {
            throw .wrongByteCount(bytes.count)
        }
        let identifier = bytes[Layout.identifier].withUnsafeBytes { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
        let values = (0..<dimension).map { index in
            let start = Layout.model.upperBound + index * Layout.valueBytes
            let pattern = bytes[start..<start + Layout.valueBytes].withUnsafeBytes { $0.loadUnaligned(as: UInt32.self) }
            return Float(bitPattern: UInt32(littleEndian: pattern))
        }
        let template = FaceTemplate(model: Hex.encode(bytes[Layout.model]), values: values)
        try self.init(identifier: identifier, template: template)
    }

    package var encoded: Data {
        let values = template.values
        var bytes = Data(capacity: Layout.model.upperBound + values.count * Layout.valueBytes)
        bytes.append(contentsOf: [Layout.version, UInt8(values.count & 0xFF), UInt8(values.count >> 8)])
        withUnsafeBytes(of: identifier.uuid) { bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: Hex.decode(template.model) ?? [])
        for value in values {
            withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
        }
        return bytes
    }

    /// - Parameter seal: seals with the person's own key.
    package func sealed(by seal: Seal) throws -> Data {
        try seal(encoded, Self.name(of: identifier))
    }

    /// - Parameter open: opens with the person's own key, and throws where that key has been erased.
    /// - Throws: what `open` throws, and `FaceGalleryRecordError`.
    package static func open(_ sealed: Data, of identifier: UUID, by open: Seal) throws -> FaceGalleryRecord {
        let record = try FaceGalleryRecord(decoding: open(sealed, name(of: identifier)))
        guard record.identifier == identifier else { throw FaceGalleryRecordError.otherIdentifier }
        return record
    }

    private static func name(of identifier: UUID) -> String {
        "face_gallery/\(identifier.uuidString.lowercased())"
    }
}
