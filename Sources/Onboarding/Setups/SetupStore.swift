import Database
import Foundation
import Kernel

/// The tables `setup` and `setup_version` inside one transaction.
struct SetupStore {
    let transaction: any Transaction
    let cache: SettingsCache

    init(_ transaction: any Transaction, _ cache: SettingsCache) {
        self.transaction = transaction
        self.cache = cache
    }

    func insert<Settings: SetupSettings>(_ version: SetupVersion<Settings>) throws {
        let setup = version.setup
        try transaction.execute(
            """
            INSERT INTO setup (id, application_id, kind, name, is_live, is_disabled, current_version_id, created_ms,
                               modified_ms, data_kept_days, domain)
            VALUES (\(setup.id), \(setup.application), \(setup.kind.rawValue), \(setup.name), \(setup.isLive),
                    \(setup.isDisabled), \(version.id), \(setup.createdAt), \(setup.modifiedAt),
                    \(version.settings.dataKeptDays), \(version.settings.domain))
            """)
        try insert(version, number: 1, Change(description: nil, author: nil))
    }

    /// What is kept of a change beside the settings.
    struct Change {
        let description: String?
        /// The client who made it.
        let author: String?
    }

    private func insert<Settings: Codable & Sendable>(
        _ version: SetupVersion<Settings>, number: Int, _ change: Change
    ) throws {
        let settings = String(decoding: try JSONEncoder().encode(version.settings), as: UTF8.self)
        try transaction.execute(
            """
            INSERT INTO setup_version (id, setup_id, number, settings, description, author, created_ms)
            VALUES (\(version.id), \(version.setup.id), \(number), \(settings), \(change.description),
                    \(change.author), \(version.setup.modifiedAt))
            """)
    }

    /// Puts a new version in the place of the current one, which stays as it is.
    /// - Returns: its number.
    func replace<Settings: SetupSettings>(
        with version: SetupVersion<Settings>, _ change: Change
    ) throws -> Int {
        let setup = version.setup
        let last = try transaction.row(
            "SELECT MAX(number) AS last FROM setup_version WHERE setup_id = \(setup.id)")
        let number = try (last?.optionalInt("last") ?? 0) + 1
        try insert(version, number: number, change)
        try transaction.execute(
            """
            UPDATE setup
               SET name = \(setup.name), is_disabled = \(setup.isDisabled), current_version_id = \(version.id),
                   modified_ms = \(setup.modifiedAt), data_kept_days = \(version.settings.dataKeptDays),
                   domain = \(version.settings.domain)
             WHERE id = \(setup.id)
            """)
        return number
    }

    /// Setups whose data is erased by time, in the order of their ids.
    func keepings(after place: ID<Setup>?, limit: Int) throws -> [DataKeeping] {
        try transaction.rows(
            """
            SELECT id, kind, data_kept_days
              FROM setup
             WHERE data_kept_days IS NOT NULL
               AND id > \(place?.description ?? "")
             ORDER BY id
             LIMIT \(limit)
            """
        ).map {
            DataKeeping(setup: try $0.id("id"), kind: try Self.kind($0), days: try $0.int("data_kept_days"))
        }
    }

    /// - Returns: nil where it is kept until somebody erases it by hand.
    func dataKeptDays(of setup: ID<Setup>) throws -> Int? {
        try transaction.row("SELECT data_kept_days FROM setup WHERE id = \(setup)")?.optionalInt("data_kept_days")
    }

    /// Setups that have the host name for their own.
    func setups(at domain: String, limit: Int) throws -> [ID<Setup>] {
        try transaction.rows("SELECT id FROM setup WHERE domain = \(domain) ORDER BY id LIMIT \(limit)")
            .map { try $0.id("id") }
    }

    /// Newest first.
    func versions(of setup: ID<Setup>, limit: Int) throws -> [SetupVersionNote] {
        try transaction.rows(
            """
            SELECT setup_version.id, setup_version.number, setup_version.description, setup_version.created_ms,
                   CASE WHEN setup.current_version_id = setup_version.id THEN 1 ELSE 0 END AS is_current
              FROM setup_version
              JOIN setup ON setup.id = setup_version.setup_id
             WHERE setup_version.setup_id = \(setup)
             ORDER BY setup_version.number DESC
             LIMIT \(limit)
            """
        ).map { row in
            SetupVersionNote(
                id: try row.id("id", of: Setup.self).uuid, number: try row.int("number"),
                description: try row.optionalText("description"), createdAt: try row.date("created_ms"),
                isCurrent: try row.bool("is_current"))
        }
    }

    func count(of application: ID<Application>, _ kind: Setup.Kind) throws -> Int {
        let row = try transaction.row(
            """
            SELECT COUNT(id) AS count FROM setup WHERE application_id = \(application) AND kind = \(kind.rawValue)
            """)
        return try row?.int("count") ?? 0
    }

