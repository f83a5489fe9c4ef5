import Database
import Decision
import Evidence
import Foundation
import HTTPTypes
import Journal
import Kernel
import Onboarding
import TestKit
import Testing
import Vault

/// The way of a face authentication, with readings as the engines would give them.
@Suite struct `A face authentication` {
    @Test(.contract("11 status")) func `§11 of the same face succeeds and completes the verification`() async throws {
        try await TestApp.run { app in
            let person = try await app.facePerson(of: try await app.reference(), setup: try await app.faceSetup())
            #expect(try await person.asBusiness()["status"] == "Pending")
            let found = try await person.show(.face(.one))
            #expect(found["id"].text == person.authentication)
            #expect(found["applicationId"].text == app.tenant.application.description)
            #expect(found["identityVerificationId"].text == person.verification)
            #expect(found["status"] == "Success")
            #expect(found.members["statusReason"] == nil)
            let match = found["rules"].items.first { $0["name"] == "SelfieAndReferenceFacesMatch" }
            #expect(match?["status"] == "Success")
            #expect(found["scores"].items.map { $0["value"] } == [1])
            let verification = try await app.verification(person.verification)
            #expect(verification["status"] == "Completed")
            #expect(verification["step"]["faceAuthentication"] == ["id": .string(person.authentication)])
            let types = try await app.events(of: person.verification).map(\.type)
            #expect(types == Array(repeating: "IdentityVerification.StatusChanged", count: 2))
            #expect(try await person.selfie(Pictures.jpeg).status == 409)
            #expect(try await person.complete().problem == "wrong-status")
            #expect(try await app.house.database.read { try AuditLog.verify(in: $0).firstBroken } == nil)
        }
    }

    @Test(.contract("4.3 step.faceAuthentication", "11 face authentication"))
    func `§11 begins once, and is found by the session and by the business alone`() async throws {
        try await TestApp.run { app in
            let reference = try await app.reference()
            let setup = try await app.faceSetup()
            let person = try await app.facePerson(of: reference, setup: setup)
            let again = try await FacePerson(opening: person.verification, in: app)
            #expect(again.authentication == person.authentication)
            let path = "/v1/face-authentications/\(person.authentication)"
            let stranger = try await app.facePerson(of: reference, setup: setup)
            #expect(try await app.call(.get, path, token: stranger.token).status == 403)
            let other = try await app.token(of: try await app.otherTenant())
            #expect(try await app.call(.get, path, token: other).status == 404)
            let reader = try await app.token(scope: "idv_api_readonly")
            #expect(try await app.call(.get, path, token: reader).status == 200)
            #expect(try await app.call(.put, "\(path)/complete", token: reader).status == 403)
            let kyc = try await app.call(
                .post, "/v1/face-authentications", token: try await app.token(),
                json: ["identityVerificationId": .string(try await app.create())])
            #expect(kyc.problem == "not-asked")
        }
    }

