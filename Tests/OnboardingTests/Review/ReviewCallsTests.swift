import Database
import Decision
import Foundation
import HTTPTypes
import Journal
import Kernel
import Onboarding
import TestKit
import Testing

/// Decisions and corrections by a business's own reviewers.
@Suite struct `A reviewer of a business` {
    private let approval: JSONValue = ["reviewer": "Ada Lind", "remark": "Compared by eye."]

    private func rejection(_ reason: String) -> JSONValue {
        ["reason": .string(reason), "reviewer": "Ada Lind", "remark": "Compared by eye."]
    }

    private func decisions(_ business: Business) async throws -> [AuditEntry] {
        try await business.app.house.database.read { [subject = business.verification] transaction in
            try AuditLog.entries(about: subject, in: transaction).filter { $0.action == "identification.decided" }
        }
    }

    @Test(.contract("5.4 approve", "5.1 isCrossChecked", "5.3 approved"))
    func `§5.2 approves, and is named in the audit log with the client`() async throws {
        try await TestApp.run { app in
            let business = try await Business(in: app)
            try await business.handIn()
            #expect(try await business.put("approve", approval).status == 204)
            let found = try await business.read()
            #expect(found["status"] == "Approved")
            #expect(found["statusReason"] == "ManuallyIdentified")
            #expect(found["isCrossChecked"] == true)
            #expect(try await app.verification(business.verification)["status"] == "Completed")
            let decided = try await decisions(business)
            #expect(decided.map(\.actor) == [.client(app.tenant.clientID)])
            #expect(decided.map { $0.detail["reviewer"] } == ["Ada Lind"])
            #expect(!decided.contains { "\($0.detail)".contains("by eye") })
            let types = try await app.events(of: business.verification).map(\.type)
            #expect(types.suffix(2) == ["KycIdentification.Approved", "IdentityVerification.StatusChanged"])
        }
    }

