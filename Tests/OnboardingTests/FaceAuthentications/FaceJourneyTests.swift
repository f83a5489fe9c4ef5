import Foundation
import HTTPTypes
import Kernel
import Onboarding
import Specimens
import TestKit
import Testing

/// Whole ways, with real children over real models and drawn persons.
@Suite(.enabled(if: RuntimeFolder.hasModels, "the models and portraits of `make setup` are not here"))
struct `A person who comes back` {
    @Test func `is known by their face, and nobody else is`() async throws {
        let papers = try await Papers.drawn(.approved)
        let stranger = try await Papers.drawn(.wrongPerson).selfie
        let emptyRoom = try await Papers.drawn(.noFace).selfie
        try await TestApp.run { app in
            let known = try await app.person()
            #expect(try await known.handIn(papers)["status"] == "Approved")
            let person = try await app.facePerson(of: known, setup: try await app.faceSetup())
            for (selfie, reason) in [(stranger, "FacesDoesNotMatch"), (emptyRoom, "MissingSelfiePhoto")] {
                #expect(try await person.selfie(selfie).status == 204)
                #expect(try await person.complete().status == 204)
                await app.drain()
                let found = try await person.asBusiness()
                #expect(found["status"] == "Pending")
                #expect(found["statusReason"].text == reason)
            }
            #expect(try await person.selfie(papers.selfie).status == 204)
            #expect(try await person.complete().status == 204)
            await app.drain()
            let found = try await person.asBusiness()
            #expect(found["status"] == "Success")
            #expect(found["scores"].items.count == 1)
            #expect(try await app.verification(person.verification)["status"] == "Completed")
        }
    }
}
