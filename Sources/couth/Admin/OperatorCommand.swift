import ArgumentParser
import Database
import Foundation
import Journal
import Kernel
import Onboarding

struct OperatorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "operator", abstract: "The people who decide for an application, each with a key of their own.",
        subcommands: [Create.self, List.self, Rotate.self, Suspend.self, Resume.self, Require.self])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make an operator and their key.")

        @OptionGroup var business: ChosenApplication

        @Argument(help: "The operator's name, as the audit log has it.")
        var name: String

        func run() async throws {
            let (house, application) = try await business.open()
            let made = try await house.database.write { [access = house.access, name] in
                try access.createOperator(
                    named: name, of: application, by: .operatorNamed(Admin.operatorName), in: $0)
            }
            print("operator id     \(made.id)")
            print("operator key    \(made.key.value)      (shown once: keep it)")
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the operators of an application.")

        @OptionGroup var business: ChosenApplication

        func run() async throws {
            let (house, application) = try await business.open()
            let all = try await house.database.read { [access = house.access] in
                try access.operators(of: application, in: $0)
            }
            for person in all { print("\(person.id)  \(person.name)\(person.isSuspended ? "  suspended" : "")") }
        }
    }

    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Give an operator a new key; the former one ends.")

        @OptionGroup var options: SettingsOptions

        @Argument(help: "The operator's id.")
        var id: String

        func run() async throws {
            let (house, person) = (try await Admin.house(options), try OperatorCommand.id(id))
            let key = try await house.database.write { [access = house.access] in
                try access.rotateKey(ofOperator: person, by: .operatorNamed(Admin.operatorName), in: $0)
            }
            guard let key else { throw ValidationError("there is no operator \(id)") }
            print("operator key    \(key.value)      (shown once: keep it)")
        }
    }

    struct Suspend: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Let an operator decide nothing any more.")

        @OptionGroup var options: SettingsOptions

        @Argument(help: "The operator's id.")
        var id: String

        func run() async throws { try await OperatorCommand.set(true, id, options) }
    }

    struct Resume: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Let a suspended operator decide again.")

        @OptionGroup var options: SettingsOptions

        @Argument(help: "The operator's id.")
        var id: String

        func run() async throws { try await OperatorCommand.set(false, id, options) }
    }

    struct Require: AsyncParsableCommand {
        enum Word: String, ExpressibleByArgument, CaseIterable {
            case on, off
        }

        static let configuration = CommandConfiguration(
            abstract: "Take decisions by API from operators with a key only, or from anybody a client names.")

        @OptionGroup var business: ChosenApplication

        @Argument(help: "on or off.")
        var word: Word

        func run() async throws {
            let (house, application) = try await business.open()
            _ = try await house.database.write { [access = house.access, word] in
                try access.setRequiresOperators(
                    word == .on, of: application, by: .operatorNamed(Admin.operatorName), in: $0)
            }
            print("decisions by API \(word == .on ? "need" : "need no") operator's key")
        }
    }

    private static func id(_ text: String) throws -> ID<Operator> {
        guard let id = ID<Operator>(text) else { throw ValidationError("\(text) is no id") }
        return id
    }

    private static func set(_ isSuspended: Bool, _ text: String, _ options: SettingsOptions) async throws {
        let (house, id) = (try await Admin.house(options), try id(text))
        let isChanged = try await house.database.write { [access = house.access] in
            try access.setOperatorSuspended(isSuspended, id, by: .operatorNamed(Admin.operatorName), in: $0)
        }
        let word = isSuspended ? "suspended" : "working"
        guard isChanged else { throw ValidationError("there is no operator \(text), or they are \(word) already") }
        print("\(text) is \(word)")
    }
}
