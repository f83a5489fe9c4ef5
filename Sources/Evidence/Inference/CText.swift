/// A buffer for text that C writes and ends with a zero; freed with its last owner.
final class CText {
    let pointer: UnsafeMutablePointer<CChar>
    private let capacity: Int

    init(capacity: Int) {
        self.capacity = capacity
        pointer = .allocate(capacity: capacity)
        pointer.initialize(repeating: 0, count: capacity)
    }

    deinit { pointer.deallocate() }

    /// The text up to its zero; what is not UTF-8 becomes the replacement character.
    var text: String {
        let bytes = UnsafeBufferPointer(start: pointer, count: capacity).prefix { $0 != 0 }
        return String(decoding: bytes.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
