package import Foundation
import Glibc

/// A message on a pipe: its length (4 bytes, big endian), then its bytes.
package enum Frame {
    /// The largest message: a picture of the largest allowed upload with its request around it.
    package static let largestBytes = 64 * 1024 * 1024

    /// - Returns: false where the other end is gone.
    package static func write(_ message: Data, to descriptor: Int32) -> Bool {
        guard message.count <= largestBytes else { return false }
        let length = withUnsafeBytes(of: UInt32(message.count).bigEndian) { Data($0) }
        return writeAll(length, to: descriptor) && writeAll(message, to: descriptor)
    }

    /// - Returns: nil where the other end is gone, or sent something that is no message.
    package static func read(from descriptor: Int32) -> Data? {
        guard let head = readAll(4, from: descriptor) else { return nil }
        let length = head.reduce(0) { $0 << 8 | Int($1) }
        return length <= largestBytes ? readAll(length, from: descriptor) : nil
    }

    private static func writeAll(_ data: Data, to descriptor: Int32) -> Bool {
        data.withUnsafeBytes { buffer in
            var offset = 0
            while offset < buffer.count {
                guard let base = buffer.baseAddress else { return false }
                let written = Glibc.write(descriptor, base + offset, buffer.count - offset)
                if written < 0 && errno == EINTR { continue }
                guard written > 0 else { return false }
                offset += written
            }
            return true
        }
    }

    private static func readAll(_ count: Int, from descriptor: Int32) -> Data? {
        var data = Data(count: count)
        let isComplete = data.withUnsafeMutableBytes { buffer in
            var offset = 0
            while offset < count {
                guard let base = buffer.baseAddress else { return false }
                let found = Glibc.read(descriptor, base + offset, count - offset)
                if found < 0 && errno == EINTR { continue }
                guard found > 0 else { return false }
                offset += found
            }
            return true
        }
        return isComplete ? data : nil
    }
}
