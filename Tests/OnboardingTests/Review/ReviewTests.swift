import Database
import Decision
import Foundation
import HTTPTypes
import Journal
import Kernel
import Onboarding
import Specimens
import TestKit
import Testing

/// Without the models that look for presentation attacks nobody is approved where that check decides.
@Suite(.enabled(if: RuntimeFolder.hasModels, "the models and portraits of `make setup` are not here"))
struct `An identification that a person has to decide` {
    private func awaiting(_ app: TestApp) async throws -> Person {
        let papers = try await Papers.drawn(.approved)
        try await app.decideByPassiveLiveness()
        let person = try await app.person()
        let found = try await person.handIn(papers)
        #expect(found["status"] == "Awaiting")
        #expect(found.members["statusReason"] == nil)
        let liveness = found["rules"].items.first { $0["name"] == "SuccessfulPassiveLivenessCheck" }
        #expect(liveness?["status"] == "Unavailable")
        return person
    }

    private func openReviews(_ app: TestApp) async throws -> [String] {
        try await app.house.database.read { [review = app.house.review] in
            try review.open(limit: 10, in: $0).map(\.id.description)
        }
    }

    private func decide(_ person: Person, _ verdict: Review.Verdict) async throws {
        let id = try #require(ID<Identification>(person.identification))
        let decision = Review.Decision(
            identification: id, verdict: verdict, reviewer: Reviewer(named: "Ada"), remark: "Compared by eye.")
        try await person.app.house.database.write { [house = person.app.house] in
            try house.review.decide(decision, at: house.clock.now, in: $0)
        }
    }

    @Test func `waits in the queue and is approved by whoever looked at it`() async throws {
        try await TestApp.run(desk: RuntimeFolder.deskWithoutAttackModels) { app in
            let person = try await awaiting(app)
            #expect(try await openReviews(app) == [person.identification])
            try await decide(person, .approve)
            let found = try await app.identification(person.identification)
            #expect(found["status"] == "Approved")
            #expect(found["statusReason"] == "ManuallyIdentified")
            #expect(found["isCrossChecked"] == true)
            #expect(try await openReviews(app) == [])
            let types = try await app.events(of: person.verification).map(\.type)
            #expect(types.suffix(2) == ["KycIdentification.Approved", "IdentityVerification.StatusChanged"])
            let subject = person.verification
            let decisions = try await app.house.database.read { transaction in
                try AuditLog.entries(about: subject, in: transaction).filter { $0.action == "identification.decided" }
            }
            #expect(decisions.map(\.actor) == [.system, .operatorNamed("Ada")])
            #expect(decisions.map { $0.detail["outcome"] } == ["Review", "Approved"])
            #expect(!decisions.contains { "\($0.detail)".contains("by eye") })
        }
    }

    @Test func `is rejected with a reason, and may be decided again`() async throws {
        try await TestApp.run(desk: RuntimeFolder.deskWithoutAttackModels) { app in
            let person = try await awaiting(app)
            try await decide(person, .reject(.possibleFraudAttempt))
            let rejected = try await app.identification(person.identification)
            #expect(rejected["status"] == "Rejected")
            #expect(rejected["statusReason"] == "PossibleFraudAttempt")
            #expect(rejected["isCrossChecked"] == true)
            #expect(try await person.put("resubmit").status == 409)
            try await decide(person, .approve)
            #expect(try await app.identification(person.identification)["status"] == "Approved")
            let types = try await app.events(of: person.verification).map(\.type)
            #expect(types.last == "KycIdentification.Approved")
        }
    }

    @Test func `cannot be decided before it is handed in`() async throws {
        try await TestApp.run { app in
            let person = try await app.person()
            await #expect(throws: IdentificationError.notReviewable) { try await decide(person, .approve) }
        }
    }
}
