import Foundation
import HTTPTypes
import Journal
import Kernel
import Onboarding
import TestKit
import Testing

@Suite struct `The status of a verification` {
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
