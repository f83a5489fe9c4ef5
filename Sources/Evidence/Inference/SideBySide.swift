import Dispatch
import Synchronization

/// A few pieces of work at the same time, on threads of their own: for what a person waits for. What comes out depends
/// neither on the number of processors nor on who is done first.
enum SideBySide {
    /// - Returns: the results in the order of their numbers.
    /// - Throws: the error of the first piece that failed, by its number.
    static func results<Value: Sendable>(
        of count: Int, _ piece: @Sendable (Int) throws(InferenceError) -> Value
    ) throws(InferenceError) -> [Value] {
        let done = Mutex<[Int: Result<Value, InferenceError>]>([:])
        DispatchQueue.concurrentPerform(iterations: count) { index in
            let result: Result<Value, InferenceError>
            do throws(InferenceError) {
                result = .success(try piece(index))
            } catch {
                result = .failure(error)
            }
            done.withLock { $0[index] = result }
        }
        var values: [Value] = []
        for (_, result) in done.withLock({ $0 }).sorted(by: { $0.key < $1.key }) { values.append(try result.get()) }
        return values
    }

    /// Two pieces of different kinds.
    static func both<First: Sendable, Second: Sendable>(
        _ first: @Sendable () throws(InferenceError) -> First,
        and second: @Sendable () throws(InferenceError) -> Second
    ) throws(InferenceError) -> (First, Second) {
        let one = Mutex<First?>(nil)
        let other = Mutex<Second?>(nil)
        _ = try results(of: 2) { index throws(InferenceError) -> Int in
            if index == 0 {
                let value = try first()
                one.withLock { $0 = value }
            } else {
                let value = try second()
                other.withLock { $0 = value }
            }
            return index
        }
        guard let left = one.withLock({ $0 }), let right = other.withLock({ $0 }) else {
            preconditionFailure("both pieces were done without an error")
        }
        return (left, right)
    }
}
