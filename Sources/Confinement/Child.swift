import CConfinement
import Dispatch
import Foundation
import Glibc
import Synchronization

/// One child process and its two pipes. Used by one request at a time: the pool sees to that.
final class Child: Sendable {
    let processID: Int32
    private let toChild: Int32
    private let fromChild: Int32
    private let count = Atomic<Int>(0)
    /// Pipes block: they are read and written here, never on the cooperative threads.
    private let queue: DispatchQueue

    var answered: Int { count.load(ordering: .relaxed) }

    init(_ settings: ChildPool.Settings) throws {
        let (childInput, parentOutput) = try Self.pipe()
        let (parentInput, childOutput) = try Self.pipe()
        defer {
            close(childInput)
            close(childOutput)
        }
        processID = try Self.spawn(settings, input: childInput, output: childOutput)
        toChild = parentOutput
        fromChild = parentInput
        queue = DispatchQueue(label: "couth.child.\(processID)")
    }

    deinit {
        close(toChild)
        close(fromChild)
    }

    /// - Throws: `ConfinementError`: the process is then of no further use.
    func answer(to request: Data, within seconds: Double) async throws(ConfinementError) -> Data {
        let answer = await Watchdog.over(processID, seconds: seconds, on: queue) { [toChild, fromChild] in
            Frame.write(request, to: toChild) ? Frame.read(from: fromChild) : nil
        }
        count.wrappingAdd(1, ordering: .relaxed)
        switch answer {
        case nil: throw .timedOut
        case .some(nil): throw .childEnded
        case .some(.some(let data)): return data
        }
    }

    /// Waits for the end of a process that serves no request. Nil where it had to be ended.
    func status(within seconds: Double) async -> Int32? {
        await Watchdog.over(processID, seconds: seconds, on: queue) { [processID] in
            var status: Int32 = 0
            return waitpid(processID, &status, 0) == processID ? status : nil
        } ?? nil
    }

    /// Ends the process and takes its exit status, so that no zombie stays.
    func kill() {
        Glibc.kill(processID, SIGKILL)
        queue.async { [processID] in
            var status: Int32 = 0
            waitpid(processID, &status, 0)
        }
    }

    private static func pipe() throws -> (read: Int32, write: Int32) {
        var ends: [Int32] = [0, 0]
        guard confinement_pipe(&ends) == 0 else { throw ConfinementError.cannotStart }
        return (ends[0], ends[1])
    }

    private static func spawn(_ settings: ChildPool.Settings, input: Int32, output: Int32) throws -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        // Not every library opens its descriptors to be closed at exec. A child that kept the server's listening socket
        // could take its connections, and would hold its port after the server is killed.
        guard confinement_close_others(&actions) == 0 else { throw ConfinementError.cannotStart }
        let arguments = ([settings.executable] + settings.arguments).map { strdup($0) } + [nil]
        let environment = settings.environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (arguments + environment).forEach { free($0) } }
        var processID: pid_t = 0
        let status = posix_spawn(&processID, settings.executable, &actions, nil, arguments, environment)
        guard status == 0 else { throw ConfinementError.cannotStart }
        return processID
    }
}