    func current<Settings: Codable & Sendable>(
        _ id: ID<Setup>, _ kind: Setup.Kind, as type: Settings.Type = Settings.self
    ) throws -> SetupVersion<Settings>? {
        try transaction.row(
            """
            SELECT setup.id, setup.application_id, setup.kind, setup.name, setup.is_live, setup.is_disabled,
                   setup.created_ms, setup.modified_ms, setup_version.id AS version_id
              FROM setup
              JOIN setup_version ON setup_version.id = setup.current_version_id
             WHERE setup.id = \(id)
               AND setup.kind = \(kind.rawValue)
            """
        ).map(decoded)
    }

    func version<Settings: Codable & Sendable>(
        _ id: ID<SetupVersion<Settings>>
    ) throws -> SetupVersion<Settings>? {
        try transaction.row(
            """
            SELECT setup.id, setup.application_id, setup.kind, setup.name, setup.is_live, setup.is_disabled,
                   setup.created_ms, setup.modified_ms, setup_version.id AS version_id
              FROM setup_version
              JOIN setup ON setup.id = setup_version.setup_id
             WHERE setup_version.id = \(id)
            """
        ).map(decoded)
    }

    /// - Returns: nil where there is no such setup.
    func isDisabled(_ id: ID<Setup>, _ kind: Setup.Kind) throws -> Bool? {
        try transaction.row("SELECT is_disabled FROM setup WHERE id = \(id) AND kind = \(kind.rawValue)")?
            .bool("is_disabled")
    }

    /// Current versions of an application's setups in the order of their names.
    func list<Settings: Codable & Sendable>(
        of application: ID<Application>, _ kind: Setup.Kind, isDescending: Bool, limit: Int,
        as type: Settings.Type = Settings.self
    ) throws -> [SetupVersion<Settings>] {
        let ascending: SQL = """
            SELECT setup.id, setup.application_id, setup.kind, setup.name, setup.is_live, setup.is_disabled,
                   setup.created_ms, setup.modified_ms, setup_version.id AS version_id
              FROM setup
              JOIN setup_version ON setup_version.id = setup.current_version_id
             WHERE setup.application_id = \(application)
               AND setup.kind = \(kind.rawValue)
             ORDER BY setup.name ASC, setup.id ASC
             LIMIT \(limit)
            """
        let descending: SQL = """
            SELECT setup.id, setup.application_id, setup.kind, setup.name, setup.is_live, setup.is_disabled,
                   setup.created_ms, setup.modified_ms, setup_version.id AS version_id
              FROM setup
              JOIN setup_version ON setup_version.id = setup.current_version_id
             WHERE setup.application_id = \(application)
               AND setup.kind = \(kind.rawValue)
             ORDER BY setup.name DESC, setup.id DESC
             LIMIT \(limit)
            """
        return try transaction.rows(isDescending ? descending : ascending).map(decoded)
    }

    /// Keeps a logo, once for all versions that have it.
    /// - Returns: false where the setup has had as many as it may.
    func keep(_ logo: BrandLogo, of setup: ID<Setup>, at now: Date) throws -> Bool {
        guard try self.logo(logo.facts.sha256, of: setup) == nil else { return true }
        let row = try transaction.row("SELECT COUNT(*) AS count FROM setup_logo WHERE setup_id = \(setup)")
        guard try row?.int("count") ?? 0 < SetupLimits.logos else { return false }
        try transaction.execute(
            """
            INSERT INTO setup_logo (setup_id, sha256, media_type, bytes, created_ms)
            VALUES (\(setup), \(logo.facts.sha256), \(logo.facts.mediaType), \(logo.bytes), \(now))
            """)
        return true
    }

    /// The bytes of a logo.
    func logo(_ sha256: String, of setup: ID<Setup>) throws -> Data? {
        try transaction.row("SELECT bytes FROM setup_logo WHERE setup_id = \(setup) AND sha256 = \(sha256)")?
            .data("bytes")
    }

    private func decoded<Settings: Codable & Sendable>(_ row: Row) throws -> SetupVersion<Settings> {
        let setup = Setup(
            id: try row.id("id"), application: try row.id("application_id"), kind: try Self.kind(row),
            name: try row.text("name"), isLive: try row.bool("is_live"), isDisabled: try row.bool("is_disabled"),
            createdAt: try row.date("created_ms"), modifiedAt: try row.date("modified_ms"))
        return SetupVersion(
            id: try row.id("version_id"), setup: setup,
            settings: try settings(of: try row.text("version_id")))
    }

    /// The text is long, and seldom needed: nearly always the version was read before.
    private func settings<Settings: Codable & Sendable>(of version: String) throws -> Settings {
        try cache.settings(of: version) {
            let row = try transaction.row("SELECT settings FROM setup_version WHERE id = \(version)")
            guard let row else { throw SetupError.notFound }
            return try row.text("settings")
        }
    }

    private static func kind(_ row: Row) throws -> Setup.Kind {
        try row.word("kind")
    }
}
