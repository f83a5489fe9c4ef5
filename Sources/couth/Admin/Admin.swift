import ArgumentParser
import Database
import Decision
import Foundation
import Journal
import Kernel
import Logging
import Onboarding

struct Admin: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Administer an installation, beside the running server.",
        subcommands: [
            Decide.self, ExplainCommand.self, Reviews.self, WebhookCommand.self, EventsCommand.self,
            ApplicationCommand.self, ClientCommand.self, OperatorCommand.self, LegacyKeyCommand.self, Audit.self,
        ])

    /// The house of the data folder, with a log that says only what went wrong.
    static func house(_ options: SettingsOptions) async throws -> House {
        let settings = try await options.settings()
        guard FileManager.default.fileExists(atPath: "\(settings.dataFolder)/couth.sqlite") else {
            throw ValidationError("there is no installation in \(settings.dataFolder): name its folder with --data")
        }
        var logger = Logger(label: "couth.admin")
        logger.logLevel = .error
        return try await House(settings: settings, clock: SystemClock(), logger: logger)
    }

    /// The application that is named, or the only one there is.
    static func application(_ text: String?, _ house: House) async throws -> ID<Application> {
        let all = try await house.database.read { try house.access.applications(in: $0) }
        if let text {
            guard let id = ID<Application>(text), all.contains(where: { $0.id == id }) else {
                throw ValidationError("there is no application \(text)")
            }
            return id
        }
        guard let only = all.first, all.count == 1 else {
            throw ValidationError(
                "name one with --application: \(all.map { "\($0.id) (\($0.name))" }.joined(separator: ", "))")
        }
        return only.id
    }

    /// Who sits at the keyboard, for the audit log.
    static var operatorName: String {
        let environment = ProcessInfo.processInfo.environment
        return environment["SUDO_USER"] ?? environment["USER"] ?? environment["LOGNAME"] ?? "unknown"
    }
}

struct Decide: AsyncParsableCommand {
    enum Word: String, ExpressibleByArgument, CaseIterable {
        case approve, reject
    }

    static let configuration = CommandConfiguration(abstract: "Approve or reject an identification.")

    @OptionGroup var options: SettingsOptions

    @Argument(help: "The identification's id.")
    var id: String

    @Argument(help: "approve or reject.")
    var verdict: Word

    @Option(help: "Why, in your own words; kept sealed with the decision.")
    var reason: String

    @Option(name: .customLong("status-reason"), help: "What a rejection is called, in the contract's words.")
    var statusReason = StatusReason.documentNotAccepted.rawValue

    @Option(name: .customLong("by"), help: "Who decides; your login name where it is left out.")
    var reviewer: String?

    func run() async throws {
        guard let identification = ID<Identification>(id) else { throw ValidationError("\(id) is no id") }
        guard !reason.trimmingCharacters(in: .whitespaces).isEmpty else {
            throw ValidationError("--reason says nothing")
        }
        let word = try verdictWord()
        let house = try await Admin.house(options)
        let name = reviewer ?? Admin.operatorName
        try await house.database.write { [now = house.clock.now, reason] transaction in
            try house.review.decide(
                Review.Decision(
                    identification: identification, verdict: word, reviewer: Reviewer(named: name), remark: reason),
                at: now, in: transaction)
        }
        print("\(id): \(verdict == .approve ? "approved" : "rejected") by \(name)")
    }

    private func verdictWord() throws -> Review.Verdict {
        guard verdict == .reject else { return .approve }
        guard let reason = StatusReason(rejection: statusReason) else {
            let known = StatusReason.rejections.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("\(statusReason) is no reason for a rejection; there are: \(known)")
        }
        return .reject(reason)
    }
}

struct Reviews: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List what waits for a person's decision, oldest first.")

    @OptionGroup var options: SettingsOptions

    func run() async throws {
        let house = try await Admin.house(options)
        let open = try await house.database.read { try house.review.open(limit: 200, in: $0) }
        for task in open { print("\(task.id)  since \(task.openedAt.formatted(.iso8601))") }
        print("\(open.count) open")
    }
}

struct Audit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check the audit log's hash chain, or show the entries about one id.",
        subcommands: [Verify.self, Show.self])

    struct Verify: AsyncParsableCommand {
        @OptionGroup var options: SettingsOptions

        func run() async throws {
            let house = try await Admin.house(options)
            let result = try await house.database.read { try AuditLog.verify(in: $0) }
            if let broken = result.firstBroken {
                print("the chain is broken at entry \(broken); \(result.count) entries before it are sound")
                throw ExitCode.failure
            }
            print("\(result.count) entries, the chain is whole")
        }
    }

    struct Show: AsyncParsableCommand {
        @OptionGroup var options: SettingsOptions

        @Argument(help: "A verification's id.")
        var id: String

        func run() async throws {
            let house = try await Admin.house(options)
            let entries = try await house.database.read { [id] in try AuditLog.entries(about: id.lowercased(), in: $0) }
            for entry in entries {
                let detail = entry.detail.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
                let facts =
                    ["\(entry.sequence)", entry.at.formatted(.iso8601), "\(entry.actor)", entry.action] + detail
                print(facts.joined(separator: "  "))
            }
        }
    }
}
