import Foundation
import Journal
import Kernel
import TestKit
import Testing

/// Contract § 8: what is told to the business.
@Suite struct `A notification on the wire` {
    private static let known: Set = [
        "IdentityVerification.StatusChanged", "IdentityVerification.Consented", "KycIdentification.Created",
        "KycIdentification.Processed", "KycIdentification.Approved", "KycIdentification.Rejected",
        "KycIdentification.Updated",
    ]

    @Test(
        .contract(
            "8.2 envelope", "8.2 payload", "8.2 no delivery members", "8.1 former names", "5.2 turned round",
            "8.1 KycIdentification.Approved", "8.1 KycIdentification.Rejected"))
    func `has the envelope and the resource, whatever happened`() async throws {
        try await TestApp.run { app in
            let person = try await app.person(["externalReferenceId": "case-3"])
            try await person.handInSamples()
            #expect(try await app.review(person.identification, "reject", reason: "DocumentNotAccepted").status < 300)
            let rejected = try await app.identification(person.identification)
            #expect(try await app.review(person.identification, "approve").status < 300)
            let approved = try await app.identification(person.identification)
            let found = try await app.notifications(of: person.verification)
            #expect(Set(found.map { $0["id"] }).count == found.count)
            for event in found {
                #expect(Wire.names(event) == ["id", "applicationId", "createdUtc", "type", "payload"])
                #expect(Wire.isID(event["id"]) && Wire.isInstant(event["createdUtc"]))
                #expect(event["applicationId"].text == app.tenant.application.description)
                #expect(Self.known.contains(event["type"].text ?? ""))
                let isKyc = event["type"].text?.hasPrefix("Kyc") == true
                let verification = event["payload"][isKyc ? "identityVerificationId" : "id"]
                #expect(verification.text == person.verification)
                #expect(event["payload"]["externalReferenceId"] == "case-3")
            }
            func payload(_ type: String) -> JSONValue? { found.last { $0["type"].text == type }?["payload"] }
            #expect(payload("KycIdentification.Rejected") == rejected)
            #expect(payload("KycIdentification.Approved") == approved)
            let session = try await app.verification(person.verification)
            #expect(payload("IdentityVerification.StatusChanged") == session)
        }
    }
}
