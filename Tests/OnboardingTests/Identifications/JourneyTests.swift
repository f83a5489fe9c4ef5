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

/// Whole ways through the flow, with real children over real models and drawn documents.
@Suite(.enabled(if: RuntimeFolder.hasModels, "the models and portraits of `make setup` are not here"))
struct `A person who hands in` {
    @Test(.contract("5.2 Approved", "5.2 Rejected"), arguments: SpecimenCase.allCases)
    func `a passport is decided as the case has it`(_ specimenCase: SpecimenCase) async throws {
        let papers = try await Papers.drawn(specimenCase)
        try await TestApp.run { app in
            let person = try await app.person(["externalReferenceId": .string(specimenCase.rawValue)])
            let found = try await person.handIn(papers)
            #expect(found["status"].text == papers.expected.status.rawValue)
            #expect(found["statusReason"].text == papers.expected.reason)
            #expect(found["externalReferenceId"].text == specimenCase.rawValue)
            #expect(found["isCrossChecked"] == false)
            try await Self.expectReplay(of: person)
            let types = try await app.events(of: person.verification).map(\.type)
            #expect(types.contains("KycIdentification.\(papers.expected.status.rawValue)"))
        }
    }

    @Test func `can be told why it was decided so`() async throws {
        let papers = try await Papers.drawn(.expired)
        try await TestApp.run { app in
            let person = try await app.person()
            let path = "/v1/identifications/\(person.identification)/decision"
            let token = try await app.token()
            #expect(try await app.call(.get, path, token: token).status == 409)
            try await person.handIn(papers)
            let told = try await app.call(.get, path, token: token)
            #expect(told["outcome"] == "Rejected" && told["reason"] == "DocumentIsExpired")
            #expect(told["isReproduced"] == true)
            let rule = told["rules"].items.first { $0["name"] == "DocumentIsNotExpired" }
            #expect(rule?["outcome"] == "Fail" && rule?["isDeciding"] == true)
            #expect(rule?["checks"].items.first?["check"] == "documentNotExpired")
            #expect(rule?["checks"].items.first?["unit"] == "days")
            let zone = told["rules"].items.first { $0["name"] == "DocumentHasMrz" }
            #expect(zone?["checks"].items.first?["models"].items.isEmpty == false)
            #expect(!String(decoding: told.bytes, as: UTF8.self).contains(papers.holder.surname))
            let rival = try await app.otherTenant()
            #expect(try await app.call(.get, path, token: try await app.token(of: rival)).status == 404)
        }
    }

    /// The stored findings and the setup's rules give the stored decision again.
    private static func expectReplay(of person: Person) async throws {
        let id = try #require(ID<Identification>(person.identification))
        let (trace, rules) = try await person.app.house.database.read { [kyc = person.app.house.identifications] in
            let found = try kyc.find(id, in: $0)
            return (found.details.value.trace, try kyc.setup(of: found, in: $0).settings.rules)
        }
        let stored = try #require(trace)
        #expect(!stored.findings.isEmpty)
        #expect(DecisionMaker.decide(stored.findings, by: rules) == stored)
    }

    @Test(.contract("5.5 type", "5.5 documentNumber", "5.5 dates", "5.5 countryIso3", "5.5 mrzVerified", "5.7 part"))
    func `an identity card is read from its zone and approved`() async throws {
        let papers = try await Papers.drawn(.approved, on: .idCard)
        try await TestApp.run { app in
            let person = try await app.person([
                "registration": [
                    "lastName": .string(papers.holder.surname), "firstName": .string(papers.holder.givenNames),
                    "dateOfBirth": .string(papers.holder.dateOfBirth.description),
                ]
            ])
            let found = try await person.handIn(papers)
            #expect(found["status"] == "Approved")
            let document = found["document"]
            #expect(document["type"] == "IdCard")
            #expect(document["documentNumber"].text == papers.holder.documentNumber)
            #expect(document["dateOfBirth"].text == papers.holder.dateOfBirth.description)
            #expect(document["dateOfExpiration"].text == papers.holder.dateOfExpiry.description)
            #expect(document["countryIso3"] == "UTO")
            #expect(document["mrzVerified"] == true)
            #expect(Set(document["files"].items.map { $0["part"] }) == ["Front", "Back"])
            let registration = found["rules"].items.first { $0["name"] == "RegistrationDataMatchesDocument" }
            #expect(registration?["status"] == "Success")
        }
    }

