import ArgumentParser
import Database
import Foundation
import Journal
import Kernel
import Onboarding

struct ClientCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "client", abstract: "API clients.",
        subcommands: [Create.self, List.self, Rotate.self, SetKeys.self, Suspend.self, Resume.self])

    static func none(_ clientID: String) -> ValidationError { ValidationError("there is no client \(clientID)") }

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make a client of an application.")

        @OptionGroup var options: SettingsOptions

        @Option(help: "The application's id.")
        var application: String

        @Option(help: "What it may do, separated by spaces; left out: everything.")
        var scopes: String?

        func run() async throws {
            let asked = scopes.map { Scope.parse($0) } ?? Set(Scope.allCases)
            guard let asked, !asked.isEmpty else {
                throw ValidationError("--scopes takes: \(Scope.text(Set(Scope.allCases)))")
            }
            let house = try await Admin.house(options)
            let made = try await house.database.write { [access = house.access, application] transaction in
                let all = try access.applications(in: transaction)
                guard let found = all.first(where: { $0.id.description == application.lowercased() }) else {
                    throw ValidationError("there is no application \(application)")
                }
                return try access.createClient(
                    of: found, scopes: asked, by: .operatorNamed(Admin.operatorName), in: transaction)
            }
            print("client id       \(made.clientID)")
            print("client secret   \(made.secret)      (shown once: keep it)")
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the clients with what they may do.")

        @OptionGroup var options: SettingsOptions

        func run() async throws {
            let house = try await Admin.house(options)
            for client in try await house.database.read({ try house.access.clients(in: $0) }) {
                let proof = client.keySet == nil ? "secret" : "keys"
                let state = client.isSuspended ? "  suspended" : ""
                print("\(client.clientID)  \(client.application)  \(proof)  \(Scope.text(client.scopes))\(state)")
            }
        }
    }

    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give a client a new secret; the former one and its keys end.")

        @OptionGroup var options: SettingsOptions

        @Argument(help: "The client's id.")
        var clientID: String

        func run() async throws {
            let house = try await Admin.house(options)
            let secret = try await house.database.write { [access = house.access, clientID] in
                try access.rotateSecret(of: clientID, by: .operatorNamed(Admin.operatorName), in: $0)
            }
            guard let secret else { throw ClientCommand.none(clientID) }
            print("client secret   \(secret)      (shown once: keep it)")
        }
    }

    struct SetKeys: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "set-keys", abstract: "Let a client prove itself by its keys, and no longer by a secret.")

        @OptionGroup var options: SettingsOptions

        @Argument(help: "The client's id.")
        var clientID: String

        @Argument(help: "A file with the public keys as a JSON Web Key Set: ES256, PS256 or RS256, each with a kid.")
        var file: String

        func run() async throws {
            guard let bytes = FileManager.default.contents(atPath: file) else {
                throw ValidationError("\(file) cannot be read")
            }
            let keys: ClientKeySet
            do {
                keys = try ClientKeySet(file: bytes)
            } catch {
                throw ValidationError("\(file): \(error)")
            }
            let house = try await Admin.house(options)
            let isThere = try await house.database.write { [access = house.access, clientID] in
                try access.setKeys(keys, of: clientID, by: .operatorNamed(Admin.operatorName), in: $0)
            }
            guard isThere else { throw ClientCommand.none(clientID) }
            print("\(clientID) proves itself by its keys from now on; its secret has ended")
        }
    }

    struct Suspend: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let a client do nothing any more; its tokens end within a second.")

        @OptionGroup var options: SettingsOptions

        @Argument(help: "The client's id.")
        var clientID: String

        func run() async throws { try await ClientCommand.set(true, clientID, options) }
    }

    struct Resume: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Let a suspended client work again.")

        @OptionGroup var options: SettingsOptions

        @Argument(help: "The client's id.")
        var clientID: String

        func run() async throws { try await ClientCommand.set(false, clientID, options) }
    }

    private static func set(_ isSuspended: Bool, _ clientID: String, _ options: SettingsOptions) async throws {
        let house = try await Admin.house(options)
        let isChanged = try await house.database.write { [access = house.access] in
            try access.setSuspended(isSuspended, clientID, by: .operatorNamed(Admin.operatorName), in: $0)
        }
        let word = isSuspended ? "suspended" : "working"
        guard isChanged else { throw ValidationError("there is no client \(clientID), or it is \(word) already") }
        print("\(clientID) is \(word)")
    }
}
