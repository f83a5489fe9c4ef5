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

    func insert<Settings: Codable & Sendable>(_ version: SetupVersion<Settings>, number: Int) throws {
        let setup = version.setup
        let settings = String(decoding: try JSONEncoder().encode(version.settings), as: UTF8.self)
        try transaction.execute(
            """
            INSERT INTO setup (id, application_id, kind, name, is_live, is_disabled, current_version_id, created_ms,
                               modified_ms)
            VALUES (\(setup.id), \(setup.application), \(setup.kind.rawValue), \(setup.name), \(setup.isLive),
                    \(setup.isDisabled), \(version.id), \(setup.createdAt), \(setup.modifiedAt))
            """)
        try transaction.execute(
            """
            INSERT INTO setup_version (id, setup_id, number, settings, created_ms)
            VALUES (\(version.id), \(setup.id), \(number), \(settings), \(setup.createdAt))
            """)
    }

    func current<Settings: Codable & Sendable>(
        _ id: ID<Setup>, _ kind: Setup.Kind, as type: Settings.Type = Settings.self
    ) throws -> SetupVersion<Settings>? {
        try transaction.row(
            """
            SELECT setup.id, setup.application_id, setup.kind, setup.name, setup.is_live, setup.is_disabled,
                   setup.created_ms, setup.modified_ms, setup_version.id AS version_id, setup_version.settings
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
                   setup.created_ms, setup.modified_ms, setup_version.id AS version_id, setup_version.settings
              FROM setup_version
              JOIN setup ON setup.id = setup_version.setup_id
             WHERE setup_version.id = \(id)
            """
        ).map(decoded)
    }

    /// Current versions of an application's setups in the order of their names.
    func list<Settings: Codable & Sendable>(
        of application: ID<Application>, _ kind: Setup.Kind, isDescending: Bool, limit: Int,
        as type: Settings.Type = Settings.self
    ) throws -> [SetupVersion<Settings>] {
        let ascending: SQL = """
            SELECT setup.id, setup.application_id, setup.kind, setup.name, setup.is_live, setup.is_disabled,
                   setup.created_ms, setup.modified_ms, setup_version.id AS version_id, setup_version.settings
              FROM setup
              JOIN setup_version ON setup_version.id = setup.current_version_id
             WHERE setup.application_id = \(application)
               AND setup.kind = \(kind.rawValue)
             ORDER BY setup.name ASC, setup.id ASC
             LIMIT \(limit)
            """
        let descending: SQL = """
            SELECT setup.id, setup.application_id, setup.kind, setup.name, setup.is_live, setup.is_disabled,
                   setup.created_ms, setup.modified_ms, setup_version.id AS version_id, setup_version.settings
              FROM setup
              JOIN setup_version ON setup_version.id = setup.current_version_id
             WHERE setup.application_id = \(application)
               AND setup.kind = \(kind.rawValue)
             ORDER BY setup.name DESC, setup.id DESC
             LIMIT \(limit)
            """
        return try transaction.rows(isDescending ? descending : ascending).map(decoded)
    }

    private func decoded<Settings: Codable & Sendable>(_ row: Row) throws -> SetupVersion<Settings> {
        let setup = Setup(
            id: try row.id("id"), application: try row.id("application_id"), kind: try Self.kind(row),
            name: try row.text("name"), isLive: try row.bool("is_live"), isDisabled: try row.bool("is_disabled"),
            createdAt: try row.date("created_ms"), modifiedAt: try row.date("modified_ms"))
        return SetupVersion(
            id: try row.id("version_id"), setup: setup,
            settings: try cache.settings(of: try row.text("version_id"), from: try row.text("settings")))
    }

    private static func kind(_ row: Row) throws -> Setup.Kind {
        try row.word("kind")
    }
}
