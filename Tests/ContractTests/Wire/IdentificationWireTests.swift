import Foundation
import HTTPTypes
import Kernel
import Specimens
import TestKit
import Testing

/// Contract § 5 and § 6: the identification as a business reads it.
@Suite struct `An identification on the wire` {
    private static let always: Set = [
        "id", "applicationId", "identityVerificationId", "createdUtc", "setup", "status", "isCrossChecked", "rules",
        "registries", "fraudChecks", "scores",
    ]
    private static let fileMembers: Set = ["fileId", "fileName", "fileType", "fileExtension", "createdUtc"]

    @Test(
        .contract(
            "5.1 id", "5.1 externalReferenceId", "5.1 createdUtc", "5.1 setup", "5.1 status", "5.1 document",
            "5.1 face",
            "5.1 rules", "5.2 Awaiting", "8.1 KycIdentification.Created"))
    func `is Awaiting from its beginning, without what nobody has sent`() async throws {
        try await TestApp.run { app in
            let person = try await app.person(["externalReferenceId": "case-9"])
            let found = try await app.identification(person.identification)
            #expect(Wire.names(found) == Self.always.union(["externalReferenceId"]))
            #expect(found["status"] == "Awaiting" && found["isCrossChecked"] == false)
            #expect(found["externalReferenceId"] == "case-9")
            #expect(found["id"].text == person.identification)
            #expect(found["identityVerificationId"].text == person.verification)
            #expect(found["applicationId"].text == app.tenant.application.description)
            #expect(Wire.isID(found["setup"]["id"]) && Wire.isID(found["setup"]["versionId"]))
            #expect(Wire.isInstant(found["createdUtc"]))
            for list in ["rules", "registries", "fraudChecks", "scores"] { #expect(found[list] == [], "\(list)") }
            #expect(try await app.notifications(of: person.verification).last?["type"] == "KycIdentification.Created")
        }
    }

    @Test(
        .contract(
            "5.1 additionalFiles", "5.5 files", "5.6 files", "5.6 other members", "5.7 fileId", "5.7 fileName",
            "5.7 fileType", "5.7 fileExtension", "5.7 createdUtc", "5.7 part", "9.4 additional-document",
            "7 additional types"))
    func `lists every file with its members`() async throws {
        try await TestApp.run { app in
            let token = try await app.token()
            let step = try await app.call(
                .get, "/v1/identity-verification-setups/\(app.tenant.sandbox)", token: token)["steps"].items[1]
            let changed = try await app.call(
                .put, "/v1/identification-setups/\(step["setupId"].text ?? "")", token: token,
                json: [
                    "additionalDocument": [
                        "enabled": true, "types": [["name": "ProofOfAddress"], ["name": "SelfieWithDoc"]],
                    ]
                ])
            #expect(changed.status == 200)
            let person = try await app.person()
            try await person.document("IdCard", "Front", Wire.picture)
            try await person.document("IdCard", "Back", Wire.picture)
            try await person.selfie(Wire.picture)
            for type in ["ProofOfAddress", "SelfieWithDoc"] {
                let answer = try await person.put(
                    "additional-document",
                    [
                        "type": .string(type), "imageFileType": "Jpeg",
                        "imageBase64": .string(Wire.picture.base64EncodedString()),
                    ])
                #expect(answer.status == 204)
            }
            let found = try await app.identification(person.identification)
            let document = found["document"]["files"].items
            #expect(document.map { $0["part"].text } == ["Front", "Back"])
            #expect(document.allSatisfy { Wire.names($0) == Self.fileMembers.union(["part"]) })
            let others = found["face"]["files"].items + found["additionalFiles"].items
            #expect(others.allSatisfy { Wire.names($0) == Self.fileMembers })
            #expect(others.map { $0["fileType"].text } == ["SelfiePhoto", "ProofOfAddress", "SelfieWithDoc"])
            #expect(Wire.names(found["face"]).subtracting(["enrollmentId", "ageEstimation"]) == ["files"])
            for file in document + others {
                #expect(Wire.isID(file["fileId"]) && Wire.isInstant(file["createdUtc"]))
                #expect(file["fileExtension"] == "jpeg" && file["fileName"].text?.hasSuffix(".jpeg") == true)
            }
            #expect(document.allSatisfy { $0["fileType"] == "DocumentPhoto" })
        }
    }

    @Test(
        .contract("5.2 Processed", "5.1 createdUtc", "8.1 KycIdentification.Processed", "9.4 verification", "9.4 read"))
    func `is still Awaiting when it was handed in, with the time of it`() async throws {
        try await TestApp.run { app in
            let person = try await app.person()
            #expect(try await person.put("verification").status == 409)
            let end = try await person.handInSamples()
            #expect(end.status == 204 && end.bytes.isEmpty)
            let found = try await app.identification(person.identification)
            #expect(found["status"] == "Awaiting" && found.members["statusReason"] == nil)
            #expect(Wire.isInstant(found["completedUtc"]))
            let last = try #require(try await app.notifications(of: person.verification).last)
            #expect(last["type"] == "KycIdentification.Processed")
            #expect(last["payload"]["completedUtc"] == found["completedUtc"])
            let seen = try await person.state()
            let known: Set = [
                "id", "applicationId", "createdUtc", "completedUtc", "setup", "status", "identityVerificationId",
            ]
            #expect(Wire.names(seen).isSuperset(of: known) && seen["completedUtc"] == found["completedUtc"])
            #expect(Wire.names(seen["setup"]) == ["id", "versionId"])
            #expect(seen.members["externalReferenceId"] == nil && seen.members["rules"] == nil)
        }
    }

    @Test(
        .contract("5.5 corrections", "5.2 Updated", "5.3 approved", "5.1 isCrossChecked", "5.4 approve"))
    func `shows what a reviewer decided and wrote`() async throws {
        try await TestApp.run { app in
            let person = try await app.person()
            try await person.handInSamples()
            #expect(try await app.review(person.identification, "approve").status < 300)
            let written: [String: JSONValue] = [
                "middleName": "ROSE", "personalCode": "49004120000", "address": "Harbour Road 1", "category": "AM/A/B",
                "dateOfIssue": "2024-05-06",
            ]
            let answer = try await app.call(
                .patch, "/v1/identifications/\(person.identification)/document-data", token: try await app.token(),
                json: .object(written.merging(["reviewer": "Ada Lind"]) { $1 }))
            #expect(answer.status < 300, "\(answer.json)")
            let found = try await app.identification(person.identification)
            #expect(found["status"] == "Approved" && found["statusReason"] == "ManuallyIdentified")
            #expect(found["isCrossChecked"] == true)
            for (name, value) in written { #expect(found["document"][name] == value, "\(name)") }
            let types = try await app.notifications(of: person.verification).compactMap { $0["type"].text }
            #expect(types.last == "KycIdentification.Updated")
            #expect(types.contains("KycIdentification.Approved"))
        }
    }

    @Test(
        .enabled(if: RuntimeFolder.hasModels, "the models and portraits of `make setup` are not here"),
        .contract(
            "5.1 rules", "5.2 Approved", "5.3 approved", "5.5 type", "5.5 names", "5.5 documentNumber", "5.5 dates",
            "5.5 countryIso3", "5.5 nationality", "5.5 mrzVerified", "5.5 ocrValidations", "6.1 shape",
            "6.1 five names",
            "6.1 our names", "6.2 registries", "6.3 fraudChecks", "6.4 scores", "0 names", "0 times", "0 days"))
    func `of an approved passport has the members of the contract with their words`() async throws {
        let papers = try await Papers.drawn(.approved)
        try await TestApp.run { app in
            let found = try await app.person().handIn(papers)
            #expect(found["status"] == "Approved" && found["statusReason"] == "AutomaticallyIdentified")
            let document = found["document"]
            #expect(document["type"] == "Passport" && document["mrzVerified"] == true)
            #expect(document["lastName"].text == papers.holder.surname.uppercased())
            let full = "\(document["firstName"].text ?? "") \(document["lastName"].text ?? "")"
            #expect(document["fullName"].text == full)
            #expect(document["documentNumber"].text == papers.holder.documentNumber)
            #expect(Wire.isDay(document["dateOfBirth"]) && Wire.isDay(document["dateOfExpiration"]))
            #expect(document["countryIso3"] == "UTO" && document["nationalityIso3"] == "UTO")
            #expect(["Male", "Female", "Unspecified"].contains(document["gender"].text))
            let words: Set = ["Success", "Fail", "Unavailable"]
            for validation in document["ocrValidations"].items {
                #expect(
                    Wire.names(validation) == ["field", "status"] && words.contains(validation["status"].text ?? ""))
            }
            #expect(document["ocrValidations"].items.isEmpty == false)
            try expectRules(found["rules"], words)
            #expect(found["registries"] == [] && found["fraudChecks"] == [])
            #expect(found["scores"].items.map { $0["name"] } == ["FaceSimilarity"])
            #expect(found["scores"].items.allSatisfy { (0...1).contains($0["value"].number ?? -1) })
            Wire.walk(found) { name, value in
                #expect(value != .null, "\(name ?? "")")
                if let name { #expect(name.wholeMatch(of: /[a-z][A-Za-z0-9]*/) != nil, "\(name)") }
                if name?.hasSuffix("Utc") == true { #expect(Wire.isInstant(value), "\(name ?? "")") }
            }
        }
    }

    private func expectRules(_ rules: JSONValue, _ words: Set<String>) throws {
        for rule in rules.items {
            #expect(Wire.names(rule) == ["name", "status"] && words.contains(rule["status"].text ?? ""))
        }
        let names = rules.items.compactMap { $0["name"].text }
        let known = [
            "SelfieHasFace", "DocumentHasFace", "SelfieAndDocumentFacesMatch", "SuccessfulPassiveLivenessCheck",
            "DocumentAndActiveLivenessAgeComparisonValid",
        ]
        #expect(Set(names).isSuperset(of: known) && Set(names).count == names.count)
        let ours = try OpenAPI.load().root["components"]["schemas"]["RuleName"]["enum"].items.compactMap(\.text)
        #expect(Set(names).isSubset(of: ours))
    }
}
