import ArgumentParser
import Configuration
import Foundation
import HTTPTypes
import Kernel
import Logging
import Onboarding
import SystemPackage

/// Where the settings come from: an option on the command line, else `COUTH_…` in the environment, else the file of
/// `--config`, else the default. `config/example.yaml` tells each of them.
struct SettingsOptions: ParsableArguments {
    @Option(help: "A YAML file with settings, as config/example.yaml shows them.")
    var config: String?

    @Option(help: "The folder of the database, the sealed media and the master key.")
    var data: String?

    @Option(help: "The folder of the inference library and the models.")
    var runtime: String?

    @Option(help: "The address to listen on.")
    var host: String?

    @Option(help: "The port to listen on.")
    var port: Int?

    @Flag(help: "Let webhooks go to this machine, over http: for trying things out.")
    var allowLoopbackWebhooks = false

    /// Keys as in the file; in the environment `http.port` is `COUTH_HTTP_PORT`.
    func settings() async throws -> Settings {
        var providers: [any ConfigProvider] = [EnvironmentVariablesProvider(environmentVariables: Self.environment)]
        if let config {
            providers.append(try await FileProvider<YAMLSnapshot>(filePath: FilePath(config)))
        }
        let reader = ConfigReader(providers: providers)
        let levelName = reader.string(forKey: "log.level", default: "info")
        guard let level = Logger.Level(rawValue: levelName) else {
            throw ValidationError(
                "log.level: \(levelName) is none of trace, debug, info, notice, warning, error, critical")
        }
        var settings = Settings(
            host: host ?? reader.string(forKey: "http.host", default: "127.0.0.1"),
            port: port ?? reader.int(forKey: "http.port", default: 8080),
            publicURL: reader.string(forKey: "http.publicUrl", default: ""),
            dataFolder: data ?? reader.string(forKey: "storage.dataFolder", default: "data"),
            runtimeFolder: runtime ?? reader.string(forKey: "evidence.runtimeFolder", default: ".runtime"),
            workers: reader.int(forKey: "evidence.workers", default: 0),
            allowsLoopbackWebhooks: allowLoopbackWebhooks
                || reader.bool(forKey: "webhooks.allowLoopback", default: false),
            logLevel: level, executable: Self.executable)
        settings.sandboxDays = reader.int(forKey: "retention.sandboxDays", default: settings.sandboxDays)
        settings.servesLegacy = reader.bool(forKey: "legacy.enabled", default: false)
        settings.allowedWebhookNetworks = try Self.networks("webhooks.allowedNetworks", reader)
        settings.verifiesWebhookReceivers = reader.bool(forKey: "webhooks.verifyReceivers", default: true)
        settings.webhookSources = try Self.networks("webhooks.sources", reader)
        settings.webhookAuthoritiesFile = reader.string(forKey: "webhooks.certificateAuthorities", default: "")
        settings.hosts = try Self.hosts(reader)
        settings.clientAddressHeader = try Self.header("http.clientAddressHeader", reader)
        settings.messages = try MessageOptions(mailPort: reader.int(forKey: "messages.smtp.port", default: 0)) {
            reader.string(forKey: ConfigKey($0), default: "")
        }.settings()
        settings.access = try Self.policy(reader)
        return settings
    }

    private static func networks(_ key: String, _ reader: ConfigReader) throws -> [CIDR] {
        try reader.stringArray(forKey: ConfigKey(key), default: []).map { text in
            guard let network = CIDR(text) else {
                throw ValidationError("\(key): \(text) is no network such as 10.1.2.0/24")
            }
            return network
        }
    }

    private static func hosts(_ reader: ConfigReader) throws -> Hosts {
        var roles: [Hosts.Role: [String]] = [:]
        for role in Hosts.Role.allCases {
            roles[role] = reader.stringArray(forKey: ConfigKey("hosts.\(role.rawValue)"), default: [])
        }
        var whiteLabels: [String: ID<Application>] = [:]
        for entry in reader.stringArray(forKey: "hosts.whiteLabels", default: []) {
            let parts = entry.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, let application = ID<Application>(parts[1]) else {
                throw ValidationError("hosts.whiteLabels: \(entry) is not a host name, `=`, and an application's id")
            }
            whiteLabels[String(parts[0])] = application
        }
        return Hosts(roles: roles, whiteLabels: whiteLabels)
    }

    private static func policy(_ reader: ConfigReader) throws -> Access.Policy {
        let header = try header("http.clientCertificateHeader", reader)
        let perSecond = reader.int(forKey: "limits.requestsPerSecond", default: RequestLimits.standardPerSecond)
        let burst = reader.int(forKey: "limits.burst", default: RequestLimits.standardBurst)
        guard (0...1_000_000).contains(perSecond), (0...1_000_000).contains(burst) else {
            throw ValidationError("limits.requestsPerSecond and limits.burst: must be 0 to 1000000")
        }
        return Access.Policy(
            limits: RequestLimits(perSecond: perSecond, burst: burst), certificateHeader: header)
    }

    /// Nil where no field is trusted.
    private static func header(_ key: String, _ reader: ConfigReader) throws -> HTTPField.Name? {
        let text = reader.string(forKey: ConfigKey(key), default: "")
        guard text.isEmpty || HTTPField.Name(text) != nil else {
            throw ValidationError("\(key): \(text) is no name of a header field")
        }
        return HTTPField.Name(text)
    }

    /// `COUTH_HTTP_PORT` becomes `HTTP_PORT`; set-up's own `COUTH_RUNTIME` names the runtime folder.
    private static var environment: [String: String] {
        var own: [String: String] = [:]
        for (name, value) in ProcessInfo.processInfo.environment where name.hasPrefix("COUTH_") {
            own[String(name.dropFirst("COUTH_".count))] = value
        }
        if let runtime = own["RUNTIME"] { own["EVIDENCE_RUNTIME_FOLDER"] = own["EVIDENCE_RUNTIME_FOLDER"] ?? runtime }
        return own
    }

    /// This very program, whatever name it was started by.
    static var executable: String {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
    }
}