    @Test(.contract("11 status")) func `§11 that fails may be tried again, and is Failed and Suspended after the last`()
        async throws
    {
        try await TestApp.run { app in
            let person = try await app.facePerson(
                of: try await app.reference(), setup: try await app.faceSetup(attempts: 2))
            let first = try await person.show(.face(.other))
            #expect(first["status"] == "Pending")
            #expect(first["statusReason"] == "FacesDoesNotMatch")
            #expect(first.members["completedUtc"] == nil)
            #expect(
                try await person.state()["capture"]
                    == ["selfie": ["isUploaded": false], "attempt": 2, "attempts": 2])
            #expect(try await person.complete().problem == "incomplete")
            #expect(try await app.verification(person.verification)["status"] == "InProgress")

            let last = try await person.show(.face(.similar))
            #expect(last["status"] == "Failed")
            #expect(last["statusReason"] == "NotCertain")
            #expect(last.members["completedUtc"] != nil)
            let verification = try await app.verification(person.verification)
            #expect(verification["status"] == "Suspended")
            #expect(verification["statusReason"] == "TooManyAttempts")
            #expect(try await person.selfie(Pictures.jpeg).problem == "wrong-status")
        }
    }

    @Test func `§11 goes on where the business gives further attempts`() async throws {
        try await TestApp.run { app in
            let person = try await app.facePerson(
                of: try await app.reference(), setup: try await app.faceSetup(attempts: 1))
            #expect(try await person.show(.face(.other))["status"] == "Failed")
            let resumed = try await app.call(
                .post, "/v1/identity-verifications/\(person.verification)/resume", token: try await app.token(),
                json: [:])
            #expect(resumed.status == 200)
            #expect(try await person.state()["capture"]["attempts"] == 2)
            #expect(try await person.complete().problem == "wrong-status")
            let found = try await person.show(.face(.one))
            #expect(found["status"] == "Success")
            #expect(try await app.verification(person.verification)["status"] == "Completed")
        }
    }

    @Test(
        arguments: [
            (
                [Finding(.passivePresentationAttack, .fail, reason: .attackSuspected)], "PossibleFraudAttempt",
                "Completed"
            ),
            (
                [Finding(.passivePresentationAttack, .unavailable, reason: .modelMissing)], "CheckUnavailable",
                "Suspended"
            ),
            ([Finding(.passivePresentationAttack, .review)], "NotCertain", "InProgress"),
            ([Finding(.selfieHasFace, .fail, reason: .notFound)], "MissingSelfiePhoto", "InProgress"),
            ([Finding(.selfieSharpness, .fail, reason: .blurred)], "BlurredPhoto", "InProgress"),
            ([Finding(.imageReadable, .fail, reason: .childFailed)], "BadMediaFormat", "InProgress"),
        ] as [([Finding], String, String)])
    func `§11 of a live setup is never passed by a check that is not`(
        _ findings: [Finding], _ reason: String, _ status: String
    ) async throws {
        try await TestApp.run { app in
            try await app.askForActiveLiveness()
            let person = try await app.facePerson(
                of: try await app.reference(setup: app.tenant.live),
                setup: try await app.faceSetup(["isLive": true]))
            let found = try await person.show(.face(.one, findings))
            #expect(found["status"].text == (status == "InProgress" ? "Pending" : "Failed"))
            #expect(found["statusReason"].text == reason)
            let verification = try await app.verification(person.verification)
            #expect(verification["status"].text == status)
            if status == "Suspended" { #expect(verification["statusReason"] == "CheckUnavailable") }
        }
    }

    @Test func `in the sandbox reports a presentation attack and does not decide by it`() async throws {
        try await TestApp.run { app in
            let person = try await app.facePerson(of: try await app.reference(), setup: try await app.faceSetup())
            let found = try await person.show(
                .face(.one, [Finding(.passivePresentationAttack, .fail, reason: .attackSuspected)]))
            #expect(found["status"] == "Success")
            let attack = found["rules"].items.first { $0["name"] == "SuccessfulPassiveLivenessCheck" }
            #expect(attack?["status"] == "Fail")
        }
    }

    @Test func `is over, and never a success, once its reference is erased`() async throws {
        try await TestApp.run { app in
            let reference = try await app.reference()
            let person = try await app.facePerson(of: reference, setup: try await app.faceSetup())
            let path = "/v1/identity-verifications/\(reference.verification)"
            #expect(try await app.call(.delete, path, token: try await app.token()).status == 204)
            let found = try await person.show(.face(.one))
            #expect(found["status"] == "Failed")
            #expect(found["statusReason"] == "ReferenceErased")
            #expect(try await app.verification(person.verification)["status"] == "Completed")
        }
    }

    @Test func `is over, and never a success, once its reference is rejected`() async throws {
        try await TestApp.run { app in
            let reference = try await app.reference()
            let person = try await app.facePerson(of: reference, setup: try await app.faceSetup())
            try await app.call(
                .put, "/v1/identifications/\(reference.identification)/reject", token: try await app.token(),
                json: ["reason": "PossibleFraudAttempt", "reviewer": "Ada", "remark": "A mask."])
            let found = try await person.show(.face(.one))
            #expect(found["status"] == "Failed")
            #expect(found["statusReason"] == "ReferenceNotApproved")
        }
    }

    @Test func `compares nothing with the face of another model`() async throws {
        try await TestApp.run { app in
            let person = try await app.facePerson(of: try await app.reference(), setup: try await app.faceSetup())
            let found = try await person.show(.face(FaceTemplate(model: "newer", values: [1, 0])))
            #expect(found["status"] == "Failed")
            #expect(found["statusReason"] == "CheckUnavailable")
            #expect(try await app.verification(person.verification)["statusReason"] == "CheckUnavailable")
        }
    }

    @Test func `takes no selfie before consent where the setup asks for it`() async throws {
        try await TestApp.run { app in
            let reference = try await app.reference().verification
            let setup = try await app.faceSetup(asksForConsent: true)
            let id = try await app.create(
                ["faceAuthentication": ["identityVerificationId": .string(reference)]], setup: setup)
            let person = try await FacePerson(opening: id, in: app)
            #expect(try await person.selfie(Pictures.jpeg).problem == "no-consent")
            let consenting = try await FacePerson(opening: id, consents: true, in: app)
            #expect(try await consenting.show(.face(.one))["status"] == "Success")
        }
    }

    @Test func `§5.4 goes without our page, with a client's token`() async throws {
        try await TestApp.run { app in
            let reference = try await app.reference().verification
            let id = try await app.create(
                ["faceAuthentication": ["identityVerificationId": .string(reference)]],
                setup: try await app.faceSetup(asksForConsent: true))
            let business = try await FacePerson(of: id, client: try await app.token(), in: app)
            #expect(try await app.verification(id)["status"] == "InProgress")
            #expect(try await business.show(.face(.one))["status"] == "Success")
            let entries = try await app.house.database.read { try AuditLog.entries(about: id, in: $0) }
            let submitted = entries.first { $0.action == "faceAuthentication.submitted" }
            #expect(submitted?.actor == .client(app.tenant.clientID))
        }
    }

    @Test func `keeps what its decision rests on`() async throws {
        try await TestApp.run { app in
            let person = try await app.facePerson(of: try await app.reference(), setup: try await app.faceSetup())
            try await person.show(.face(.other))
            let id = try #require(ID<FaceAuthentication>(person.authentication))
            let kept = try await app.house.database.read { [face = app.house.faceAuthentications] in
                try face.decision(of: try face.find(id, in: $0), in: $0)
            }
            let content = try #require(kept?.content)
            #expect(DecisionMaker.decide(content.trace.findings, by: content.rules) == content.trace)
            #expect(content.trace.findings.contains { $0.check == .faceMatch && $0.outcome == .fail })
        }
    }

    @Test func `leaves nothing of the person when it is erased`() async throws {
        try await TestApp.run { app in
            let reference = try await app.reference()
            let person = try await app.facePerson(of: reference, setup: try await app.faceSetup())
            let before = try await app.house.vault.list().count
            try await person.show(.face(.other))
            try await person.selfie(Pictures.jpeg)
            #expect(try await app.house.vault.list().count == before + 2)
            let path = "/v1/identity-verifications/\(person.verification)"
            #expect(try await app.call(.delete, path, token: try await app.token()).status == 204)
            #expect(try await app.house.vault.list().count == before)
            let found = try await person.asBusiness()
            #expect(found["status"] == "Pending")
            #expect(found["rules"] == [])
            #expect(try await app.verification(person.verification)["status"] == "Aborted")
            await app.drain()
            #expect(try await app.verification(reference.verification).members["redaction"] == nil)
        }
    }

    @Test func `is not swept away, however old it is`() async throws {
        let clock = ManualClock()
        try await TestApp.run(clock: clock) { app in
            let person = try await app.facePerson(of: try await app.reference(), setup: try await app.faceSetup())
            try await person.selfie(Pictures.jpeg)
            let before = try await app.house.vault.list().count
            clock.advance(by: 100 * 365 * 24 * 3600)
            try await app.compose.housekeeping.sweep()
            #expect(try await app.house.vault.list().count == before)
        }
    }

    @Test func `is not decided once its time is over`() async throws {
        let clock = ManualClock()
        try await TestApp.run(clock: clock) { app in
            let person = try await app.facePerson(of: try await app.reference(), setup: try await app.faceSetup())
            try await person.selfie(Pictures.jpeg)
            try await person.complete()
            clock.advance(by: 24 * 3600)
            _ = try await app.compose.housekeeping.expire()
            let id = try #require(ID<FaceAuthentication>(person.authentication))
            try await app.house.database.write { [house = app.house] transaction in
                let face = house.faceAuthentications
                let probe = try #require(try face.probe(of: try face.find(id, in: transaction), in: transaction))
                try face.keep(.face(.one), of: probe, at: house.clock.now, in: transaction)
            }
            await app.drain()
            #expect(try await person.asBusiness()["status"] == "Pending")
            #expect(try await app.verification(person.verification)["status"] == "Expired")
        }
    }

    @Test func `is decided for a person who has left, too`() async throws {
        try await TestApp.run { app in
            let person = try await app.facePerson(of: try await app.reference(), setup: try await app.faceSetup())
            try await person.selfie(Pictures.jpeg)
            try await person.complete()
            let left = try await app.call(
                .put, "/v1/identity-verifications/\(person.verification)/complete", token: person.token)
            #expect(left.status == 204)
            let id = try #require(ID<FaceAuthentication>(person.authentication))
            try await app.house.database.write { [house = app.house] transaction in
                let face = house.faceAuthentications
                let probe = try #require(try face.probe(of: try face.find(id, in: transaction), in: transaction))
                try face.keep(.face(.other), of: probe, at: house.clock.now, in: transaction)
            }
            await app.drain()
            #expect(try await person.asBusiness()["status"] == "Failed")
            #expect(try await app.verification(person.verification)["status"] == "Completed")
        }
    }
}
