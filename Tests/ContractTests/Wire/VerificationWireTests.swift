import Foundation
import HTTPTypes
import Kernel
import Onboarding
import TestKit
import Testing

/// Contract § 2.1 and § 4: the session as a business creates and reads it.
@Suite struct `A verification on the wire` {
    @Test(.contract("4.1 answer", "4.1 setupId", "0 media type"))
    func `is created with 201 and its id, and nothing else`() async throws {
        try await TestApp.run { app in
            let answer = try await app.call(
                .post, Wire.verifications, token: try await app.token(),
                json: ["setupId": .string(app.tenant.sandbox)])
            #expect(answer.status == 201)
            #expect(Wire.names(answer.json) == ["id"] && Wire.isID(answer["id"]))
            #expect(answer.contentType == "application/json; charset=utf-8")
        }
    }

    @Test(
        .contract("4.1 malformed", "4.1 setupId", "10 400"),
        arguments: [
            ("{}", "setupId"), (#"{"setupId": null}"#, "setupId"), (#"{"setupId": 5}"#, "setupId"),
            (#"{"setupId": "none"}"#, "setupId"), ("{", nil),
        ] as [(String, String?)])
    func `is refused with 400 where the body does not fit`(_ body: String, _ member: String?) async throws {
        try await TestApp.run { app in
            let answer = try await app.send(
                .post, Wire.verifications, token: try await app.token(),
                headers: [.contentType: "application/json"], body: Data(body.utf8))
            #expect(answer.status == 400)
            #expect(answer["errors"].members.keys.first == member)
            #expect(answer["message"].text?.isEmpty == false)
        }
    }

    @Test(
        .contract(
            "4.3 id", "4.3 status", "4.3 createdUtc", "4.3 setup", "4.3 step", "4.3 communicationChannels",
            "4.3 statusReason", "4.4 Pending", "0 names", "0 times"))
    func `reads as Pending with what is known, and no more`() async throws {
        try await TestApp.run { app in
            let found = try await app.verification(try await app.create())
            let optional: Set = ["modifiedUtc"]
            let always: Set = ["id", "applicationId", "status", "createdUtc", "setup", "step"]
            #expect(Wire.names(found).subtracting(optional) == always)
            #expect(found["status"] == "Pending" && found["step"] == [:])
            #expect(Wire.isID(found["id"]) && Wire.isID(found["applicationId"]))
            #expect(Wire.names(found["setup"]) == ["id", "versionId"])
            #expect(Wire.isID(found["setup"]["id"]) && Wire.isID(found["setup"]["versionId"]))
            #expect(Wire.isInstant(found["createdUtc"]))
        }
    }

    @Test(.contract("4.3 createdUtc", "4.3 step.consent", "4.3 step.kycIdentification", "4.3 other steps", "0 times"))
    func `gains a member for each step that was begun`() async throws {
        let clock = ManualClock()
        try await TestApp.run(clock: clock) { app in
            let id = try await app.create()
            clock.advance(by: 60)
            let person = try await Person(opening: id, in: app).begun()
            let found = try await app.verification(id)
            #expect(found["status"] == "InProgress")
            #expect(Wire.names(found["step"]) == ["consent", "kycIdentification"])
            #expect(found["step"]["consent"]["isConsented"] == true)
            #expect(Wire.isInstant(found["step"]["consent"]["consentedUtc"]))
            #expect(found["step"]["kycIdentification"] == ["id": .string(person.identification)])
            #expect(Wire.isInstant(found["modifiedUtc"]) && found["modifiedUtc"] != found["createdUtc"])
        }
    }

    @Test(
        .contract("4.4 completed from a rejection", "4.4 Completed", "9.3 complete", "8.1 KycIdentification.Rejected"))
    func `is Completed from a rejection that nobody retries, which is no approval`() async throws {
        try await TestApp.run { app in
            let person = try await app.person()
            #expect(try await person.handInSamples().status == 204)
            #expect(try await app.review(person.identification, "reject", reason: "BlurredPhoto").status < 300)
            #expect(try await app.verification(person.verification)["status"] == "InProgress")
            let end = try await app.call(
                .put, "\(Wire.verifications)/\(person.verification)/complete", token: person.token)
            #expect(end.status == 204 && end.bytes.isEmpty)
            let found = try await app.verification(person.verification)
            #expect(found["status"] == "Completed")
            #expect(found["step"]["kycIdentification"]["isSuccess"] == false)
            #expect(try await app.identification(person.identification)["status"] == "Rejected")
            let types = try await app.notifications(of: person.verification).map { $0["type"].text }
            #expect(types.suffix(2) == ["KycIdentification.Rejected", "IdentityVerification.StatusChanged"])
        }
    }

    @Test(.contract("4.4 lifetime", "4.4 Expired"))
    func `expires after the time that its setup gives`() async throws {
        let clock = ManualClock()
        try await TestApp.run(clock: clock) { app in
            let token = try await app.token()
            let path = "/v1/identity-verification-setups/\(app.tenant.sandbox)"
            let changed = try await app.call(.put, path, token: token, json: ["lifetimeSeconds": 3600])
            #expect(changed["lifetimeSeconds"] == 3600)
            let id = try await app.create()
            clock.advance(by: 3599)
            #expect(try await app.compose.housekeeping.expire() == 0)
            clock.advance(by: 1)
            #expect(try await app.compose.housekeeping.expire() == 1)
            #expect(try await app.verification(id)["status"] == "Expired")
        }
    }

    @Test(.contract("4.1 registration", "0 days", "0 null members", "0 unknown members", "0 absent members"))
    func `takes null and what it does not know as left out, and days as days`() async throws {
        try await TestApp.run { app in
            let id = try await app.create([
                "externalReferenceId": nil, "representativeId": nil, "faceAuthentication": nil, "language": nil,
                "successRedirectUrl": nil,
                "registration": [
                    "firstName": "Mila", "middleName": nil, "email": nil, "phoneNumber": nil, "countryCode": nil,
                    "personalCode": nil, "lastName": nil, "dateOfBirth": "1990-04-12", "address": nil,
                ],
            ])
            let found = try await app.verification(id)
            #expect(found["registration"] == ["firstName": "Mila", "dateOfBirth": "1990-04-12"])
            #expect(Wire.isDay(found["registration"]["dateOfBirth"]))
            #expect(found.members["externalReferenceId"] == nil)
            let none = try await app.verification(try await app.create(["registration": nil]))
            #expect(none.members["registration"] == nil)
        }
    }

    @Test(.contract("4.1 registration"))
    func `takes an empty text as left out`() async throws {
        try await TestApp.run { app in
            let id = try await app.create([
                "registration": [
                    "firstName": "", "middleName": " ", "lastName": "VANTORRE", "email": "", "personalCode": "",
                    "dateOfBirth": "", "phoneNumber": "", "countryCode": "",
                ]
            ])
            #expect(try await app.verification(id)["registration"] == ["lastName": "VANTORRE"])
            let answer = try await app.call(
                .put, "\(Wire.verifications)/\(id)/setup-localisations", token: try await app.token(),
                json: [
                    "defaultLanguage": "en-GB",
                    "localisationSettings": [
                        [
                            "language": "en-GB", "pageTitle": "", "successRedirectUrl": "https://bank.example/",
                            "failureRedirectUrl": "", "consentDeclinedRedirectUrl": nil,
                        ]
                    ],
                ])
            #expect(answer.status == 204)
        }
    }

    @Test(
        .contract("4.1 registration.dateOfBirth"),
        arguments: [
            ("1990-04-12", true), ("1990-04-12T00:00:00", true), ("1990-04-12T00:00:00Z", true),
            ("1990-04-12T00:00:00.000+02:00", true), ("1990-04-12 00:00", true), ("1990-04-11T22:00:00Z", false),
            ("1990-04-12T", false), ("1990-02-30T00:00:00Z", false),
        ])
    func `has a day of birth, also where midnight stands behind it`(_ text: String, _ isDay: Bool) async throws {
        try await TestApp.run { app in
            let answer = try await app.call(
                .post, Wire.verifications, token: try await app.token(),
                json: ["setupId": .string(app.tenant.sandbox), "registration": ["dateOfBirth": .string(text)]])
            #expect(answer.status == (isDay ? 201 : 400))
            guard isDay else { return }
            let found = try await app.verification(answer["id"].text ?? "")
            #expect(found["registration"]["dateOfBirth"] == "1990-04-12")
        }
    }

    @Test(.contract("4.5 filter", "5.4 filter", "3.2 filter"))
    func `is found by a filter without a body, and by times with an offset`() async throws {
        try await TestApp.run { app in
            let (id, token) = (try await app.create(), try await app.token())
            let filters = [
                Wire.verifications, "/v1/identifications", "/v1/identity-verification-setups",
                "/v1/identification-setups",
            ]
            for path in filters {
                for body in [nil, Data(), Data(#"{"createdUtc":{"from":"2020-01-01T00:00:00.123456+00:00"}}"#.utf8)] {
                    let answer = try await app.send(
                        .post, "\(path)/filter", token: token, headers: [.contentType: "application/json"], body: body)
                    #expect(answer.status == 200, "\(path)")
                    guard path == Wire.verifications else { continue }
                    #expect(answer.json.items.map { $0["id"].text } == [id])
                }
            }
        }
    }

    @Test(.contract("2.1 discovery"))
    func `is preceded by a server that says where tokens are given`() async throws {
        try await TestApp.run { app in
            let found = try await app.call(.get, "/.well-known/openid-configuration")
            #expect(found.status == 200)
            #expect(found["issuer"].text?.hasPrefix("http") == true)
            #expect(found["token_endpoint"].text?.hasSuffix("/connect/token") == true)
            #expect(found["jwks_uri"].text?.isEmpty == false)
            #expect(found["grant_types_supported"] == ["client_credentials"])
            let scopes = found["scopes_supported"].items.compactMap(\.text)
            #expect(Set(scopes).isSuperset(of: AccessMatrix.everyScope))
        }
    }
}
