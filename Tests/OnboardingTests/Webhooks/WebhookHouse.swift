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
    private let folder: URL

    init(
        policy: OutboundPolicy = OutboundPolicy(allowsLoopback: true, allowedNetworks: []),
        resolver: any AddressResolver = ScriptedResolver([]), plans: RecordedPlans? = nil
    ) async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "webhooks-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        database = try SQLiteDatabase(path: folder.appending(path: "couth.sqlite").path)
        try await Migrator(TestDatabase.shipped()).migrate(database)
        let master = MasterKey(SymmetricKey(size: .bits256))
        keys = DataKeys(master: master)
        outbox = Outbox(keys: keys)
        application = ID<Application>.new(at: clock.now)
        webhooks = Webhooks(
            WebhookParts(
                database: plans?.database(database) ?? database, outbox: outbox, master: master,
                outbound: Outbound(policy: policy, resolver: resolver, clock: clock), clock: clock))
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

    @discardableResult
    func subscribe(
        _ url: String, types: Set<String> = [], _ authentication: WebhookAuthentication = .none
    ) async throws -> ID<WebhookSubscription> {
        let draft = WebhookSubscription.Draft(url: url, types: types, authentication: authentication)
        return try await webhooks.subscribe(draft, for: application, by: .operatorNamed("test")).id
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
}
