import Foundation
import Synchronization

/// What the journeys of one run took, gathered from all who run at the same time.
final class JourneyRecord: Sendable {
    /// Milliseconds by name, in the order in which the names first came.
    private struct Kept {
        var names: [String] = []
        var times: [String: [Double]] = [:]
        var verdicts: [String: Int] = [:]
    }

    private let kept = Mutex(Kept())

    func note(_ name: String, _ milliseconds: Double) {
        kept.withLock { kept in
            if kept.times[name] == nil { kept.names.append(name) }
            kept.times[name, default: []].append(milliseconds)
        }
    }

    func note(verdict: String) {
        kept.withLock { $0.verdicts[verdict, default: 0] += 1 }
    }

    /// One call, by its path with the ids left out.
    func note(call method: String, _ path: String, _ took: Duration) {
        let template = path.split(separator: "/").map { UUID(uuidString: String($0)) == nil ? String($0) : "{id}" }
        note("\(method) /\(template.joined(separator: "/"))", took.milliseconds)
    }

    /// Rows of a Markdown table, of the names that begin so.
    func rows(_ prefix: String) -> [String] {
        kept.withLock { kept in
            kept.names.filter { $0.hasPrefix(prefix) }.map { Latencies(kept.times[$0, default: []]).row($0) }
        }
    }

    var verdicts: String {
        kept.withLock { kept in
            kept.verdicts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
        }
    }
}
