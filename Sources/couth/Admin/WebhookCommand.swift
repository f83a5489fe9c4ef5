import ArgumentParser
import Database
import Foundation
import Journal
import Kernel
import Onboarding

struct WebhookCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "webhook", abstract: "Who is told of events.",
        subcommands: [
            WebhookAdd.self, List.self, Show.self, Pause.self, Resume.self, Rotate.self, Test.self, Remove.self,
            WebhookReplayCommand.self, WebhookKeyCommand.Show.self, WebhookKeyCommand.Rotate.self,
        ])

    /// One subscription, by its id.
    struct Chosen: ParsableArguments {
        @OptionGroup var business: ChosenApplication

        @Argument(help: "The webhook's id.")
        var id: String

        func open() async throws -> (house: House, application: ID<Application>, id: ID<WebhookSubscription>) {
            guard let subscription = ID<WebhookSubscription>(id) else { throw ValidationError("\(id) is no id") }
            let (house, application) = try await business.open()
            return (house, application, subscription)
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the receivers and their newest deliveries.")

        @OptionGroup var business: ChosenApplication

        func run() async throws {
            let (house, application) = try await business.open()
            for subscription in try await house.webhooks.list(application) {
                print(WebhookCommand.line(subscription))
                try await WebhookCommand.printDeliveries(to: subscription.id, limit: 5, house)
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show a receiver, its deliveries and their attempts; never its secrets.")

        @OptionGroup var chosen: Chosen

        func run() async throws {
            let (house, application, id) = try await chosen.open()
            let subscription = try await house.database.read {
                try house.webhooks.own(id, of: application, in: $0)
            }
            print(WebhookCommand.line(subscription))
            print("    payload \(subscription.payload.rawValue)  ordering \(subscription.ordering.rawValue)")
            let authentication = subscription.authentication
            let ways = [
                (authentication.hmacSecret == nil ? nil : "Ondato-Signature"), "webhook-signature",
                authentication.encryption == nil ? nil : "an encrypted payload",
                authentication.basic.map { "Basic as \($0.user)" },
                authentication.oauth2.map { "a token of \($0.tokenUrl)" },
            ].compactMap { $0 }
            print("    \(ways.joined(separator: ", "))")
            try await WebhookCommand.printDeliveries(to: id, limit: 20, house, withAttempts: true)
        }
    }

    struct Pause: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Send nothing to a receiver; deliveries gather.")

        @OptionGroup var chosen: Chosen

        func run() async throws { try await WebhookCommand.setPaused(true, chosen) }
    }

    struct Resume: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Send to a receiver again, what has gathered first.")

        @OptionGroup var chosen: Chosen

        func run() async throws { try await WebhookCommand.setPaused(false, chosen) }
    }

    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make new secrets; the former ones stay valid beside them for a while.")

        @OptionGroup var chosen: Chosen

        @Option(help: "For how many hours, 0 to 168. 0 ends them at once.")
        var overlapHours = WebhookLimits.standardOverlapHours

        func run() async throws {
            let (house, application, id) = try await chosen.open()
            let subscription = try await house.webhooks.rotate(
                id, overlapHours: overlapHours, of: application, by: .operatorNamed(Admin.operatorName))
            WebhookCommand.printSecrets(of: subscription)
        }
    }

    struct Test: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Send one signed test event now.")

        @OptionGroup var chosen: Chosen

        func run() async throws {
            let (house, application, id) = try await chosen.open()
            let trial = try await house.webhooks.test(
                id, of: application, by: .operatorNamed(Admin.operatorName))
            let attempt = trial.attempt
            if let tls = trial.tls {
                print("\(tls.version), certificate \(tls.certificateDigest)")
                print("valid until \(tls.notAfter.formatted(.iso8601))")
            }
            let status = attempt.status.map { "status \($0)" } ?? "no answer"
            guard let failure = attempt.failure else { return print("delivered: \(status)") }
            print("not delivered: \(failure.rawValue), \(status)")
            throw ExitCode.failure
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Forget a receiver and its secrets.")

        @OptionGroup var chosen: Chosen

        func run() async throws {
            let (house, application, id) = try await chosen.open()
            try await house.webhooks.remove(id, of: application, by: .operatorNamed(Admin.operatorName))
            print("removed")
        }
    }

    // MARK: What several of them do

    private static func setPaused(_ isPaused: Bool, _ chosen: Chosen) async throws {
        let (house, application, id) = try await chosen.open()
        try await house.webhooks.setPaused(isPaused, id, of: application, by: .operatorNamed(Admin.operatorName))
        print(isPaused ? "paused" : "resumed")
    }

    private static func line(_ subscription: WebhookSubscription) -> String {
        let types = subscription.types.isEmpty ? "every type" : subscription.types.sorted().joined(separator: " ")
        let paused = subscription.pausedReason.map { "  paused: \($0.rawValue)" } ?? ""
        let waiting = subscription.isVerified ? "" : "  waits for its test event to be answered"
        return "\(subscription.id)  \(subscription.url.text)  \(types)\(paused)\(waiting)"
    }

    private static func printDeliveries(
        to id: ID<WebhookSubscription>, limit: Int, _ house: House, withAttempts: Bool = false
    ) async throws {
        for delivery in try await house.webhooks.deliveries(to: id, limit: limit) {
            print("    event \(delivery.event)  \(delivery.state.rawValue)  \(delivery.attempts) attempts")
            guard withAttempts else { continue }
            for attempt in try await house.webhooks.attempts(of: delivery.id) {
                let status = attempt.status.map { "  \($0)" } ?? ""
                print("        \(attempt.at.formatted(.iso8601))  \(attempt.failure?.rawValue ?? "delivered")\(status)")
            }
        }
    }

    /// Only just after they were made: nobody can ask for them again.
    static func printSecrets(of subscription: WebhookSubscription) {
        if let secret = subscription.authentication.hmacSecret {
            print("hmac secret     \(secret.value)      (shown once: keep it)")
        }
        if let secret = subscription.authentication.signingSecret {
            print("signing secret  \(secret.value)      (shown once: keep it)")
        }
    }
}
