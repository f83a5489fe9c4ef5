import ArgumentParser
import Database
import Foundation
import Journal
import Kernel
import Onboarding

struct LegacyKeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "legacy-key", abstract: "Keys of the legacy API.",
        discussion: "The legacy API itself is switched on by the setting legacy.enabled.",
        subcommands: [Create.self, List.self, Revoke.self])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a key that begins verifications with a setup and opens those of its application.")

        @OptionGroup var options: SettingsOptions

        @Option(help: "The identity verification setup's id.")
        var setup: String

        func run() async throws {
            guard let id = ID<Setup>(setup) else { throw ValidationError("\(setup) is no id") }
            let house = try await Admin.house(options)
            do {
                let made = try await house.database.write { [legacy = house.legacy] in
                    try legacy.createKey(beginningWith: id, by: .operatorNamed(Admin.operatorName), in: $0)
                }
                print("key id       \(made.key.id)")
                print("application  \(made.key.application)")
                print("key          \(made.text)      (shown once: keep it)")
            } catch let error as SetupError {
                throw ValidationError("\(setup): \(error.problem.detail ?? error.problem.title)")
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the keys; nobody knows them in clear.")

        @OptionGroup var options: SettingsOptions

        func run() async throws {
            let house = try await Admin.house(options)
            for key in try await house.database.read({ try house.legacy.keys(in: $0) }) {
                let state = key.revokedAt.map { "  revoked \($0.formatted(.iso8601))" } ?? ""
                print("\(key.id)  application \(key.application)  setup \(key.setup)\(state)")
            }
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "End a key: it opens nothing from now on.")

        @OptionGroup var options: SettingsOptions

        @Argument(help: "The key's id.")
        var id: String

        func run() async throws {
            guard let found = ID<LegacyKey>(id) else { throw ValidationError("\(id) is no id") }
            let house = try await Admin.house(options)
            let isChanged = try await house.database.write { [legacy = house.legacy] in
                try legacy.revokeKey(found, by: .operatorNamed(Admin.operatorName), in: $0)
            }
            guard isChanged else { throw ValidationError("there is no key \(id), or it is revoked already") }
            print("\(id) is revoked")
        }
    }
}
