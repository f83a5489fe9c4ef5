import Database
import Foundation
import HTTPTypes
import Journal
import Kernel
import Onboarding
import TestKit
import Testing

@Suite struct `A session` {
    @Test(.contract("9.1 first token", "9.1 full token", "9.1 two levels", "4.4 InProgress"))
    func `§9.1 begins with a token of the lesser level, which opens nothing but its exchange`() async throws {
        try await TestApp.run { app in
            let id = try await app.create()
            let path = "/v1/identity-verifications/\(id)"
            let first = try await app.call(.post, "/v1/sessions", json: ["identityVerificationId": .string(id)])
            let restricted = try #require(first["accessToken"].text)
            let refused = [
                try await app.call(.get, path, token: restricted),
                try await app.call(.get, "\(path)/setup", token: restricted),
                try await app.call(.put, "\(path)/consent", token: restricted, json: ["isConsented": true]),
                try await app.call(.put, "\(path)/complete", token: restricted),
                try await app.call(
                    .post, "/v1/kyc-identifications", token: restricted, json: ["identityVerificationId": .string(id)]),
            ]
            #expect(refused.allSatisfy { $0.status == 403 })
            #expect(try await app.verification(id)["status"] == "Pending")
            let full = try await app.call(.post, "/v1/sessions/\(id)/full-access-token", token: restricted, json: [:])
            #expect(try await app.call(.get, path, token: full["accessToken"].text)["status"] == "InProgress")
            let types = try await app.events(of: id).map(\.type)
            #expect(types == ["IdentityVerification.StatusChanged"])
        }
    }

    @Test func `§9.1 of one verification does nothing to another`() async throws {
        try await TestApp.run { app in
            let (mine, theirs) = (try await app.person(), try await app.person())
            let token = mine.token
            let path = "/v1/identity-verifications/\(theirs.verification)"
            let kyc = "/v1/kyc-identifications/\(theirs.identification)"
            let refused = [
                try await app.call(.get, path, token: token), try await app.call(.get, "\(path)/setup", token: token),
                try await app.call(.put, "\(path)/consent", token: token, json: ["isConsented": true]),
                try await app.call(.put, "\(path)/customer-audits", token: token, json: [:]),
                try await app.call(.post, "\(path)/activity-logs", token: token, json: ["action": "TERMS_SHOWN"]),
                try await app.call(.put, "\(path)/complete", token: token),
                try await app.call(.get, kyc, token: token), try await app.call(.get, "\(kyc)/setup", token: token),
                try await app.call(.put, "\(kyc)/document", token: token, json: ["imageBase64": "AAAA"]),
                try await app.call(.put, "\(kyc)/face-tec-liveness-2d", token: token, json: ["auditImagesBase64": []]),
                try await app.call(.put, "\(kyc)/verification", token: token),
                try await app.call(.put, "\(kyc)/complete", token: token),
                try await app.call(.put, "\(kyc)/resubmit", token: token),
            ]
            #expect(refused.map(\.status) == Array(repeating: 403, count: refused.count))
            #expect(try await app.verification(theirs.verification)["status"] == "InProgress")
        }
    }

    @Test func `§9.1 of no or a wrong token is refused, and so is a business's token`() async throws {
        try await TestApp.run { app in
            let person = try await app.person()
            let path = "/v1/kyc-identifications/\(person.identification)"
            for token in [nil, "wrong", try await app.token()] {
                #expect(try await app.call(.get, path, token: token).status == 401)
            }
            #expect(try await app.call(.get, path, token: person.token).status == 200)
            let identification = "/v1/identifications/\(person.identification)"
            #expect(try await app.call(.get, identification, token: person.token).status == 401)
        }
    }

    @Test func `§9.1 for a verification that is not there is not begun`() async throws {
        try await TestApp.run { app in
            for id in ["00000000-0000-7000-8000-000000000000", "x"] {
                let answer = try await app.call(.post, "/v1/sessions", json: ["identityVerificationId": .string(id)])
                #expect(answer.status == 404)
            }
            #expect(try await app.call(.post, "/v1/sessions", json: [:]).status == 400)
        }
    }

