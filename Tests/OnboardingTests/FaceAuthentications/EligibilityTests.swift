import Foundation
import HTTPTypes
import Kernel
import Onboarding
import TestKit
import Testing

@Suite struct `The reference of a face authentication` {
    private static let member = "faceAuthentication.identityVerificationId"

    private func create(_ reference: String?, _ setup: String, _ app: TestApp) async throws -> Answer {
        var body: [String: JSONValue] = ["setupId": .string(setup)]
        if let reference { body["faceAuthentication"] = ["identityVerificationId": .string(reference)] }
        return try await app.call(
            .post, "/v1/identity-verifications", token: try await app.token(), json: .object(body))
    }

    private func expectRefusal(_ answer: Answer, _ reason: String) {
        #expect(answer.status == 409)
        #expect(answer.problem == "not-eligible")
        #expect(answer.json["detail"].text?.hasPrefix("\(reason): ") == true)
        #expect(answer.json["errors"][Self.member] == [.string(reason)])
    }

    @Test(.contract("4.1 faceAuthentication"))
    func `§4.1 is needed by a face authentication setup and refused by any other`() async throws {
        try await TestApp.run { app in
            let setup = try await app.faceSetup()
            let reference = try await app.reference().verification
            let missing = try await create(nil, setup, app)
            #expect(missing.status == 400)
            #expect(missing.json["errors"][Self.member] == ["is required by this setup"])
            let malformed = try await create("no-id", setup, app)
            #expect(malformed.status == 400)
            #expect(malformed.json["errors"][Self.member] == ["must be a UUID"])
            let elsewhere = try await create(reference, app.tenant.sandbox, app)
            #expect(elsewhere.status == 400)
            #expect(elsewhere.json["errors"][Self.member] == ["is for a face authentication setup only"])
            #expect(try await create(reference.uppercased(), setup, app).status == 201)
            #expect(try await app.call(.get, "/setups/\(setup)").status == 404)
        }
    }

    @Test func `§4.1 of another application is like one that is not there`() async throws {
        try await TestApp.run { app in
            let setup = try await app.faceSetup()
            let other = try await app.otherTenant()
            let foreign = try await app.reference(setup: other.sandbox, token: try await app.token(of: other))
            let refused = try await create(foreign.verification, setup, app)
            let absent = try await create("00000000-0000-7000-8000-000000000000", setup, app)
            #expect(refused.status == 404)
            #expect(refused.withoutTrace == absent.withoutTrace)
        }
    }

    @Test func `§4.1 is one whose identification stands approved`() async throws {
        try await TestApp.run { app in
            let setup = try await app.faceSetup()
            expectRefusal(try await create(try await app.create(), setup, app), "NotApproved")
            let waiting = try await app.handedIn()
            expectRefusal(try await create(waiting.verification, setup, app), "NotApproved")
            let approved = try await app.reference()
            #expect(try await create(approved.verification, setup, app).status == 201)
            let turned = try await app.call(
                .put, "/v1/identifications/\(approved.identification)/reject", token: try await app.token(),
                json: ["reason": "PossibleFraudAttempt", "reviewer": "Ada", "remark": "A mask."])
            #expect(turned.status == 204)
            expectRefusal(try await create(approved.verification, setup, app), "NotApproved")
        }
    }

    @Test func `§4.1 has its data, and the face of its selfie`() async throws {
        try await TestApp.run { app in
            let setup = try await app.faceSetup()
            let faceless = try await app.reference(.face(nil))
            expectRefusal(try await create(faceless.verification, setup, app), "NoFaceTemplate")
            let unread = try await app.reference(nil)
            expectRefusal(try await create(unread.verification, setup, app), "NoFaceTemplate")
            let erased = try await app.reference()
            let path = "/v1/identity-verifications/\(erased.verification)"
            #expect(try await app.call(.delete, path, token: try await app.token()).status == 204)
            expectRefusal(try await create(erased.verification, setup, app), "DataErased")
        }
    }

    @Test func `§4.1 of a live setup is live and asked for active liveness`() async throws {
        try await TestApp.run { app in
            let (live, sandbox) = (try await app.faceSetup(["isLive": true]), try await app.faceSetup())
            let drawn = try await app.reference()
            expectRefusal(try await create(drawn.verification, live, app), "SandboxReference")
            #expect(try await create(drawn.verification, sandbox, app).status == 201)
            let passive = try await app.reference(setup: app.tenant.live)
            expectRefusal(try await create(passive.verification, live, app), "NoActiveLiveness")
        }
        try await TestApp.run { app in
            try await app.askForActiveLiveness()
            let live = try await app.faceSetup(["isLive": true])
            let active = try await app.reference(setup: app.tenant.live)
            #expect(try await create(active.verification, live, app).status == 201)
        }
    }

    @Test func `§3.1 stands in a setup that asks for the face alone`() async throws {
        try await TestApp.run { app in
            let kyc =
                try await app.call(
                    .get, "/v1/identity-verification-setups/\(app.tenant.sandbox)", token: try await app.token()
                ).json["steps"].items.compactMap { $0["setupId"].text }.first ?? ""
            let identification: JSONValue = ["type": "KycIdentification", "order": 5, "setupId": .string(kyc)]
            let face: JSONValue = ["type": "FaceAuthentication", "order": 1]
            for (steps, isSound) in [
                ([face], true), ([["type": "Consent", "order": 0], face], true), ([face, identification], false),
                ([face, ["type": "Consent", "order": 2]], false),
                ([["type": "FaceAuthentication", "order": 1, "attempts": 21]], false),
                ([face, ["type": "FaceAuthentication", "order": 2]], false),
                ([["type": "FaceAuthentication", "order": -1]], false),
            ] as [([JSONValue], Bool)] {
                let answer = try await app.call(
                    .post, "/v1/identity-verification-setups", token: try await app.token(),
                    json: ["name": "Face", "steps": .array(steps)])
                #expect(answer.status == (isSound ? 201 : 400), "\(steps)")
                guard isSound else { continue }
                #expect(answer["steps"].items.last?["attempts"] == 3)
            }
        }
    }
}
