package import Database
package import Decision
package import Evidence
import Foundation
import Kernel

/// Why an identification was decided as it was: every rule with the checks that it rests on, their measures and limits,
/// and the digests of the models that measured. Nothing of it is about the person.
package struct DecisionBody: Encodable, Sendable {
    /// One check as it came out.
    package struct MadeCheck: Encodable, Sendable {
        package let check: Check
        package let outcome: Finding.Outcome
        package let measure: Double?
        package let threshold: Double?
        package let unit: Evidence.Unit?
        package let reason: Reason?
        package let models: [String]

        init(_ finding: Finding) {
            check = finding.check
            outcome = finding.outcome
            measure = finding.measure
            threshold = finding.threshold
            unit = finding.unit
            reason = finding.reason
            models = finding.models
        }
    }

    package struct DecidedRule: Encodable, Sendable {
        package let name: String
        package let outcome: RuleResult.Outcome
        /// Whether it decides, or is told only.
        package let isDeciding: Bool
        package let checks: [MadeCheck]
    }

    private struct SetupReference: Encodable {
        let id: String
        let versionId: String
    }

    package let identificationId: String
    package let outcome: DecisionTrace.Outcome
    package let reason: StatusReason?
    /// Whether the kept findings and the setup's rules give the same decision now.
    package let isReproduced: Bool
    private let setup: SetupReference
    package let rules: [DecidedRule]
    /// Checks that no rule reads.
    package let otherChecks: [MadeCheck]

    init(_ identification: Identification, _ trace: DecisionTrace, setup version: KycSetupVersion) {
        identificationId = identification.id.description
        outcome = trace.outcome
        reason = trace.reason
        isReproduced = DecisionMaker.decide(trace.findings, by: version.settings.rules) == trace
        setup = SetupReference(id: version.setup.id.description, versionId: version.id.description)
        rules = trace.rules.map { rule in
            DecidedRule(
                name: rule.name, outcome: rule.outcome, isDeciding: rule.isBlocking,
                checks: rule.findings.filter(trace.findings.indices.contains).map { MadeCheck(trace.findings[$0]) })
        }
        let read = Set(trace.rules.flatMap(\.findings))
        otherChecks = trace.findings.indices.filter { !read.contains($0) }.map { MadeCheck(trace.findings[$0]) }
    }
}

extension Identifications {
    /// The newest automatic decision of an identification, whatever a reviewer made of it afterwards.
    /// - Throws: `IdentificationError.notDecided` before there is one.
    package func explanation(
        of identification: Identification, in transaction: some Transaction
    ) throws -> DecisionBody {
        guard let trace = identification.details.value.trace else { throw IdentificationError.notDecided }
        return DecisionBody(identification, trace, setup: try setup(of: identification, in: transaction))
    }
}
