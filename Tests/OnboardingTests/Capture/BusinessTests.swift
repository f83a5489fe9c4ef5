import Database
import Foundation
import HTTPTypes
import Journal
import Kernel
import Onboarding
import TestKit
import Testing

/// Contract § 5.4: everything without our page.
@Suite struct `A business without our page` {
    @Test(.contract("5.4 create", "5.1 externalReferenceId"))
    func `§5.4 begins the identification and with it the verification`() async throws {
        try await TestApp.run { app in
            let business = try await Business(["externalReferenceId": "case-7"], in: app)
            #expect(try await app.verification(business.verification)["status"] == "InProgress")
            let found = try await business.read()
            #expect(found["status"] == "Awaiting")
            #expect(found["identityVerificationId"].text == business.verification)
            #expect(found["externalReferenceId"] == "case-7")
            let types = try await app.events(of: business.verification).map(\.type)
            #expect(types == ["IdentityVerification.StatusChanged", "KycIdentification.Created"])
            let step = try await app.verification(business.verification)["step"]["kycIdentification"]["id"]
            #expect(step.text == business.identification)
        }
    }

    @Test func `§5.4 gets the same identification however often it asks`() async throws {
        try await TestApp.run { app in
            let business = try await Business(in: app)
            let setup = try await Business.kycSetup(of: business.verification, in: app)
            let again = try await Business.begin(business.verification, setup: setup, in: app, token: business.token)
            #expect(again.status == 201)
            #expect(again["id"].text == business.identification)
            let types = try await app.events(of: business.verification).map(\.type)
            #expect(types.count == 2)
            let person = try await Person(opening: business.verification, in: app).begun()
            #expect(person.identification == business.identification)
        }
    }

    @Test func `§5.4 names the setup of the verification's step and no other`() async throws {
        try await TestApp.run { app in
            let (id, token) = (try await app.create(), try await app.token())
            let wrong = [app.tenant.sandbox, "00000000-0000-7000-8000-000000000000", "x"]
            for setup in wrong {
                let answer = try await Business.begin(id, setup: setup, in: app, token: token)
                #expect(answer.status == 404)
                #expect(answer.problem == "setup-not-found")
            }
            #expect(try await app.verification(id)["status"] == "Pending")
            let missing = try await app.call(
                .post, "/v1/identifications", token: token, json: ["identityVerificationId": .string(id)])
            #expect(missing.status == 400)
            #expect(Array(missing["errors"].members.keys) == ["setupId"])
        }
    }

    @Test func `§5.4 needs the scope that writes, and its own verification`() async throws {
        try await TestApp.run { app in
            let business = try await Business(in: app)
            let setup = try await Business.kycSetup(of: business.verification, in: app)
            for scope in ["kyc_identifications_api_readonly", "idv_api"] {
                let token = try await app.token(scope: scope)
                let begun = try await Business.begin(business.verification, setup: setup, in: app, token: token)
                #expect(begun.status == 403)
            }
            let stranger = try await app.token(of: try await app.otherTenant())
            let absentID = "00000000-0000-7000-8000-000000000000"
            let foreign = try await Business.begin(business.verification, setup: setup, in: app, token: stranger)
            let absent = try await Business.begin(absentID, setup: setup, in: app, token: stranger)
            #expect(foreign.status == 404)
            #expect(foreign.withoutTrace == absent.withoutTrace)
            for (method, call) in Self.calls {
                let path = "/v1/identifications/\(business.identification)/\(call)"
                let json = Self.bodies[call]
                let foreign = try await app.call(method, path, token: stranger, json: json)
                let absent = try await app.call(
                    method, "/v1/identifications/\(absentID)/\(call)", token: stranger, json: json)
                #expect(foreign.status == 404, "\(call)")
                #expect(foreign.withoutTrace == absent.withoutTrace)
                let reader = try await app.token(scope: "kyc_identifications_api_readonly")
                #expect(try await app.call(method, path, token: reader, json: json).status == 403, "\(call)")
                #expect(try await app.call(method, path, json: json).status == 401, "\(call)")
            }
        }
    }

    private static let calls: [(HTTPRequest.Method, String)] = [
        (.put, "document"), (.put, "additional-document"), (.put, "session-screen-recording"),
        (.put, "face-tec-liveness-2d"), (.put, "verification"), (.put, "complete"), (.put, "resubmit"),
        (.put, "approve"), (.put, "reject"), (.patch, "document-data"),
    ]
    private static let bodies: [String: JSONValue] = [
        "document": ["type": "Passport", "part": "DataPage", "imageBase64": "AAAA"],
        "additional-document": ["type": "SelfieWithDoc", "imageBase64": "AAAA"],
        "session-screen-recording": ["videoBase64": "AAAA"], "face-tec-liveness-2d": ["auditImagesBase64": ["AAAA"]],
        "approve": ["reviewer": "Ada", "remark": "Seen."],
        "reject": ["reviewer": "Ada", "remark": "Seen.", "reason": "NameMismatch"],
        "document-data": ["reviewer": "Ada", "lastName": "LIND"],
    ]

    @Test(.contract("5.4 uploads"))
    func `§5.4 hands in without the question for consent, in its own name`() async throws {
        try await TestApp.run { app in
            let business = try await Business(in: app)
            #expect(try await business.put("verification")["detail"] == "Still missing: document, selfie.")
            try await business.handIn()
            #expect(try await business.put("verification").status == 204)
            let found = try await business.read()
            #expect(found["completedUtc"].text != nil)
            #expect(found["document"]["files"].items.map { $0["fileType"] } == ["DocumentPhoto"])
            let late = try await business.put("face-tec-liveness-2d", ["auditImagesBase64": [Business.picture]])
            #expect(late.problem == "already-submitted")
            let subject = business.verification
            let entries = try await app.house.database.read { try AuditLog.entries(about: subject, in: $0) }
            #expect(Set(entries.map(\.actor)) == [.client(app.tenant.clientID)])
            #expect(
                entries.map(\.action) == [
                    "verification.created", "verification.statusChanged", "identification.created", "evidence.added",
                    "evidence.added", "identification.submitted",
                ])
            #expect(try await app.events(of: subject).map(\.type).last == "KycIdentification.Processed")
        }
    }

    @Test func `§5.4 tries again after a rejection that can be mended`() async throws {
        try await TestApp.run { app in
            let business = try await Business(in: app)
            try await business.handIn()
            let body: JSONValue = ["reason": "BlurredPhoto", "reviewer": "Ada", "remark": "Nothing to read."]
            #expect(try await business.put("reject", body).status == 204)
            #expect(try await business.put("resubmit").status == 204)
            let found = try await business.read()
            #expect(found["status"] == "Awaiting")
            #expect(found["id"].text == business.identification)
            #expect(found.members["statusReason"] == nil && found.members["completedUtc"] == nil)
            #expect(found.members["document"] == nil && found.members["face"] == nil)
        }
    }
}
