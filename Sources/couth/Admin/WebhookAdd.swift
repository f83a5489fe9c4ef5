import ArgumentParser
import Foundation
import Journal
import Kernel
import Onboarding

struct WebhookAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Tell an https address of events.",
        discussion:
            "With --allow-loopback-webhooks http and addresses of this machine are taken too, as the server does.")

    @OptionGroup var business: ChosenApplication

    @Argument(help: "The address to send to.")
    var url: String

    @Option(name: .customLong("type"), help: "An event type; may stand several times. Left out: every type.")
    var types: [String] = []

    @Flag(help: "Sign with Ondato-Signature too, under a secret that is made and shown.")
    var hmac = false

    @Option(help: "The same under a secret of your own, of 16 to 256 characters.")
    var hmacSecret: String?

    @Option(help: "user:password for HTTP Basic.")
    var basic: String?

    @Option(help: "The receiver's own token endpoint, for a bearer token (OAuth 2.0, client credentials).")
    var tokenUrl: String?

    @Option(help: "clientId:clientSecret at that endpoint.")
    var tokenClient: String?

    @Option(help: "The scope to ask for there.")
    var tokenScope: String?

    @Flag(help: "Send ids and statuses only, instead of the whole resource.")
    var thin = false

    @Flag(help: "Hold the next event of a person back until the one before is delivered or parked.")
    var strict = false

    func run() async throws {
        let (house, application) = try await business.open()
        let draft = WebhookSubscription.Draft(
            url: url, types: Set(types), authentication: try authentication(), payload: thin ? .thin : .full,
            ordering: strict ? .strict : .firstAttempts)
        let made = try await house.webhooks.subscribe(
            draft, for: application, by: .operatorNamed(Admin.operatorName))
        print("webhook \(made.id) to \(made.url.text)")
        WebhookCommand.printSecrets(of: made)
    }

    private func authentication() throws -> WebhookAuthentication {
        let parts = basic?.split(separator: ":", maxSplits: 1).map(String.init)
        if let parts, parts.count != 2 { throw ValidationError("--basic takes user:password") }
        let client = tokenClient?.split(separator: ":", maxSplits: 1).map(String.init)
        guard (tokenUrl == nil) == (client == nil), client.map({ $0.count == 2 }) ?? true else {
            throw ValidationError("--token-url and --token-client clientId:clientSecret belong together")
        }
        let secret = hmacSecret.map(Private.init)
        return WebhookAuthentication(
            hmacSecret: secret ?? (hmac ? WebhookAuthentication.newSecret() : nil),
            basic: parts.map { .init(user: $0[0], password: Private($0[1])) },
            oauth2: tokenUrl.flatMap { url in
                client.map {
                    .init(tokenUrl: url, clientId: $0[0], clientSecret: Private($0[1]), scope: tokenScope)
                }
            })
    }
}
