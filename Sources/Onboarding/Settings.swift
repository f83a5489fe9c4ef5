import Foundation
package import HTTPTypes
package import Logging

/// What an operator decides about an installation. `config/example.yaml` tells each option.
package struct Settings: Sendable {
    package var host: String
    package var port: Int
    /// What clients and phones see, without a slash at the end.
    package var publicURL: String
    package var dataFolder: String
    package var runtimeFolder: String
    /// Children that read pictures.
    package var workers: Int
    /// Whether webhooks may go to this machine: for trying things out.
    package var allowsLoopbackWebhooks: Bool
    /// Private networks that webhooks may go to all the same.
    package var allowedWebhookNetworks: [CIDR] = []
    /// A PEM file of private authorities that vouch for receivers, beside the machine's own; empty for none.
    package var webhookAuthoritiesFile = ""
    /// Whether a new receiver has to answer a test event before it is sent anything else.
    package var verifiesWebhookReceivers = true
    /// The networks that this installation's webhooks come from, as it tells receivers.
    package var webhookSources: [CIDR] = []
    /// After how many days the data of a sandbox verification is erased; 0: never.
    package var sandboxDays = 7
    /// The ways by which the link of a hand-off can be sent to a person.
    package var messages = MessageSettings()
    /// Whether the legacy API is there: `docs/legacy-api.md`.
    package var servesLegacy = false
    /// Which host name serves what.
    package var hosts = Hosts()
    /// The header field in which a proxy names the address of a person's device; nil: the peer is the device.
    package var clientAddressHeader: HTTPField.Name?
    package var logLevel: Logger.Level
    /// The executable whose `evidence-child` command the children run.
    package var executable: String
    /// How clients may call. Without limits and without certificates, until somebody says otherwise.
    package var access = Access.Policy()

    package init(
        host: String, port: Int, publicURL: String, dataFolder: String, runtimeFolder: String, workers: Int,
        allowsLoopbackWebhooks: Bool, logLevel: Logger.Level, executable: String
    ) {
        self.host = host
        self.port = port
        self.publicURL = publicURL.isEmpty ? "http://\(host):\(port)" : publicURL
        self.dataFolder = dataFolder
        self.runtimeFolder = runtimeFolder
        self.workers = workers > 0 ? workers : max(1, ProcessInfo.processInfo.activeProcessorCount)
        self.allowsLoopbackWebhooks = allowsLoopbackWebhooks
        self.logLevel = logLevel
        self.executable = executable
    }
}
