import CInference

extension UnsafeBufferPointer<Float> {
    /// The index of the highest of values of 0 and more, the first of equal ones; 0 where none is above 0.
    var indexOfHighest: Int { Int(cinference_highest(baseAddress, Int64(count))) }
}
