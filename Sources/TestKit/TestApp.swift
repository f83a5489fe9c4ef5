import Database
import Foundation
import Hummingbird
import HummingbirdTesting
package import Journal
package import Kernel
package import Onboarding
import Synchronization
import Web

/// The whole server over a folder of its own, without a socket: real router, real database, real children.
///
/// Every answer and every event is held to the OpenAPI document; a violation fails the test at its end.
package final class TestApp: Sendable {
    package let house: House
    package let compose: Compose
    package let tenant: Tenant
    let client: any TestClientProtocol
    private let contract: OpenAPI
    private let violations = Mutex<[String]>([])

    /// An application with its client and its setups.
    package struct Tenant: Sendable {
        package let application: ID<Onboarding.Application>
        package let clientID: String
        package let secret: String
        /// Reports the passive presentation attack check; it does not decide.
        package let sandbox: String
        package let live: String
    }

    private static let turnstile = Turnstile(6)

    /// Opens a server, runs `body` and takes everything away again.
    package static func run(
        clock: any WallClock = ManualClock(), desk: EvidenceDesk = RuntimeFolder.desk,
        access policy: Access.Policy = Access.Policy(),
        configure: @escaping @Sendable (inout Settings) -> Void = { _ in },
        _ body: @escaping @Sendable (TestApp) async throws -> Void
    ) async throws {
        await turnstile.enter()
        let folder = FileManager.default.temporaryDirectory.appending(path: "couth-app-\(UUID())")
        let outcome = await Result { () async throws in
            var settings = RuntimeFolder.settings(data: folder.path, runtime: RuntimeFolder.path, workers: 1)
            settings.access = policy
            configure(&settings)
            try await open(settings, clock: clock, desk: desk, body)
        }
        try? FileManager.default.removeItem(at: folder)
        await turnstile.leave()
        try outcome.get()
    }

    private static func open(
        _ settings: Settings, clock: any WallClock, desk: EvidenceDesk,
        _ body: @escaping @Sendable (TestApp) async throws -> Void
    ) async throws {
        let house = try await House(settings: settings, clock: clock, logger: RuntimeFolder.quiet)
        let compose = try await Compose(house: house, desk: desk)
        let tenant = try await tenant(named: "Bank", in: house)
        let server = Hummingbird.Application(responder: compose.responder, logger: RuntimeFolder.quiet)
        try await server.test(.router) { client in
            let app = TestApp(house: house, compose: compose, tenant: tenant, client: client, contract: try .load())
            try await body(app)
            try app.throwViolations()
        }
        try house.close()
    }

    private init(house: House, compose: Compose, tenant: Tenant, client: any TestClientProtocol, contract: OpenAPI) {
        self.house = house
        self.compose = compose
        self.tenant = tenant
        self.client = client
        self.contract = contract
    }

    /// The same house where its host names serve what `hosts` says; every call is one to `localhost`.
    package func behind(_ hosts: Hosts, _ body: @escaping @Sendable (TestApp) async throws -> Void) async throws {
        try await with({ $0.hosts = hosts }, body)
    }

    /// The same house with other settings of the server.
    package func with(
        _ change: (inout Settings) -> Void, _ body: @escaping @Sendable (TestApp) async throws -> Void
    ) async throws {
        var changed = house
        change(&changed.settings)
        let compose = try await Compose(house: changed, desk: compose.desk)
        let server = Hummingbird.Application(responder: compose.responder, logger: RuntimeFolder.quiet)
        try await server.test(.router) { [changed, tenant, contract] client in
            let app = TestApp(house: changed, compose: compose, tenant: tenant, client: client, contract: contract)
            try await body(app)
            try app.throwViolations()
        }
    }

    /// Another application, to which nothing of the first belongs.
    package func otherTenant() async throws -> Tenant {
        try await Self.tenant(named: "Other", in: house)
    }

    private static func tenant(named name: String, in house: House) async throws -> Tenant {
        try await house.database.write { [access = house.access, setups = house.setups, now = house.clock.now] in
            let made = try access.createApplication(named: name, in: $0)
            let (id, url) = (made.application.id, "http://127.0.0.1:8080")
            let live = try setups.create(.init(name: "Live", isLive: true, baseURL: url), for: id, at: now, in: $0)
            let sandbox = try setups.create(
                .init(name: "Sandbox", isLive: false, baseURL: url), for: id, at: now, in: $0)
            return Tenant(
                application: id, clientID: made.clientID, secret: made.secret,
                sandbox: sandbox.setup.id.description, live: live.setup.id.description)
        }
    }

    // MARK: What the contract is held against

    /// What the document leaves out has to be refused as not there.
    func hold(_ answer: Answer, _ method: String, _ path: String) {
        let isRefused = answer.status == 404 || answer.status == 405
        if isRefused && contract.operation(method, path) == nil { return }
        add(
            contract.validate(
                body: answer.bytes, status: answer.status, method: method, path: path, contentType: answer.contentType))
    }

    private func add(_ found: [String]) {
        violations.withLock { $0 += found }
    }

    private struct Violations: Error, CustomStringConvertible {
        let description: String
    }

    private func throwViolations() throws {
        let found = violations.withLock { $0 }
        guard !found.isEmpty else { return }
        throw Violations(description: "against api/openapi.yaml:\n" + Set(found).sorted().joined(separator: "\n"))
    }

    /// The events about a verification, in their order.
    package func events(of verification: String) async throws -> [Event] {
        let subject = UUID(uuidString: verification)
        let events = try await house.database.read { [outbox = house.outbox] transaction in
            try outbox.undispatched(limit: 1000, in: transaction).filter { $0.subject == subject }
                .compactMap { try outbox.event($0.id, in: transaction) }
        }
        for event in events { add(contract.validate(event: event.body)) }
        return events
    }

    /// Does the jobs that are due, as a worker would.
    package func drain() async {
        await compose.worker.drain()
    }

    /// The routes that are served, but for the page's own files, which the document does not list.
    package var routes: Set<Route> {
        Set(compose.routes.entries.map { Route($0.method, $0.template) }.filter { !$0.path.hasPrefix("/flow/assets/") })
    }
}

extension Result where Failure == any Error {
    fileprivate init(_ body: () async throws -> Success) async {
        do {
            self = .success(try await body())
        } catch {
            self = .failure(error)
        }
    }
}
