import Database
import Decision
import Foundation
import HTTPTypes
import Journal
import Kernel
import Onboarding
import TestKit
import Testing

@Suite struct `The status of a verification` {
    private func reject(_ person: Person) async throws {
        let id = try #require(ID<Identification>(person.identification))
        let decision = Review.Decision(
            identification: id, verdict: .reject(.poorPhotoQuality), reviewer: Reviewer(named: "Ada"), remark: "Too dark.")
        try await person.app.house.database.write { [house = person.app.house] in
            try house.review.decide(decision, at: house.clock.now, in: $0)
        }
    }

    private func handIn(_ person: Person) async throws {
        try await person.document("Passport", "DataPage", Pictures.jpeg)
        try await person.selfie(Pictures.jpeg)
        try await person.put("verification")
        #expect(try await person.put("complete").status == 204)
    }

    @Test func `§4.4 is Completed, and never Suspended, when the attempts are used up`() async throws {
        try await TestApp.run { app in
            let person = try await app.person()
            for attempt in 1...3 {
                try await handIn(person)
                #expect(try await app.verification(person.verification)["status"] == "InProgress")
                try await reject(person)
                guard attempt < 3 else { continue }
                #expect(try await app.verification(person.verification)["status"] == "InProgress")
                #expect(try await person.put("resubmit").status == 204)
            }
            let found = try await app.verification(person.verification)
            #expect(found["status"] == "Completed")
            #expect(found.members["statusReason"] == nil)
            #expect(found["step"]["kycIdentification"]["isSuccess"] == false)
        }
    }

    @Test(.contract("4.4 Pending"))
    func `§4.4 stays what it is, however often the link is opened and tokens are tried`() async throws {
        try await TestApp.run { app in
            let person = try await Person(opening: try await app.create(), in: app)
            let other = try await app.create()
            for _ in 1...5 {
                let foreign = try await app.call(
                    .put, "/v1/identity-verifications/\(other)/consent", token: person.token,
                    json: ["isConsented": false])
                #expect(foreign.status == 403)
                let wrong = try await app.call(
                    .post, "/v1/sessions/\(other)/full-access-token", token: "none", json: [:])
                #expect(wrong.status == 401)
            }
            #expect(try await app.verification(other)["status"] == "Pending")
            #expect(try await app.verification(person.verification)["status"] == "InProgress")
        }
    }

    @Test(.contract("4.4 Aborted", "4.3 statusReason"))
    func `§4.4 is Aborted where consent is declined, with the reason and one event`() async throws {
        try await TestApp.run { app in
            let person = try await Person(opening: try await app.create(), in: app)
            #expect(try await person.consent(false).status == 204)
            let found = try await app.verification(person.verification)
            #expect(found["status"] == "Aborted")
            #expect(found["statusReason"] == "ConsentDeclined")
            #expect(found["step"]["consent"]["isConsented"] == false)
            let types = try await app.events(of: person.verification).map(\.type)
            #expect(types == ["IdentityVerification.StatusChanged", "IdentityVerification.StatusChanged"])
        }
    }
}
