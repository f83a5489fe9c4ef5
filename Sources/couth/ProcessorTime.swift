import Foundation

/// Processor time of this whole process, whatever threads took part.
enum ProcessorTime {
    /// What some work gives, and the seconds that it took.
    static func of<Value>(_ work: () throws -> Value) rethrows -> (value: Value, seconds: Double) {
        let start = clock()
        let value = try work()
        return (value, Double(clock() - start) / Double(CLOCKS_PER_SEC))
    }
}
