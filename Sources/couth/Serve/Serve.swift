import ArgumentParser
import Evidence
import Foundation
import Glibc
import Kernel
import Logging
import Onboarding
import ServiceLifecycle
import UnixSignals

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Run the server.")

    @OptionGroup var options: SettingsOptions

    @Flag(help: "Say nothing but the log: no addresses, no curl lines.")
    var quiet = false

    func run() async throws {
        let settings = try await options.settings()
        var logger = Logger(label: "couth")
        logger.logLevel = settings.logLevel
        try checkModels(settings, logger)
        let house = try await House(settings: settings, clock: SystemClock(), logger: logger)
        let lock = try FolderLock(settings.dataFolder)
        defer { lock.release() }
        try await house.takeOver()
        let compose = try await Compose(house: house)
        let welcome = quiet ? nil : try await Welcome(house: house)
        let application = compose.application {
            try? await welcome?.show()
        }
        var configuration = ServiceGroupConfiguration(
            services: [application], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = .seconds(20)
        try await ServiceGroup(configuration: configuration).run()
    }

    /// A model that is not the manifest's stops the start; one that is missing is said aloud.
    private func checkModels(_ settings: Settings, _ logger: Logger) throws {
        let folder = try ModelFolder(folder: "\(settings.runtimeFolder)/models")
        let files = try folder.files()
        for role in EvidenceModels.missing(from: Set(files.keys)) {
            logger.warning(
                "a model is missing: its checks are unavailable and no verification passes them by itself",
                metadata: ["role": "\(role.rawValue)"])
        }
        for (language, file) in try folder.languages().sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            logger.info("language", metadata: ["language": "\(language.rawValue)", "sha256": "\(file.digest)"])
        }
        for (role, file) in files.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            logger.info(
                "model",
                metadata: [
                    "role": "\(role.rawValue)", "file": "\(file.entry.file)", "pack": "\(file.entry.pack.rawValue)",
                ])
        }
    }
}

/// One server a data folder: two would take each other's jobs for abandoned ones.
private struct FolderLock {
    private let descriptor: Int32

    init(_ folder: String) throws {
        descriptor = open("\(folder)/couth.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw ValidationError("another server runs on \(folder): stop it, or choose another folder with --data")
        }
    }

    func release() {
        close(descriptor)
    }
}
