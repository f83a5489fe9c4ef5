import Foundation
import Kernel
import Logging
import Onboarding
import Synchronization
import Testing
import Vault

@Suite struct `Objects that no row names any more` {
    /// A store that keeps one of its objects whatever it is told.
    private final class Stubborn: ObjectStore {
        private let names: Mutex<Set<ObjectName>>
        private let kept: ObjectName

        init(_ names: [ObjectName], keeping kept: ObjectName) {
            self.names = Mutex(Set(names))
            self.kept = kept
        }

        var left: Set<ObjectName> { names.withLock { $0 } }

        func put(_ bytes: Data, as name: ObjectName) async throws { names.withLock { _ = $0.insert(name) } }

        func get(_ name: ObjectName) async throws -> AsyncThrowingStream<Data, any Error> {
            throw VaultError.objectMissing
        }

        func delete(_ name: ObjectName) async throws {
            guard name != kept else { throw VaultError.objectMissing }
            names.withLock { _ = $0.remove(name) }
        }

        func list() async throws -> [(name: ObjectName, modified: Date)] { left.map { ($0, Date.distantPast) } }
    }

    @Test func `go, and one that cannot be deleted holds up none of the others and is told of`() async throws {
        let names = try ["a", "b", "c"].map {
            try #require(ObjectName(String(repeating: $0, count: 64)))
        }
        let store = Stubborn(names, keeping: names[1])
        let lines = Lines()
        let logger = Logger(label: "test") { _ in lines }
        await Leftovers(vault: Vault(objects: store), logger: logger).remove(names)
        #expect(store.left == [names[1]])
        #expect(lines.all == ["warning \(names[1])"])
    }

    private final class Lines: LogHandler {
        private let kept = Mutex<[String]>([])

        var all: [String] { kept.withLock { $0 } }
        var metadata: Logger.Metadata {
            get { [:] }
            set {}
        }
        var logLevel: Logger.Level {
            get { .trace }
            set {}
        }

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { nil }
            set {}
        }

        func log(event: LogEvent) {
            kept.withLock { $0.append("\(event.level) \(event.metadata?["object"] ?? "")") }
        }
    }
}
