import ArgumentParser
import Database
import Foundation
import Journal
import Kernel
import Onboarding

struct WebhookCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "webhook", abstract: "Who is told of events.",
        subcommands: [Add.self, List.self, Remove.self, WebhookReplayCommand.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tell an https address of events.",
            discussion:
                "With --allow-loopback-webhooks http and addresses of this machine are taken too, as the server does.")

        @OptionGroup var options: SettingsOptions

        @Argument(help: "The address to send to.")
        var url: String

        @Option(name: .customLong("type"), help: "An event type; may stand several times. Left out: every type.")
        var types: [String] = []

        @Option(help: "A secret of 16 to 256 characters for the Ondato-Signature header.")
        var hmacSecret: String?

        @Option(help: "user:password for HTTP Basic.")
        var basic: String?

        @Option(help: "The application's id, where there are several.")
        var application: String?

        func run() async throws {
            let house = try await Admin.house(options)
            let application = try await WebhookCommand.application(application, house)
            let draft = WebhookSubscription.Draft(url: url, types: Set(types), authentication: try authentication())
            let made = try await house.webhooks.subscribe(
                draft, for: application, by: .operatorNamed(Admin.operatorName))
            print("webhook \(made.id) to \(made.url.text)")
        }

        private func authentication() throws -> WebhookAuthentication {
            let parts = basic?.split(separator: ":", maxSplits: 1).map(String.init)
            if let parts, parts.count != 2 { throw ValidationError("--basic takes user:password") }
            return WebhookAuthentication(
                hmacSecret: hmacSecret.map(Private.init),
                basic: parts.map { .init(user: $0[0], password: Private($0[1])) })
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the receivers and their newest deliveries.")

        @OptionGroup var options: SettingsOptions

        @Option(help: "The application's id, where there are several.")
        var application: String?

        func run() async throws {
            let house = try await Admin.house(options)
            let application = try await WebhookCommand.application(application, house)
            for subscription in try await house.webhooks.list(application) {
                let types =
                    subscription.types.isEmpty ? "every type" : subscription.types.sorted().joined(separator: " ")
                print(
                    "\(subscription.id)  \(subscription.url.text)  \(types)\(subscription.isPaused ? "  paused" : "")")
                for delivery in try await house.webhooks.deliveries(to: subscription.id, limit: 5) {
                    print("    event \(delivery.event)  \(delivery.state.rawValue)  \(delivery.attempts) attempts")
                }
            }
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Forget a receiver and its secrets.")

        @OptionGroup var options: SettingsOptions

        @Argument(help: "The webhook's id.")
        var id: String

        @Option(help: "The application's id, where there are several.")
        var application: String?

        func run() async throws {
            guard let subscription = ID<WebhookSubscription>(id) else { throw ValidationError("\(id) is no id") }
            let house = try await Admin.house(options)
            let application = try await WebhookCommand.application(application, house)
            try await house.webhooks.remove(subscription, of: application, by: .operatorNamed(Admin.operatorName))
            print("removed")
        }
    }

    /// The one that is named, or the only one there is.
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
}
