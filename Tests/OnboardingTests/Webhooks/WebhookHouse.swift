import Crypto
import Database
import DatabaseSQLite
import Foundation
import Journal
import Kernel
import Logging
import Onboarding
import TestKit
import Vault

/// A fresh database in a folder of its own, an application in it, and the parts that webhooks are built from.
final class WebhookHouse: Sendable {
    let clock = ManualClock()
    let queue = JobQueue()
    let database: SQLiteDatabase
    let outbox: Outbox
    let application: ID<Application>
    let webhooks: Webhooks
    private let keys: DataKeys
    private let master: MasterKey
    private let folder: URL

    init(
        policy: OutboundPolicy = OutboundPolicy(allowsLoopback: true, allowedNetworks: []),
        resolver: any AddressResolver = ScriptedResolver([]), plans: RecordedPlans? = nil,
        verifiesReceivers: Bool = false
    ) async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "webhooks-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        database = try SQLiteDatabase(path: folder.appending(path: "couth.sqlite").path)
        try await Migrator(TestDatabase.shipped()).migrate(database)
        master = MasterKey(SymmetricKey(size: .bits256))
        keys = DataKeys(master: master)
        outbox = Outbox(keys: keys)
        application = ID<Application>.new(at: clock.now)
        webhooks = Webhooks(
            WebhookParts(
                database: plans?.database(database) ?? database, outbox: outbox, master: master,
                outbound: Outbound(policy: policy, resolver: resolver, clock: clock), clock: clock,
                verification: verifiesReceivers ? queue : nil))
        _ = try await database.write { [application] transaction in
            try transaction.execute("INSERT INTO application (id, name, created_ms) VALUES (\(application), 'Bank', 0)")
        }
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    /// Another process over the same rows.
    func service() -> WebhookService {
        webhooks.service(queue: queue, logger: Logger(label: "webhooks") { _ in SwiftLogNoOpLogHandler() })
    }

    /// Tries the receivers that wait for it, as the server's worker does.
    func tryReceivers() async {
        let logger = Logger(label: "webhooks") { _ in SwiftLogNoOpLogHandler() }
        let verification = WebhookVerification(webhooks, queue: queue, logger: logger)
        let worker = JobWorker(
            queue: queue, database: database, handlers: verification.handlers, clock: clock, logger: logger)
        await worker.drain()
    }

    @discardableResult
    func subscribe(
        _ url: String, types: Set<String> = [], _ authentication: WebhookAuthentication = .none
    ) async throws -> ID<WebhookSubscription> {
        try await subscribe(.init(url: url, types: types, authentication: authentication)).id
    }

    /// With everything that may be said, and with the secrets in what comes back.
    @discardableResult
    func subscribe(_ draft: WebhookSubscription.Draft) async throws -> WebhookSubscription {
        try await webhooks.subscribe(draft, for: application, by: .operatorNamed("test"))
    }

    /// A row as it was before there were signing secrets.
    func subscribeAsBefore(_ url: String, hmacSecret: String) async throws -> ID<WebhookSubscription> {
        let id = ID<WebhookSubscription>.new(at: clock.now)
        let sealed = try master.seal(
            Data(#"{"hmacSecret":"\#(hmacSecret)"}"#.utf8), as: "webhook_subscription.authentication/\(id)")
        try await database.write { [application, clock] transaction in
            _ = try transaction.execute(
                """
                INSERT INTO webhook_subscription
                       (id, application_id, url, types, authentication, is_paused, success_streak, created_ms)
                VALUES (\(id), \(application), \(url), '[]', \(sealed), 0, 0, \(clock.now))
                """)
        }
        return id
    }

    /// As the business sees it now.
    func subscription(_ id: ID<WebhookSubscription>) async throws -> WebhookSubscription {
        try await database.read { [webhooks, application] in try webhooks.own(id, of: application, in: $0) }
    }

    func change(
        _ id: ID<WebhookSubscription>, _ set: @Sendable (inout WebhookSubscription.Change) -> Void
    ) async throws {
        var change = WebhookSubscription.Change()
        set(&change)
        _ = try await webhooks.change(id, change, of: application, by: .system)
    }

    /// Lets time pass in steps, and delivers what is due at each.
    func pass(seconds: Double, steps: Int, _ service: WebhookService) async {
        for _ in 0..<steps {
            clock.advance(by: seconds / Double(steps))
            await service.drain()
        }
    }

    /// Something that happens to a verification; its key is made where it is the first.
    func happen(
        _ body: String, about subject: UUID = UUID(), type: String = "KycIdentification.Approved"
    ) async throws {
        try await database.write { [keys, outbox, application, clock] transaction in
            let name = ID<Event>(subject).description
            if (try? keys.key(of: name, in: transaction)) == nil { _ = try keys.create(for: name, in: transaction) }
            let draft = Outbox.Draft(type: type, application: application.uuid, subject: subject) { _, _ in
                Data(body.utf8)
            }
            try outbox.append(draft, at: clock.now, in: transaction)
        }
    }

    func erase(_ subject: UUID) async throws {
        try await database.write { [keys] in try keys.erase(ID<Event>(subject).description, in: $0) }
    }

    func deliveries(to id: ID<WebhookSubscription>) async throws -> [WebhookDelivery] {
        try await webhooks.deliveries(to: id, limit: 100)
    }

    /// Deliveries that wait or are on their way, to all receivers.
    func openDeliveries() async throws -> Int {
        try await database.read { [webhooks] in try webhooks.counts(in: $0).open }
    }
}