    @Test func `§9.3 shows the person nothing of what the business said`() async throws {
        try await TestApp.run { app in
            let id = try await app.create(["externalReferenceId": "secret-1", "registration": ["firstName": "Mila"]])
            let person = try await Person(opening: id, in: app)
            let seen = try await app.call(.get, "/v1/identity-verifications/\(id)", token: person.token)
            #expect(seen.status == 200)
            #expect(!String(decoding: seen.bytes, as: UTF8.self).contains("secret-1"))
            #expect(seen.json.members["registration"] == nil)
        }
    }

    @Test(.contract("9.3 consent", "4.4 Aborted"))
    func `§9.3 whose person declines ends the verification`() async throws {
        try await TestApp.run { app in
            let person = try await Person(opening: try await app.create(), in: app)
            #expect(try await person.consent(false).status == 204)
            let found = try await app.verification(person.verification)
            #expect(found["status"] == "Aborted")
            #expect(found["statusReason"] == "ConsentDeclined")
            #expect(found["step"]["consent"]["isConsented"] == false)
            #expect(try await person.begin().status == 409)
            #expect(try await person.consent(true).status == 409)
            let types = try await app.events(of: person.verification).map(\.type)
            #expect(types == ["IdentityVerification.StatusChanged", "IdentityVerification.StatusChanged"])
        }
    }

    @Test(.contract("9.3 consent", "4.3 step.consent", "8.1 IdentityVerification.Consented"))
    func `§9.3 keeps the consent, once, with its event`() async throws {
        try await TestApp.run { app in
            let person = try await Person(opening: try await app.create(), in: app)
            #expect(try await person.consent(true).status == 204)
            let first = try await app.verification(person.verification)["step"]["consent"]
            #expect(try await person.consent(true).status == 204)
            #expect(try await app.verification(person.verification)["step"]["consent"] == first)
            let types = try await app.events(of: person.verification).map(\.type)
            #expect(types == ["IdentityVerification.StatusChanged", "IdentityVerification.Consented"])
        }
    }

    @Test(.contract("9.4 create", "3.3 setup for the capture client"))
    func `§9.4 begins one identification however often it is asked for`() async throws {
        try await TestApp.run { app in
            let person = try await app.person()
            #expect(try await person.begin()["id"].text == person.identification)
            let state = try await person.state()
            #expect(state["status"] == "Awaiting")
            #expect(state["capture"] == ["parts": [], "selfie": ["isUploaded": false]])
            let setup = try await app.call(
                .get, "/v1/kyc-identifications/\(person.identification)/setup", token: person.token)
            #expect(setup["face"]["passiveLivenessEnabled"] == false)
            let types = try await app.events(of: person.verification).map(\.type)
            #expect(types.filter { $0 == "KycIdentification.Created" }.count == 1)
        }
    }

    @Test(.contract("9.3 customer-audits"))
    func `§9.3 notes the device, sealed, and says so in the audit log only`() async throws {
        try await TestApp.run { app in
            let person = try await Person(opening: try await app.create(), in: app)
            let answer = try await app.call(
                .put, "/v1/identity-verifications/\(person.verification)/customer-audits", token: person.token,
                json: [
                    "ipAddress": "192.0.2.17", "ipAddressCountryCode": "LT", "unknown": 1,
                    "deviceInformation": ["model": "Phone", "osVersion": ["major": 15, "minor": 0]],
                ])
            #expect(answer.status == 204)
            let id = try #require(ID<Verification>(person.verification))
            let (device, actions) = try await app.house.database.read { [house = app.house] transaction in
                (
                    try house.verifications.find(id, in: transaction).details.value.device,
                    try AuditLog.entries(about: id.description, in: transaction).map(\.action)
                )
            }
            #expect(device?.ipAddress == "192.0.2.17")
            #expect(device?.deviceInformation?.osVersion?.major == 15)
            #expect(actions.last == "verification.deviceNoted")
        }
    }

