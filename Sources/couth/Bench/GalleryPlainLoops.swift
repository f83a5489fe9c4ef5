import Evidence

/// What a gallery is held against.
enum GalleryPlainLoops {
    /// The best inner product, or the least squared distance, by two plain loops over numbers that lie side by side.
    @inline(never)
    static func best(of values: [Float], _ probe: [Float], _ measure: FaceComparisonScale.Measure) -> Double {
        var best = -Float.infinity
        values.withUnsafeBufferPointer { values in
            probe.withUnsafeBufferPointer { probe in
                for start in stride(from: 0, to: values.count, by: probe.count) {
                    var sum: Float = 0
                    switch measure {
                    case .cosine: for index in 0..<probe.count { sum += values[start + index] * probe[index] }
                    case .distance:
                        for index in 0..<probe.count {
                            let difference = values[start + index] - probe[index]
                            sum -= difference * difference
                        }
                    }
                    best = max(best, sum)
                }
            }
        }
        return Double(best)
    }

    /// Reads the first bytes, a multiple of eight, once: as fast as memory gives them.
    @inline(never)
    static func sum(of values: [Float], bytes count: Int) -> Double {
        values.withUnsafeBytes { bytes in
            var sum: UInt64 = 0
            for word in bytes[..<count].bindMemory(to: UInt64.self) { sum &+= word }
            return Double(sum)
        }
    }
}
