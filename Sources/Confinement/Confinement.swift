import CConfinement
import Glibc

/// The limits that a child takes upon itself before it reads its first byte from outside.
package enum Confinement {
    package struct Limits: Sendable {
        /// Address space: models, the picture, and room for a decoder. A bomb meets this wall and ends the child.
        package let memoryBytes: UInt
        /// The CPU time of the child's whole life; the pool replaces it long before.
        package let cpuSeconds: UInt

        package init(memoryBytes: UInt, cpuSeconds: UInt) {
            self.memoryBytes = memoryBytes
            self.cpuSeconds = cpuSeconds
        }
    }

    /// Bounded memory and time, no core dump (it would hold a face), no written file, no socket, no other program.
    /// Cannot be taken back. A child outlives its server by one request at the most: then its pipe is at its end. (The
    /// kernel's signal at a parent's death is no help: it comes when the starting *thread* ends.)
    package static func enter(_ limits: Limits) throws(ConfinementError) {
        try set(__rlimit_resource_t(RLIMIT_CORE.rawValue), 0)
        try set(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), 0)
        try set(__rlimit_resource_t(RLIMIT_AS.rawValue), limits.memoryBytes)
        try set(__rlimit_resource_t(RLIMIT_CPU.rawValue), limits.cpuSeconds)
        guard confinement_drop() == 0, confinement_filter() == 0 else { throw .cannotStart }
    }

    /// From now on no file is opened any more, to read or to write; whoever tries is refused. Cannot be taken back.
    package static func shutFiles() throws(ConfinementError) {
        guard confinement_shut_files() == 0 else { throw .cannotStart }
    }

    /// Gives memory that was freed back to the system: worth it once much was freed that is not needed again.
    package static func returnMemory() { confinement_return_memory() }

    private static func set(_ resource: __rlimit_resource_t, _ value: UInt) throws(ConfinementError) {
        var limit = rlimit(rlim_cur: value, rlim_max: value)
        guard setrlimit(resource, &limit) == 0 else { throw .cannotStart }
    }
}
