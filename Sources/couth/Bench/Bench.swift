import ArgumentParser

struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure speed on this machine.",
        discussion: """
            Each command but `evidence` and `gallery` starts a private server over a temporary folder and ends it
            afterwards.
            """,
        subcommands: [
            Journey.self, Create.self, API.self, WebhookDrain.self, Evidence.self, Gallery.self, Constant.self,
        ])
}
