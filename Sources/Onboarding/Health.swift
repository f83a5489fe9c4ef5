import Confinement
package import Database
import Evidence
import Foundation
import Hummingbird
package import Journal
package import Web

/// `GET /health`: whether the house can do its work, and with which models.
package struct HealthRoutes {
    private let database: any Database
    private let desk: EvidenceDesk
    private let queue: JobQueue

    package init(database: any Database, desk: EvidenceDesk, queue: JobQueue) {
        self.database = database
        self.desk = desk
        self.queue = queue
    }

    private enum Status: String, Encodable {
        case healthy = "Healthy"
        case degraded = "Degraded"
        case unhealthy = "Unhealthy"
    }

    private struct Component: Encodable {
        let name: String
        let status: Status
        var detail: String?
        var digest: String?
    }

    private struct Body: Encodable {
        let status: Status
        let components: [Component]
    }

    package func add(to routes: Routes) {
        routes.get("/health") { [self] _, _ in
            let components = [await databaseState, await jobState, confinementState] + (await modelStates)
            let isDown = components.contains { $0.status == .unhealthy }
            let isWhole = components.allSatisfy { $0.status == .healthy }
            let body = Body(status: isDown ? .unhealthy : isWhole ? .healthy : .degraded, components: components)
            return try .json(body, status: isDown ? .serviceUnavailable : .ok)
        }
    }

    private var databaseState: Component {
        get async {
            let answers = try? await database.read { try $0.row("SELECT COUNT(*) AS count FROM migration") != nil }
            return Component(name: "database", status: answers == true ? .healthy : .unhealthy)
        }
    }

    private var jobState: Component {
        get async {
            guard let counts = try? await database.read({ [queue] in try queue.counts(in: $0) }) else {
                return Component(name: "jobs", status: .unhealthy)
            }
            return Component(
                name: "jobs", status: counts.parked == 0 ? .healthy : .degraded,
                detail: "\(counts.open) open, \(counts.parked) set aside")
        }
    }

    /// What the processes that open pictures were seen to be unable to do.
    private var confinementState: Component {
        let name = "confinement"
        guard let found = desk.trialled else {
            return Component(name: name, status: .degraded, detail: "not tried yet")
        }
        let open = found.filter { $0.value != .held }.keys.map(\.rawValue).sorted()
        guard open.isEmpty else {
            return Component(name: name, status: .degraded, detail: "not tried: \(open.joined(separator: ", "))")
        }
        let held = ConfinementTrial.allCases.map(\.rawValue).joined(separator: ", ")
        return Component(name: name, status: .healthy, detail: "refused: \(held)")
    }

    /// One component a model's role; a missing one makes its check unavailable, and the house no worse than degraded.
    private var modelStates: [Component] {
        get async {
            guard let report = try? await desk.models() else {
                return [Component(name: "evidence", status: .unhealthy, detail: "no child process answers")]
            }
            let open = report.open.sorted { $0.key < $1.key }.map { role, digest in
                Component(name: "model.\(role)", status: .healthy, digest: digest)
            }
            let missing = report.missing.sorted().map { role in
                Component(name: "model.\(role)", status: .degraded, detail: "missing: its checks are unavailable")
            }
            return open + missing
        }
    }
}
