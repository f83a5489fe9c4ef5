import Crypto
import Database
import DatabaseSQLite
import Foundation
import Journal
import Kernel
import Logging
import Onboarding
import TestKit
import Testing
import Vault

@Suite struct `What the event log asks of the database` {
    /// The log over real rows, with an ear at its statements.
    private struct Listening {
        let home: TestDatabase
        let plans = RecordedPlans()
        let clock = ManualClock()
        let queue = JobQueue()
        let outbox: Outbox
        let log: EventLog
        let webhooks: Webhooks
        let application: ID<Application>
        var database: any Database { plans.database(home.database) }

        init() async throws {
            home = try await TestDatabase()
            let master = MasterKey(SymmetricKey(size: .bits256))
            let keys = DataKeys(master: master)
            outbox = Outbox(keys: keys)
            let policy = OutboundPolicy(allowsLoopback: true, allowedNetworks: [])
            let parts = WebhookParts(
                database: plans.database(home.database), outbox: outbox, master: master,
                outbound: Outbound(policy: policy, resolver: ScriptedResolver([]), clock: clock), clock: clock)
            webhooks = Webhooks(parts)
            log = EventLog(
                parts, verifications: Verifications(setups: Setups(), keys: keys, outbox: outbox, master: master),
                queue: queue)
            application = ID<Application>.new(at: clock.now)
            _ = try await home.database.write { [application] transaction in
                try transaction.execute(
                    "INSERT INTO application (id, name, created_ms) VALUES (\(application), 'Bank', 0)")
            }
        }

        func happen(about subject: UUID) async throws {
            try await home.database.write { [outbox, application, clock] transaction in
                let draft = Outbox.Draft.operational(
                    type: "KycIdentification.Approved", application: application.uuid, subject: subject
                ) { _, _ in Data("{}".utf8) }
                try outbox.append(draft, at: clock.now, in: transaction)
            }
        }
    }

    @Test func `is found by an index each time`() async throws {
        let house = try await Listening()
        let subject = UUID()
        for _ in 1...3 { try await house.happen(about: subject) }
        let subscription = try await house.webhooks.subscribe(
            .init(url: "http://127.0.0.1:1/", authentication: .none), for: house.application, by: .system
        ).id
        let caller = Caller(clientID: "test", application: house.application, scopes: Set(Scope.allCases))
        let page = try await house.log.read(.init(limit: 2, types: ["KycIdentification.Approved"]), by: caller)
        _ = try await house.log.read(.init(after: page.next, subject: subject), by: caller)
        let event = try #require(page.events.first?.event.id)
        _ = try await house.database.write { [log = house.log, application = house.application] transaction in
            _ = try log.redeliver(event, to: nil, of: application, by: .system, in: transaction)
            _ = try log.replay(
                .init(from: .distantPast), to: subscription, of: application, by: .system, in: transaction)
        }
        let logger = Logger(label: "plans") { _ in SwiftLogNoOpLogHandler() }
        await JobWorker(
            queue: house.queue, database: house.database, handlers: house.log.handlers, clock: house.clock,
            logger: logger
        ).drain()
        for state in [nil] + WebhookDelivery.State.allCases {
            let found = try await house.log.deliveries(
                to: subscription, of: house.application, DeliveryQuery(state: state, limit: 10))
            #expect(found.count == (state == nil || state == .waiting ? 3 : 0))
        }

        let scans = house.plans.steps.filter { step in
            step.hasPrefix("SCAN") && !step.contains("USING") && !step.contains("CONSTANT ROW")
                && step != "SCAN waiting"
        }
        #expect(scans.isEmpty)
        let indexes = [
            "event_log", "event_log_of_subject", "event_log_by_time", "webhook_delivery_waiting",
            "webhook_delivery_sending", "webhook_delivery_parked", "webhook_delivery_withdrawn",
            "webhook_delivery_by_subscription",
        ]
        for index in indexes {
            #expect(house.plans.steps.contains { $0.contains("INDEX \(index) ") }, "\(index)")
        }
    }
}
