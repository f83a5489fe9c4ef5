import ArgumentParser
import Kernel
import Onboarding

/// The installation, and which of its businesses a command is about.
struct ChosenApplication: ParsableArguments {
    @OptionGroup var options: SettingsOptions

    @Option(help: "The application's id, where there are several.")
    var application: String?

    func open() async throws -> (house: House, application: ID<Application>) {
        let house = try await Admin.house(options)
        return (house, try await Admin.application(application, house))
    }
}
