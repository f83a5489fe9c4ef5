import ArgumentParser
import Database
import Foundation
import Journal
import Kernel
import Onboarding
import Web

/// `couth admin webhook replay`: what the API does at `POST /v1/webhook-subscriptions/{id}/replay`.
struct WebhookReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Send a receiver a span of the event log again.",
        discussion: "The server that runs over the data folder does it, in batches beside what happens meanwhile.")

    @OptionGroup var business: ChosenApplication

    @Argument(help: "The webhook's id.")
    var id: String

    @Option(help: "From this time on, such as 2026-03-01T00:00:00Z.")
    var since: String

    @Option(help: "Up to this time; left out: now.")
    var until: String?

    @Option(name: .customLong("type"), help: "An event type; may stand several times. Left out: what it asks for.")
    var types: [String] = []

    @Flag(help: "Only what was given up, not what was delivered.")
    var onlyFailed = false

    func run() async throws {
        guard let subscription = ID<WebhookSubscription>(id) else { throw ValidationError("\(id) is no id") }
        guard let from = Timestamp(since) else { throw ValidationError("\(since) is no time in UTC") }
        let to = until.flatMap { Timestamp($0) }
        if let until, to == nil { throw ValidationError("\(until) is no time in UTC") }
        let (house, application) = try await business.open()
        let request = WebhookReplay.Request(
            from: from.date, to: to?.date, types: Set(types), onlyFailed: onlyFailed)
        let replay = try await house.database.write { [log = house.eventLog] transaction in
            try log.replay(
                request, to: subscription, of: application, by: .operatorNamed(Admin.operatorName), in: transaction)
        }
        print("replay \(replay) has begun")
    }
}