    @Test(.contract("9.3 activity-logs"))
    func `§9.3 logs the steps it knows and refuses others`() async throws {
        try await TestApp.run { app in
            let person = try await Person(opening: try await app.create(), in: app)
            let path = "/v1/identity-verifications/\(person.verification)/activity-logs"
            #expect(ActivityAction.allCases.count == 37)
            for action in ActivityAction.allCases.map(\.rawValue) {
                let answer = try await app.call(.post, path, token: person.token, json: ["action": .string(action)])
                #expect(answer.status == 204, "\(action)")
            }
            for body in [["action": "session_started"], ["action": 5], [:]] as [JSONValue] {
                let answer = try await app.call(.post, path, token: person.token, json: body)
                #expect(answer.status == 400)
                #expect(answer["errors"].members["action"] != nil)
            }
        }
    }

    @Test(
        arguments: [
            (nil, nil), ("", nil), ("", "application/json"), ("{}", nil), ("{}", "application/x-www-form-urlencoded"),
            ("{\"deviceInformation\": 5}", "application/json"), ("no JSON", "text/plain"),
        ] as [(String?, String?)])
    func `§9.1 is exchanged with whatever body the clients of any year send`(
        _ body: String?, _ type: String?
    ) async throws {
        try await TestApp.run { app in
            let id = try await app.create()
            let first = try await app.call(.post, "/v1/sessions", json: ["identityVerificationId": .string(id)])
            var headers: HTTPFields = [:]
            headers[.contentType] = type
            let full = try await app.send(
                .post, "/v1/sessions/\(id)/full-access-token", token: first["accessToken"].text, headers: headers,
                body: body.map { Data($0.utf8) })
            #expect(full.status == 200 && full["accessToken"].text != nil)
        }
    }

    @Test(
        arguments: [
            [:], ["ipAddress": "192.0.2.17"], ["deviceInformation": [:]],
            ["deviceInformation": ["model": "Phone", "osName": "Android"]],
            ["deviceInformation": ["osVersion": ["major": 15]]], ["deviceInformation": nil],
        ] as [JSONValue])
    func `§9.3 takes what a device says of itself with any member missing`(_ facts: JSONValue) async throws {
        try await TestApp.run { app in
            let person = try await Person(opening: try await app.create(), in: app)
            let path = "/v1/identity-verifications/\(person.verification)/customer-audits"
            #expect(try await app.call(.put, path, token: person.token, json: facts).status == 204)
        }
    }

    @Test func `§9.3 shows the business what was reported, up to its number, until it is redacted`() async throws {
        let clock = ManualClock()
        try await TestApp.run(clock: clock) { app in
            let person = try await Person(opening: try await app.create(), in: app)
            let path = "/v1/identity-verifications/\(person.verification)/activity-logs"
            for action in ["SESSION_STARTED", "TERMS_SHOWN"] as [JSONValue] {
                #expect(try await app.call(.post, path, token: person.token, json: ["action": action]).status == 204)
                clock.advance(by: 1)
            }
            let token = try await app.token()
            let seen = try await app.call(.get, path, token: token)
            #expect(
                seen.json == [
                    ["action": "SESSION_STARTED", "createdUtc": "2025-06-15T15:06:40.000Z"],
                    ["action": "TERMS_SHOWN", "createdUtc": "2025-06-15T15:06:41.000Z"],
                ])
            #expect(try await app.call(.get, path, token: person.token).status == 401)
            for _ in 3...501 {
                let answer = try await app.call(.post, path, token: person.token, json: ["action": "WAITING_PAGE"])
                #expect(answer.status == 204)
            }
            #expect(try await app.call(.get, path, token: token).json.items.count == 500)
            let whole = "/v1/identity-verifications/\(person.verification)"
            #expect(try await app.call(.delete, whole, token: token).status == 204)
            #expect(try await app.call(.get, path, token: token).json == [])
        }
    }
}
