import CZlib
import Foundation

/// Packs files that are the same for everybody. What holds a secret is never packed: its size would tell of it.
enum Gzip {
    /// - Returns: nil where it could not be packed.
    static func pack(_ plain: Data) -> Data? {
        var stream = z_stream()
        guard czlib_begin_gzip(&stream) == Z_OK else { return nil }
        defer { deflateEnd(&stream) }
        var packed = Data(count: Int(deflateBound(&stream, uLong(plain.count))))
        let status = plain.withUnsafeBytes { input in
            packed.withUnsafeMutableBytes { output in
                stream.next_in = UnsafeMutablePointer(mutating: input.bindMemory(to: UInt8.self).baseAddress)
                stream.avail_in = uInt(input.count)
                stream.next_out = output.bindMemory(to: UInt8.self).baseAddress
                stream.avail_out = uInt(output.count)
                return deflate(&stream, Z_FINISH)
            }
        }
        guard status == Z_STREAM_END else { return nil }
        return packed.prefix(Int(stream.total_out))
    }
}
