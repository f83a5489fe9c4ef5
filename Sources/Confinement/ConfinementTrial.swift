import CConfinement
import Glibc

/// What a confined process must not be able to do, tried in a process of its own: a limit that was never met is a hope.
package enum ConfinementTrial: String, Sendable, CaseIterable {
    /// Opens a socket.
    case network
    /// Runs another program.
    case program
    /// Opens a file that everybody may read, and one to write.
    case files
    /// Asks for more memory than there may be.
    case memory

    /// How the process ends where the limit held.
    private static let heldStatus: Int32 = 0
    private static let failedStatus: Int32 = 70

    /// How a trial has ended.
    package enum Outcome: Sendable, Equatable {
        case held
        /// The process could do what it must not be able to.
        case failed
        /// It did not run.
        case notTried
    }

    /// Whether being ended by the kernel is what is wanted, rather than a refusal.
    private var isDeadly: Bool { self == .network || self == .program }

    /// Does it, in a process that is confined already. Does not come back.
    package func run(_ limits: Confinement.Limits) -> Never {
        let isPossible =
            switch self {
            case .network: confinement_try_socket() == 0
            case .program: confinement_try_program() == 0
            case .files: Self.opens("/etc/passwd", O_RDONLY) || Self.opens("couth-trial", O_WRONLY | O_CREAT)
            case .memory: Self.canTake(limits.memoryBytes)
            }
        exit(isPossible || isDeadly ? Self.failedStatus : Self.heldStatus)
    }

    /// What an ended process says about the limit.
    package func outcome(ofStatus status: Int32) -> Outcome {
        // As in wait(2): the low seven bits are the signal that ended it, the next byte is its own status.
        let (signal, code) = (status & 0x7F, (status >> 8) & 0xFF)
        if isDeadly { return signal == SIGSYS ? .held : signal == 0 && code == Self.failedStatus ? .failed : .notTried }
        guard signal == 0 else { return .notTried }
        return code == Self.heldStatus ? .held : code == Self.failedStatus ? .failed : .notTried
    }

    private static func opens(_ path: String, _ flags: Int32) -> Bool {
        let file = open(path, flags, 0o600)
        if file >= 0 { close(file) }
        return file >= 0
    }

    private static func canTake(_ bytes: UInt) -> Bool {
        let memory = mmap(nil, Int(bytes), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        return memory != MAP_FAILED
    }
}
