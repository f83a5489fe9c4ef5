import ArgumentParser
import Database
import Foundation
import Journal
import Kernel
import Onboarding

struct ApplicationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "application", abstract: "Businesses that verify people here; each sees its own things only.",
        subcommands: [Create.self, List.self])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make an application and its first client.")

        @OptionGroup var options: SettingsOptions

        @Argument(help: "What to call it.")
        var name: String

        func run() async throws {
            let word = name.trimmingCharacters(in: .whitespaces)
            guard (1...100).contains(word.count) else { throw ValidationError("a name has 1 to 100 characters") }
            let house = try await Admin.house(options)
            let made = try await house.database.write { [access = house.access] in
                try access.createApplication(named: word, by: .operatorNamed(Admin.operatorName), in: $0)
            }
            print("application     \(made.application.id)")
            print("client id       \(made.clientID)")
            print("client secret   \(made.secret)      (shown once: keep it)")
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the applications.")

        @OptionGroup var options: SettingsOptions

        func run() async throws {
            let house = try await Admin.house(options)
            for application in try await house.database.read({ try house.access.applications(in: $0) }) {
                print("\(application.id)  \(application.name)")
            }
        }
    }
}
