import Glibc
import Synchronization

/// A few pieces of work at the same time, on threads of their own: for what a person waits for. What comes out depends
/// neither on the number of processors nor on who is done first.
///
/// Plain threads, not a dispatch queue: where its work has to wait, libdispatch reads `/proc/self/task` to learn why
/// and ends the process when it may not, as in a confined child that opens no files.
enum SideBySide {
    /// A picture is read by two, whatever the machine: more would take more memory than they save time.
    private static let threads = 2

    /// - Returns: the results in the order of their numbers.
    /// - Throws: the error of the first piece that failed, by its number.
    static func results<Value: Sendable>(
        of count: Int, _ piece: @Sendable (Int) throws(InferenceError) -> Value
    ) throws(InferenceError) -> [Value] {
        let done = Mutex<[Int: Result<Value, InferenceError>]>([:])
        let next = Atomic<Int>(0)
        withoutActuallyEscaping(piece) { piece in
            let work: @Sendable () -> Void = {
                while true {
                    let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                    guard index < count else { return }
                    let result = Result<Value, InferenceError> { () throws(InferenceError) in try piece(index) }
                    done.withLock { $0[index] = result }
                }
            }
            let others = (1..<max(1, min(count, threads))).compactMap { _ in start(work) }
            work()
            others.forEach { pthread_join($0, nil) }
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

    private final class Work: Sendable {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    /// Nil where the system has no further thread: the work is then done by the others.
    private static func start(_ body: @escaping @Sendable () -> Void) -> pthread_t? {
        var thread = pthread_t()
        let work = Unmanaged.passRetained(Work(body))
        let status = pthread_create(
            &thread, nil,
            { pointer in
                guard let pointer else { return nil }
                Unmanaged<Work>.fromOpaque(pointer).takeRetainedValue().body()
                return nil
            }, work.toOpaque())
        guard status == 0 else {
            work.release()
            return nil
        }
        return thread
    }
}