    @Test(.contract("5.2 turned round"))
    func `§5.2 turns a decision round, each time with its event`() async throws {
        try await TestApp.run { app in
            let business = try await Business(in: app)
            try await business.handIn()
            try await business.put("approve", approval)
            #expect(try await business.put("reject", rejection("DataDoesNotMatch")).status == 204)
            #expect(try await business.read()["status"] == "Rejected")
            #expect(try await business.put("reject", rejection("DataDoesNotMatch")).status == 204)
            #expect(try await business.put("approve", approval).status == 204)
            let types = try await app.events(of: business.verification).map(\.type)
            #expect(
                types.filter { ["KycIdentification.Approved", "KycIdentification.Rejected"].contains($0) } == [
                    "KycIdentification.Approved", "KycIdentification.Rejected", "KycIdentification.Approved",
                ])
            #expect(try await decisions(business).count == 3)
            await app.drain()
            #expect(try await business.read()["status"] == "Approved")
        }
    }

    @Test(.contract("5.3 26 reasons", "5.3 critical", "5.3 newer reasons"), arguments: StatusReason.rejections)
    func `§5.3 rejects for every reason there is; a critical one has no second try`(_ reason: StatusReason) async throws
    {
        try await TestApp.run { app in
            let business = try await Business(in: app)
            try await business.handIn()
            #expect(try await business.put("reject", rejection(reason.rawValue)).status == 204)
            #expect(try await business.read()["statusReason"].text == reason.rawValue)
            let again = try await business.put("resubmit")
            let critical: Set = [
                "Sanctioned", "Miscellaneous", "PossibleFraudAttempt", "ProhibitedCountryOrState", "UnderagePerson",
                "ProhibitedNationality", "DocAndBioAgeDoesntMatch", "DuplicatedInfo",
            ]
            #expect(again.status == (critical.contains(reason.rawValue) ? 409 : 204))
        }
    }

    @Test(
        .contract("5.3 newer reasons"),
        arguments: [
            ("BLURRED_PHOTO", "BlurredPhoto"), ("DOC_AND_BIO_AGE_DOESNT_MATCH", "DocAndBioAgeDoesntMatch"),
            ("DOCUMENT_FROM_SCREEN", "DocumentFromScreen"), ("FacesNotMatch", "FacesDoesNotMatch"),
            ("PHOTO_BLURRED", "BlurredPhoto"), ("Generic", "Miscellaneous"),
        ])
    func `§5.3 may send a reason in capitals or by another name, and reads the one there is`(
        _ sent: String, _ reason: String
    ) async throws {
        try await TestApp.run { app in
            let business = try await Business(in: app)
            try await business.handIn()
            #expect(try await business.put("reject", rejection(sent)).status == 204)
            #expect(try await business.read()["statusReason"].text == reason)
            // The same reason in the other spelling is the same decision.
            #expect(try await business.put("reject", rejection(reason)).status == 204)
            #expect(try await decisions(business).count == 1)
        }
    }

    @Test func `§5.3 after a critical reason is told why there is no retry`() async throws {
        try await TestApp.run { app in
            let business = try await Business(in: app)
            try await business.handIn()
            // The verification ends with the rejection; a client asks the identification nevertheless.
            try await business.put("reject", rejection("PossibleFraudAttempt"))
            let again = try await business.put("resubmit")
            #expect(again.status == 409)
            #expect(again.problem == "not-retryable")
        }
    }

    @Test func `§5.2 has as many attempts as the setup gives`() async throws {
        try await TestApp.run { app in
            let business = try await Business(in: app)
            for attempt in 1...3 {
                try await business.handIn()
                try await business.put("reject", rejection("BlurredPhoto"))
                let again = try await business.put("resubmit")
                #expect(again.status == (attempt < 3 ? 204 : 409))
                if attempt == 3 { #expect(again.problem == "too-many-attempts") }
            }
        }
    }

    @Test func `cannot decide before anything is handed in`() async throws {
        try await TestApp.run { app in
            let business = try await Business(in: app)
            #expect(try await business.put("approve", approval).problem == "not-reviewable")
            #expect(try await business.put("reject", rejection("NameMismatch")).problem == "not-reviewable")
            let path = "/v1/identifications/\(business.identification)/document-data"
            let body: JSONValue = ["reviewer": "Ada", "lastName": "LIND"]
            #expect(try await app.call(.patch, path, token: business.token, json: body).problem == "not-reviewable")
            try await business.handIn()
            #expect(try await app.call(.patch, path, token: business.token, json: body).problem == "not-reviewable")
        }
    }

    @Test(
        arguments: [
            ("approve", ["remark": "Seen."], "reviewer"), ("approve", ["reviewer": "Ada"], "remark"),
            ("approve", ["reviewer": " ", "remark": "Seen."], "reviewer"),
            ("reject", ["reviewer": "Ada", "remark": "Seen."], "reason"),
            ("reject", ["reviewer": "Ada", "remark": "Seen.", "reason": "ManuallyIdentified"], "reason"),
            ("reject", ["reviewer": "Ada", "remark": "Seen.", "reason": "NoSuchReason"], "reason"),
            ("reject", ["reviewer": "Ada", "remark": "Seen.", "reason": "MANUALLY_IDENTIFIED"], "reason"),
            ("reject", ["reviewer": "Ada", "remark": "  ", "reason": "NameMismatch"], "remark"),
        ] as [(String, JSONValue, String)])
    func `says who, why and for which reason`(_ call: String, _ body: JSONValue, _ member: String) async throws {
        try await TestApp.run { app in
            let business = try await Business(in: app)
            try await business.handIn()
            let answer = try await business.put(call, body)
            #expect(answer.status == 400)
            #expect(Array(answer["errors"].members.keys) == [member])
            #expect(try await business.read()["status"] == "Awaiting")
        }
    }

    @Test(.contract("5.2 Updated", "8.1 KycIdentification.Updated"))
    func `§5.2 corrects what was read, which is announced and leaves the status`() async throws {
        try await TestApp.run { app in
            let business = try await Business(in: app)
            try await business.handIn()
            try await business.put("approve", approval)
            let path = "/v1/identifications/\(business.identification)/document-data"
            let body: JSONValue = [
                "reviewer": "Ada Lind", "firstName": "MILA", "middleName": "ANN", "lastName": "VANTORRE",
                "dateOfBirth": "1990-04-12", "countryIso3": "UTO", "gender": "FEMALE", "address": "Harbour 1",
                "category": "AM/B", "unknown": 1, "type": "PASSPORT",
            ]
            #expect(try await app.call(.patch, path, token: business.token, json: body).status == 204)
            let found = try await business.read()
            #expect(found["status"] == "Approved")
            #expect(found["document"]["fullName"] == "MILA ANN VANTORRE")
            #expect(found["document"]["type"] == "Passport")
            #expect(found["document"]["gender"] == "Female")
            #expect(found["document"]["dateOfBirth"] == "1990-04-12")
            #expect(found["document"]["address"] == "Harbour 1")
            // The same again changes nothing; an empty text takes a member away.
            #expect(try await app.call(.patch, path, token: business.token, json: body).status == 204)
            let less: JSONValue = ["reviewer": "Ada Lind", "middleName": ""]
            #expect(try await app.call(.patch, path, token: business.token, json: less).status == 204)
            #expect(try await business.read()["document"]["fullName"] == "MILA VANTORRE")
            let events = try await app.events(of: business.verification).filter { $0.type.hasSuffix(".Updated") }
            #expect(events.count == 2)
            let last = try JSONDecoder().decode(JSONValue.self, from: try #require(events.last).body)
            let final = try await business.read()
            #expect(last["payload"] == final)
            let subject = business.verification
            let updates = try await app.house.database.read { transaction in
                try AuditLog.entries(about: subject, in: transaction)
                    .filter { $0.action == "identification.documentDataUpdated" }
            }
            #expect(updates.map { $0.detail["members"] }.last == "middleName")
            #expect(!updates.contains { "\($0.detail)".contains("VANTORRE") })
            #expect(try await app.house.database.read { try AuditLog.verify(in: $0).firstBroken } == nil)
        }
    }

    @Test(
        arguments: [
            (["lastName": "LIND"], "reviewer"), (["reviewer": "Ada", "countryIso3": "Uto"], "countryIso3"),
            (["reviewer": "Ada", "gender": "female"], "gender"),
            (["reviewer": "Ada", "dateOfBirth": "12.4.1990"], "dateOfBirth"),
            (["reviewer": "Ada", "type": "Library"], "type"),
        ] as [(JSONValue, String)])
    func `is told which correction is wrong`(_ body: JSONValue, _ member: String) async throws {
        try await TestApp.run { app in
            let business = try await Business(in: app)
            try await business.handIn()
            try await business.put("approve", approval)
            let path = "/v1/identifications/\(business.identification)/document-data"
            let answer = try await app.call(.patch, path, token: business.token, json: body)
            #expect(answer.status == 400)
            #expect(Array(answer["errors"].members.keys) == [member])
        }
    }
}
