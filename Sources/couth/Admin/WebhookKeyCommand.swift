import ArgumentParser
import Database
import Foundation
import Journal
import Kernel
import Onboarding

/// The key pair with which an application's webhooks are signed beside the shared secrets.
enum WebhookKeyCommand {
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "keys", abstract: "Show the public keys that sign an application's webhooks.")

        @OptionGroup var business: ChosenApplication

        func run() async throws {
            let (house, application) = try await business.open()
            WebhookKeyCommand.show(try await house.webhooks.keys(of: application))
        }
    }

    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "rotate-key", abstract: "Make a new key; the former one signs beside it for a while.")

        @OptionGroup var business: ChosenApplication

        @Option(help: "For how many hours, 0 to 168. 0 ends it at once.")
        var overlapHours = WebhookLimits.standardOverlapHours

        func run() async throws {
            let (house, application) = try await business.open()
            let now = house.clock.now
            let keys = try await house.database.write { [overlapHours] in
                try house.webhooks.rotateKey(
                    of: application, overlapHours: overlapHours, by: .operatorNamed(Admin.operatorName), at: now,
                    in: $0)
            }
            WebhookKeyCommand.show(keys)
        }
    }

    private static func show(_ keys: [WebhookKey]) {
        for key in keys {
            let end = key.endsAt.map { "  until \($0.formatted(.iso8601))" } ?? ""
            print("\(key.id)  \(key.publicText)\(end)")
        }
    }
}