    @Test(
        .contract(
            "8.1 IdentityVerification.StatusChanged", "8.1 IdentityVerification.Consented",
            "8.1 KycIdentification.Created", "8.1 KycIdentification.Processed", "8.1 KycIdentification.Approved",
            "8.2 payload", "4.3 step.kycIdentification", "4.4 Completed"))
    func `is told of to the business step by step`() async throws {
        let papers = try await Papers.drawn(.approved)
        try await TestApp.run { app in
            let person = try await app.person()
            try await person.handIn(papers)
            let events = try await app.events(of: person.verification)
            #expect(
                events.map(\.type) == [
                    "IdentityVerification.StatusChanged", "IdentityVerification.Consented", "KycIdentification.Created",
                    "KycIdentification.Processed", "KycIdentification.Approved", "IdentityVerification.StatusChanged",
                ])
            #expect(events.map(\.subjectSequence) == Array(1...6))
            let last = try JSONDecoder().decode(JSONValue.self, from: try #require(events.last).body)
            #expect(last["payload"]["status"] == "Completed")
            #expect(last["payload"]["step"]["kycIdentification"]["isSuccess"] == true)
            let final = try await app.verification(person.verification)
            #expect(last["payload"] == final)
            #expect(try await app.house.database.read { try AuditLog.verify(in: $0).firstBroken } == nil)
        }
    }

    @Test func `somebody else's data is rejected by the registration`() async throws {
        let papers = try await Papers.drawn(.approved)
        try await TestApp.run { app in
            let person = try await app.person(["registration": ["lastName": "Completely", "firstName": "Different"]])
            let found = try await person.handIn(papers)
            #expect(found["status"] == "Rejected")
            #expect(found["statusReason"] == "DataDoesNotMatch")
        }
    }

    @Test(.contract("5.2 resubmit"))
    func `a blurred photograph may try again, as often as the setup says`() async throws {
        let (blurred, good) = (try await Papers.drawn(.blurred), try await Papers.drawn(.approved))
        try await TestApp.run { app in
            let person = try await app.person()
            try await person.handIn(blurred)
            #expect(try await app.verification(person.verification)["status"] == "InProgress")
            #expect(try await person.document("Passport", "DataPage", Pictures.jpeg).problem == "wrong-status")
            #expect(try await person.put("resubmit").status == 204)
            #expect(try await person.state()["capture"]["parts"] == [])
            #expect(try await person.put("resubmit").problem == "wrong-status")
            let found = try await person.handIn(good)
            #expect(found["status"] == "Approved")
            #expect(found["id"].text == person.identification)
            #expect(try await app.verification(person.verification)["status"] == "Completed")
            #expect(try await person.put("resubmit").status == 409)
        }
        try await TestApp.run { app in
            let person = try await app.person()
            for attempt in 1...3 {
                try await person.handIn(blurred)
                #expect(try await person.put("resubmit").status == (attempt < 3 ? 204 : 409))
            }
            #expect(try await app.verification(person.verification)["status"] == "Suspended")
        }
    }

    @Test func `a child's passport has no second try`() async throws {
        let papers = try await Papers.drawn(.underage)
        try await TestApp.run { app in
            let person = try await app.person()
            try await person.handIn(papers)
            #expect(try await person.put("resubmit").status == 409)
            let found = try await app.verification(person.verification)
            #expect(found["status"] == "Completed")
            #expect(found["step"]["kycIdentification"]["isSuccess"] == false)
        }
    }

    @Test func `changes nothing once it is handed in`() async throws {
        let papers = try await Papers.drawn(.approved)
        try await TestApp.run { app in
            let person = try await app.person()
            for side in papers.sides { try await person.document(papers.type, side.part, side.jpeg) }
            try await person.selfie(papers.selfie)
            #expect(try await person.put("complete").status == 204)
            #expect(try await person.put("complete").status == 204)
            #expect(try await person.selfie(Pictures.jpeg).problem == "already-submitted")
            #expect(try await person.state()["status"] == "Awaiting")
            await app.drain()
            #expect(try await person.state()["status"] == "Approved")
        }
    }
}
