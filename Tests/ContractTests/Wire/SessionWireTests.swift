import Foundation
import HTTPTypes
import Kernel
import TestKit
import Testing

/// Contract § 9: what a capture client of the other house calls, in its order and with its bodies.
@Suite struct `A capture client` {
    private static func bare(_ app: TestApp, _ method: HTTPRequest.Method, _ path: String, _ token: String?)
        async throws -> Answer
    {
        try await app.send(
            method, path, token: token, headers: [.contentType: "application/json", .accept: "*/*"], body: nil)
    }

    @Test(
        .contract(
            "9.1 first token", "9.1 full token", "9.2 order", "9.3 setup", "9.3 customer-audits", "9.3 consent",
            "9.3 activity-logs", "9.4 create", "9.4 document", "9.4 face-tec-liveness-2d", "9.4 imageFileType",
            "9.4 verification", "9.3 complete"))
    func `comes through from the first token to the end`() async throws {
        try await TestApp.run { app in
            let id = try await app.create()
            let session = "\(Wire.verifications)/\(id)"
            let first = try await app.call(.post, "/v1/sessions", json: ["identityVerificationId": .string(id)])
            #expect(first.status == 200 && Wire.names(first.json) == ["accessToken"])
            // The clients of 2022 send no body here.
            let full = try await Self.bare(
                app, .post, "/v1/sessions/\(id)/full-access-token", first["accessToken"].text)
            #expect(full.status == 200 && Wire.names(full.json) == ["accessToken"])
            let token = try #require(full["accessToken"].text)
            func put(_ path: String, _ body: JSONValue? = nil) async throws {
                let answer =
                    if let body { try await app.call(.put, path, token: token, json: body) } else {
                        try await Self.bare(app, .put, path, token)
                    }
                #expect((200...299).contains(answer.status), "\(path): \(answer.status)")
            }
            let setup = try await app.call(.get, "\(session)/setup", token: token)
            #expect(setup["sessionScreenRecording"]["enabled"] == false)
            let kyc = try #require(setup["steps"].items.first { $0["type"] == "KycIdentification" }?["setupId"])
            try await put(
                "\(session)/customer-audits",
                [
                    "ipAddress": "192.0.2.1", "ipAddressCountryCode": "LT",
                    "deviceInformation": [
                        "model": "Phone", "osName": "Android", "osVersion": ["major": 14, "minor": 0, "patch": 0],
                    ],
                ])
            let begun = try await app.call(
                .post, "/v1/kyc-identifications", token: token,
                json: ["setupId": kyc, "identityVerificationId": .string(id)])
            #expect(begun.status == 201 && Wire.names(begun.json) == ["id"])
            let path = "/v1/kyc-identifications/\(begun["id"].text ?? "")"
            #expect(try await app.call(.get, "\(path)/setup", token: token)["document"]["enabled"] == true)
            try await put("\(session)/consent", ["isConsented": true])
            let picture = JSONValue.string(Wire.picture.base64EncodedString())
            try await put(
                "\(path)/document",
                ["type": "Passport", "part": "DataPage", "imageBase64": picture, "imageFileType": "jpeg"])
            try await put("\(path)/face-tec-liveness-2d", ["auditImagesBase64": [picture]])
            let logged = try await app.call(
                .post, "\(session)/activity-logs", token: token, json: ["action": "FACE_TAKEN"])
            #expect(logged.status == 204)
            try await put("\(path)/verification")
            try await put("\(path)/complete")
            #expect(try await app.call(.get, path, token: token)["status"] == "Awaiting")
            try await app.review(begun["id"].text ?? "", "reject", reason: "PoorPhotoQuality")
            let seen = try await app.call(.get, path, token: token)
            #expect(seen["status"] == "Rejected" && seen["statusReason"] == "PoorPhotoQuality")
            try await put("\(path)/resubmit")
            #expect(try await app.call(.get, path, token: token)["status"] == "Awaiting")
        }
    }

    @Test(.contract("10 409", "10 problem", "9.4 verification"))
    func `is told by 409 where a call comes too early or too late`() async throws {
        try await TestApp.run { app in
            let person = try await app.person()
            for step in ["verification", "complete", "resubmit"] {
                let answer = try await person.put(step)
                #expect(answer.status == 409, "\(step)")
                #expect(answer.contentType?.hasPrefix("application/problem+json") == true)
                let members: Set = ["type", "title", "status", "message", "traceId"]
                #expect(Wire.names(answer.json).isSuperset(of: members), "\(step)")
                #expect(answer["status"] == 409 && answer["message"].text?.isEmpty == false)
            }
        }
    }

    @Test(
        .contract("10 problem", "10 404", "10 401", "10 403", "10 413", "10 415", "10 400"),
        arguments: [400, 401, 403, 404, 413, 415])
    func `reads each refusal as one kind of body`(_ status: Int) async throws {
        try await TestApp.run { app in
            let token = try await app.token()
            let path = Wire.verifications
            func post(_ body: String, _ type: String, _ token: String?) async throws -> Answer {
                try await app.send(.post, path, token: token, headers: [.contentType: type], body: Data(body.utf8))
            }
            let answer =
                switch status {
                case 400: try await post("{}", "application/json", token)
                case 401: try await post("{}", "application/json", nil)
                case 403: try await post("{}", "application/json", try await app.token(scope: "idv_api_readonly"))
                case 404: try await app.call(.get, "\(path)/\(AccessMatrix.absent)", token: token)
                case 413:
                    try await post(
                        #"{"setupId": "\#(String(repeating: "x", count: 70_000))"}"#, "application/json", token)
                default: try await post("{}", "text/plain", token)
                }
            #expect(answer.status == status && answer["status"].number == Double(status))
            #expect(answer.contentType == "application/problem+json; charset=utf-8")
            for member in ["type", "title", "message", "traceId"] { #expect(answer[member].text?.isEmpty == false) }
            #expect((answer["errors"] != .null) == (status == 400))
        }
    }
}
