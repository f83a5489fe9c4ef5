import Evidence
import Foundation
import HTTPTypes
import Kernel
import Onboarding
import TestKit
import Testing
import Vault

/// Our member `pdfUploadEnabled` of an identification setup.
@Suite struct `A PDF upload` {
    private static let scan = WrittenPDF(
        showing: WrittenPDF.jpeg(Pictures.jpegBytes, width: 64, height: 48), widthPoints: 96, heightPoints: 72)
    private static let listed: JSONValue = ["types": [["name": "ProofOfAddress"], ["name": "SelfieWithDoc"]]]

    private static func additional(_ type: JSONValue, _ file: Data) -> JSONValue {
        ["type": type, "imageBase64": .string(file.base64EncodedString()), "imageFileType": "Pdf"]
    }

    @Test(.enabled(if: RuntimeFolder.hasPDF))
    func `is taken of a document and a proof of address, and handed out as it came`() async throws {
        try await TestApp.run { app in
            let setup = try await app.newSetup(kyc: ["pdfUploadEnabled": true, "additionalDocument": Self.listed])
            let person = try await app.person(setup: setup)
            let file = Data(Self.scan.bytes)
            #expect(try await person.document("Passport", "DataPage", file).status == 204)
            #expect(try await person.put("additional-document", Self.additional("ProofOfAddress", file)).status == 204)
            let found = try await app.identification(person.identification)
            let files = found["document"]["files"].items + found["additionalFiles"].items
            #expect(files.map { $0["fileExtension"] } == ["pdf", "pdf"])
            for kept in files {
                let path = "/v1/identifications/\(person.identification)/files/\(kept["fileId"].text ?? "")"
                let answer = try await app.call(.get, path, token: try await app.token())
                #expect(answer.contentType == "application/pdf" && answer.bytes == file)
            }
        }
    }

    @Test func `is refused where a camera has to see the person`() async throws {
        try await TestApp.run { app in
            let setup = try await app.newSetup(kyc: ["pdfUploadEnabled": true, "additionalDocument": Self.listed])
            let person = try await app.person(setup: setup)
            let file = Data(Self.scan.bytes)
            #expect(try await person.selfie(file).status == 415)
            #expect(try await person.put("additional-document", Self.additional("SelfieWithDoc", file)).status == 415)
            #expect(try await app.house.vault.list().isEmpty)
        }
    }

    @Test func `is refused by a setup that does not say so`() async throws {
        try await TestApp.run { app in
            let person = try await app.person()
            let answer = try await person.document("Passport", "DataPage", Data(Self.scan.bytes))
            #expect(answer.status == 415 && answer.problem == "unsupported-media-type")
            #expect(try await app.house.vault.list().isEmpty)
        }
    }

    @Test(.enabled(if: RuntimeFolder.hasPDF))
    func `of several pages, or with a password, is refused with the reason`() async throws {
        try await TestApp.run { app in
            let person = try await app.person(setup: try await app.newSetup(kyc: ["pdfUploadEnabled": true]))
            var (twice, locked) = (Self.scan, Self.scan)
            twice.objects[1] = Array("<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2>>".utf8)
            let mark = String(repeating: "41", count: 32)
            locked.trailer = "/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/O<\(mark)>/U<\(mark)>/P -4>>"
            for (file, word) in [(twice, "2 pages"), (locked, "password")] {
                let answer = try await person.document("Passport", "DataPage", Data(file.bytes))
                #expect(answer.status == 400 && answer.problem == "unreadable-picture")
                #expect(answer["message"].text?.contains(word) == true)
            }
        }
    }
}
