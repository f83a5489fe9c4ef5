import ArgumentParser
import Database
import Decision
import Evidence
import Foundation
import Kernel
import Onboarding

struct ExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Show why an identification was decided so, and decide it anew.",
        discussion: "Rules with their checks, measures, limits and models; nothing about the person.")

    @OptionGroup var options: SettingsOptions

    @Argument(help: "The identification's id.")
    var id: String

    func run() async throws {
        guard let identification = ID<Identification>(id) else { throw ValidationError("\(id) is no id") }
        let house = try await Admin.house(options)
        let decision = try await house.database.read { [kyc = house.identifications] transaction in
            try kyc.explanation(of: kyc.find(identification, in: transaction), in: transaction)
        }
        print("\(decision.outcome.rawValue)\(decision.reason.map { "  \($0.rawValue)" } ?? "")")
        for rule in decision.rules {
            print("\(rule.outcome.rawValue)  \(rule.name)\(rule.isDeciding ? "" : "  (told only)")")
            rule.checks.forEach(Self.show)
        }
        if !decision.otherChecks.isEmpty { print("read by no rule") }
        decision.otherChecks.forEach(Self.show)
        guard decision.isReproduced else {
            print("decided anew: ANOTHER DECISION")
            throw ExitCode.failure
        }
        print("decided anew: the same")
    }

    private static func show(_ check: DecisionBody.MadeCheck) {
        func number(_ value: Double) -> String { value.formatted(.number.precision(.significantDigits(1...5))) }
        var words = ["    \(check.check.rawValue)", check.outcome.rawValue]
        if let measure = check.measure {
            let limit = check.threshold.map { " of \(number($0))" } ?? ""
            words.append("\(number(measure))\(limit) \(check.unit?.rawValue ?? "")")
        }
        if let reason = check.reason { words.append(reason.rawValue) }
        if !check.models.isEmpty { words.append(check.models.map { String($0.prefix(12)) }.joined(separator: " ")) }
        print(words.joined(separator: "  "))
    }
}
