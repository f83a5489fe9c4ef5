import Confinement
package import Database
import DatabaseSQLite
package import Foundation
package import Journal
package import Kernel
package import Logging
package import Vault

/// The parts that a command line needs too: everything but the network. Opened from a data folder.
package struct House: Sendable {
    package var settings: Settings
    package let database: any Database
    package let master: MasterKey
    package let vault: Vault
    package let queue: JobQueue
    package let outbox: Outbox
    package let clock: any WallClock
    package let logger: Logger
    package let access: Access
    package let setups: Setups
    package let verifications: Verifications
    package let identifications: Identifications
    package let faceAuthentications: FaceAuthentications
    package let liveness: Liveness
    package let duplicateFaces: DuplicateFaces
    package let knownBackgrounds: KnownBackgrounds
    package let review: Review
    package let webhooks: Webhooks
    package let eventLog: EventLog
    package let retention: Retention
    package let legacy: Legacy
    package let leftovers: Leftovers
    private let file: SQLiteDatabase

    /// Opens the folder, makes what is missing, and brings the database to the newest schema.
    package init(settings: Settings, clock: any WallClock, logger: Logger) async throws {
        self.settings = settings
        self.clock = clock
        self.logger = logger
        try FileManager.default.createDirectory(
            atPath: settings.dataFolder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        master = try KeyFile.readOrCreate(at: "\(settings.dataFolder)/master.key")
        file = try SQLiteDatabase(path: "\(settings.dataFolder)/couth.sqlite")
        try await Migrator(try Migrations.all()).migrate(file)
        database = file
        let keys = DataKeys(master: master)
        vault = Vault(objects: try FileObjects(folder: "\(settings.dataFolder)/media"))
        leftovers = Leftovers(vault: vault, logger: logger)
        queue = JobQueue()
        outbox = Outbox(keys: keys)
        access = try await Access(
            database: database, master: master, issuer: settings.publicURL, policy: settings.access, clock: clock)
        setups = Setups()
        verifications = Verifications(setups: setups, keys: keys, outbox: outbox, master: master)
        identifications = Identifications(
            verifications: verifications, setups: setups, keys: keys, outbox: outbox, queue: queue)
        liveness = Liveness(keys: keys)
        duplicateFaces = DuplicateFaces(verifications: verifications, database: database, keys: keys)
        knownBackgrounds = KnownBackgrounds(verifications: verifications, database: database, keys: keys)
        faceAuthentications = FaceAuthentications(
            FaceAuthentications.Parts(
                verifications: verifications, identifications: identifications, keys: keys, queue: queue))
        review = Review(identifications: identifications)
        retention = Retention(
            Retention.Parts(
                setups: setups, verifications: verifications, identifications: identifications,
                faceAuthentications: faceAuthentications, liveness: liveness, duplicateFaces: duplicateFaces,
                knownBackgrounds: knownBackgrounds, database: database, leftovers: leftovers, clock: clock))
        legacy = Legacy(
            Legacy.Parts(
                verifications: verifications, identifications: identifications, setups: setups, access: access,
                database: database, clock: clock))
        let webhookParts = WebhookParts(
            database: database, outbox: outbox, master: master, outbound: try Self.outbound(settings, clock),
            clock: clock, verification: settings.verifiesWebhookReceivers ? queue : nil)
        webhooks = Webhooks(webhookParts)
        eventLog = EventLog(webhookParts, verifications: verifications, queue: queue)
    }
}

extension House {
    private static func outbound(_ settings: Settings, _ clock: any WallClock) throws -> Outbound {
        let policy = OutboundPolicy(
            allowsLoopback: settings.allowsLoopbackWebhooks, allowedNetworks: settings.allowedWebhookNetworks)
        return Outbound(policy: policy, trust: try trust(settings), clock: clock)
    }

    private static func trust(_ settings: Settings) throws -> OutboundTrust {
        let file = settings.webhookAuthoritiesFile
        return file.isEmpty ? OutboundTrust.system : try OutboundTrust(authoritiesFile: file)
    }

    /// The ways to a person that the settings name.
    func messageSenders() throws -> MessageSenders {
        var senders: [MessageChannel: any MessageSender] = [:]
        if let relay = settings.messages.mail {
            senders[.email] = MailSender(try MailClient(relay, trust: try Self.trust(settings)), clock: clock)
        }
        if let webhook = settings.messages.textMessages {
            let outbound = try Self.outbound(settings, clock)
            senders[.sms] = TextMessageSender(webhook, outbound: outbound, clock: clock)
        }
        return MessageSenders(senders)
    }

    package func close() throws {
        try file.close()
    }

    /// What a process before this one had begun and not ended is free again. To be called by the one server that holds
    /// the folder's lock.
    package func takeOver() async throws {
        try await database.write { [queue, webhooks] transaction in
            try queue.releaseAll(in: transaction)
            try webhooks.releaseAll(in: transaction)
        }
    }
}

/// The numbered files of the schema.
enum Migrations {
    private static let files: [Int: String] = [
        1: "0001_journal", 2: "0002_access", 3: "0003_setups", 4: "0004_verifications", 5: "0005_identifications",
        6: "0006_capture", 7: "0007_webhooks", 8: "0008_setup_changes", 9: "0009_verifications_api",
        10: "0010_identification_files", 12: "0012_quality", 13: "0013_webhook_subscriptions", 14: "0014_event_log",
        15: "0015_legacy", 16: "0016_face_authentications", 17: "0017_hand_off", 18: "0018_active_liveness",
        19: "0019_operators", 20: "0020_webhook_keys", 21: "0021_face_gallery", 22: "0022_picture_drafts",
        23: "0023_flight_recorder", 24: "0024_brand_and_consent", 25: "0025_hand_off_confirmation",
        26: "0026_data_keeping", 27: "0027_resumed_capture", 28: "0028_known_background", 29: "0029_camera_kind",
    ]

    static func all() throws -> [Migration] {
        try files.map { number, name in
            let file = Resources.folder("Migrations").appendingPathComponent("\(name).sql")
            return Migration(number: number, name: name, text: try String(contentsOf: file, encoding: .utf8))
        }
    }
}

/// The files that travel with the executable.
package enum Resources {
    package static func folder(_ name: String) -> URL {
        Bundle.module.bundleURL.appendingPathComponent(name, isDirectory: true)
    }
}
