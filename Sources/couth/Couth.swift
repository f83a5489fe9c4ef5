import ArgumentParser

@main
struct Couth: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "couth",
        abstract: "Couth: customer onboarding in your own house.",
        subcommands: [
            Serve.self, Admin.self, Simulate.self, APICommand.self, Bench.self, Accuracy.self, Specimen.self,
            SpecimensCommand.self, EvidenceChild.self,
        ])
}
