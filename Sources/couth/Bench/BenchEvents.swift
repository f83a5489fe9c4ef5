import Database
import Foundation
import Journal
import Kernel
import Logging
import Onboarding

/// Events about verifications, put into a running server's database.
final class BenchEvents: Sendable {
    private static let batch = 500
    private let house: House
    private let application: ID<Onboarding.Application>
    private let caller: Caller
    private let setup: ID<Setup>

    init(of stage: Stage, runtime: String) async throws {
        var settings = Settings(
            host: "127.0.0.1", port: 1, publicURL: stage.url, dataFolder: stage.folder, runtimeFolder: runtime,
            workers: 1, allowsLoopbackWebhooks: true, logLevel: .error, executable: SettingsOptions.executable)
        settings.verifiesWebhookReceivers = false
        house = try await House(settings: settings, clock: SystemClock(), logger: Logger(label: "bench"))
        let applications = try await house.database.read { [access = house.access] in try access.applications(in: $0) }
        guard let application = applications.first, let setup = ID<Setup>(stage.setup) else {
            throw APIClient.Failure(call: "the stage", status: 0, message: "it has no application")
        }
        self.application = application.id
        self.setup = setup
        caller = Caller(clientID: stage.clientID, application: application.id, scopes: [.idv])
    }

    /// Takes away all receivers there are and puts new ones in their place.
    func subscribe(_ urls: [String], areGathering: Bool = false) async throws -> [ID<WebhookSubscription>] {
        for old in try await house.webhooks.list(application) {
            try await house.webhooks.remove(old.id, of: application, by: .system)
        }
        var made: [ID<WebhookSubscription>] = []
        for url in urls {
            let draft = WebhookSubscription.Draft(
                url: url, authentication: .hmac(secret: "bench-secret-of-32-characters-ok"))
            let id = try await house.webhooks.subscribe(draft, for: application, by: .system).id
            if areGathering { try await house.webhooks.setPaused(true, id, of: application, by: .system) }
            made.append(id)
        }
        return made
    }

    func resume(_ id: ID<WebhookSubscription>) async throws {
        try await house.webhooks.setPaused(false, id, of: application, by: .system)
    }

    func verifications(_ count: Int) async throws -> [ID<Verification>] {
        let request = Verifications.Request(setup: setup, externalReferenceId: "bench", registration: nil)
        return try await house.database.write {
            [verifications = house.verifications, caller, now = house.clock.now] transaction in
            try (0..<count).map { _ in try verifications.create(request, by: caller, at: now, in: transaction) }
        }
    }

    /// One event about each of the verifications, with a body as long as a verification's.
    func happen(to subjects: [ID<Verification>]) async throws {
        for start in stride(from: 0, to: subjects.count, by: Self.batch) {
            let some = subjects[start..<min(start + Self.batch, subjects.count)]
            try await house.database.write { [outbox = house.outbox, application, now = house.clock.now] transaction in
                for subject in some {
                    let payload = ["id": subject.description, "text": String(repeating: "couth ", count: 100)]
                    let draft = EventEnvelope.draft(
                        .statusChanged, application: application, subject: subject, payload: payload)
                    try outbox.append(draft, at: now, in: transaction)
                }
            }
        }
    }

    /// Every event since the `number`th, by its id.
    func headings(after number: Int = 0) async throws -> [String: Outbox.Heading] {
        let all = try await house.database.read { [outbox = house.outbox, application] transaction in
            try outbox.headings(
                of: application.uuid, after: .init(at: .distantPast, position: 0), until: .distantFuture,
                limit: 1_000_000, in: transaction)
        }
        return Dictionary(all.filter { $0.position > number }.map { ($0.id.description, $0) }) { first, _ in first }
    }

    func close() throws {
        try house.close()
    }
}
