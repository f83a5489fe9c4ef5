import Foundation
import TestKit
import Testing

/// The front that other suites call, with the faults it is there to find.
@Suite struct `An answer held to the OpenAPI document` {
    let document: OpenAPI
    let path = "/v1/identity-verifications/0192f3c1-5a7e-7c3b-8f21-9f0d6c1b2a34"
    let verification = """
        {"id": "0192f3c1-5a7e-7c3b-8f21-9f0d6c1b2a34", "applicationId": "5d0a1b52-0c86-4f6c-8a53-2e1d92f0c7aa",
         "status": "Pending", "createdUtc": "2026-03-02T09:14:05.123Z", "step": {},
         "setup": {"id": "0b6f6a0e-43a1-4b6f-9d0e-6d1f2f6b7a10", "versionId": "6a1d8c7e-2f50-4b7d-a7c9-0d3a5b1e9f42"}}
        """

    init() throws {
        document = try OpenAPI.load()
    }

    func found(_ body: String, _ status: Int = 200, _ method: String = "GET", _ path: String? = nil) -> [String] {
        document.validate(body: body.utf8, status: status, method: method, path: path ?? self.path)
    }

    @Test func `passes when it keeps the contract`() {
        #expect(found(verification) == [])
        #expect(found(verification, 200, "get", path + "/?a=b") == [])
        #expect(found("", 204, "PUT", path + "/complete") == [])
    }

    @Test(arguments: [
        ("\"Pending\"", "\"pending\"", "#/status: is none of the enum"),
        ("\"Pending\"", "null", "#/status: is none of the enum"),
        ("\"step\": {}", "\"step\": {}, \"secret\": 1", "#/secret: not declared"),
        ("\"step\": {}", "\"step\": {\"consent\": {}}", "#/step/consent: lacks isConsented"),
        (".123Z", "+00:00", "#/createdUtc: is no date-time"),
        ("0192f3c1", "0192F3C1", "#/id: is no uuid"),
        ("\"step\": {},", "", "#: lacks step"),
    ])
    func `fails by one changed member`(_ original: String, _ changed: String, _ violation: String) {
        let body = verification.replacing(original, with: changed)
        #expect(body != verification)
        #expect(found(body).contains("GET /v1/identity-verifications/{} 200 \(violation)"))
    }

    @Test func `fails where the document says nothing of it`() {
        #expect(found(verification, 200, "GET", "/v1/nothing") == ["GET /v1/nothing: not in the document"])
        #expect(found(verification, 418) == ["GET /v1/identity-verifications/{} 418: the status is not declared"])
        #expect(found("{}", 204, "PUT", path + "/complete").count == 1)
        #expect(found("<html>") == ["GET /v1/identity-verifications/{} 200 #: no JSON"])
        let asText = document.validate(
            body: verification.utf8, status: 200, method: "GET", path: path, contentType: "text/plain; charset=utf-8")
        #expect(asText == ["GET /v1/identity-verifications/{} 200 the content type text/plain is not declared"])
    }

    @Test func `finds the operation by words before parameters`() {
        let filter = document.operation("POST", "/v1/identity-verification-setups/filter")
        #expect(filter?.id == "filterIdentityVerificationSetups")
        #expect(document.operation("POST", "/connect/token/")?.id == "issueToken")
        #expect(document.operation("GET", "/")?.id == "openHostedPage")
        #expect(document.operation("DELETE", "/") == nil)
    }

    @Test func `knows a route however its parameters are written`() {
        #expect(Route("get", "/v1/a/:id/b") == Route("GET", "/v1/a/{other}/b/"))
        #expect(Route("GET", "/v1/a/:id") != Route("GET", "/v1/a/id"))
        #expect(document.operations.map(\.route).contains(Route("GET", "/v1/identifications/:id/files/:fileId")))
    }

    @Test func `takes requests with members that it does not know`() {
        let request = #"{"setupId": "0B6F6A0E-43A1-4B6F-9D0E-6D1F2F6B7A10", "successUrl": "https://example.com"}"#
        #expect(document.validate(request: request.utf8, method: "POST", path: "/v1/identity-verifications") == [])
        #expect(document.validate(request: "{}".utf8, method: "POST", path: "/v1/identity-verifications").count == 1)
    }

    @Test func `holds notifications to the webhook of their type`() {
        func event(_ type: String) -> [String] {
            let body = """
                {"id": "0192f3c4-77aa-7bcd-9e01-23456789abcd", "applicationId": "5d0a1b52-0c86-4f6c-8a53-2e1d92f0c7aa",
                 "createdUtc": "2026-03-02T09:14:31Z", "type": "\(type)", "payload": \(verification)}
                """
            return document.validate(event: body.utf8)
        }
        #expect(event("IdentityVerification.Consented") == [])
        #expect(event("Idv.Consented") == ["#/type: no such webhook"])
        #expect(event("KycIdentification.Approved").isEmpty == false)
    }
}
