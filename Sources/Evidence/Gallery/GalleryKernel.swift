/// The inner loop of a search.
enum GalleryKernel {
    /// Numbers of a row come in multiples of this.
    static let block = 64
    private static let part = 16

    /// The sum of products of a row of codes and a probe, exact.
    ///
    /// Sixteen at a time and four sums of them in one expression: of that the compiler makes eight numbers an
    /// instruction (`pmaddwd` on the plainest x86-64), of one loop over the row four, which takes twice as long.
    /// - Parameter count: numbers of the row, a multiple of `block`, at most 512: more could overflow.
    @inline(__always)
    static func product(_ codes: UnsafePointer<Int8>, _ probe: UnsafePointer<Int16>, _ count: Int) -> Int32 {
        var sum: Int32 = 0
        var start = 0
        while start < count {
            let first = partProduct(codes + start, probe + start)
            let second = partProduct(codes + start + part, probe + start + part)
            let third = partProduct(codes + start + 2 * part, probe + start + 2 * part)
            let fourth = partProduct(codes + start + 3 * part, probe + start + 3 * part)
            sum &+= (first &+ second) &+ (third &+ fourth)
            start &+= block
        }
        return sum
    }

    @inline(__always)
    private static func partProduct(_ codes: UnsafePointer<Int8>, _ probe: UnsafePointer<Int16>) -> Int32 {
        var sum: Int32 = 0
        for index in 0..<part { sum &+= Int32(codes[index]) &* Int32(probe[index]) }
        return sum
    }
}
