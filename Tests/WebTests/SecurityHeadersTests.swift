import HTTPTypes
import Testing
import Web

@Suite struct `Every answer` {
    @Test(
        arguments: [
            (.get, "/things/0197718e-4a80-7abc-8def-0123456789ab"), (.get, "/nothing"), (.get, "/unknown"),
            (.delete, "/things"), (.post, "/things"),
        ] as [(HTTPRequest.Method, String)])
    func `carries the security header fields`(_ method: HTTPRequest.Method, _ path: String) async throws {
        let headers = try await TestRouter.answer(method, path).headers
        #expect(headers[.xContentTypeOptions] == "nosniff")
        #expect(headers[.referrerPolicy] == "no-referrer")
        #expect(headers[.cacheControl] == "no-store")
        #expect(headers[.contentSecurityPolicy] == "default-src 'none'; frame-ancestors 'none'")
        #expect(headers[.permissionsPolicy] == "camera=(), microphone=(), geolocation=()")
        let resourcePolicy = try #require(HTTPField.Name("Cross-Origin-Resource-Policy"))
        #expect(headers[resourcePolicy] == "same-origin")
        #expect(headers[.requestID]?.isEmpty == false)
    }

    @Test func `keeps what its route has set itself`() async throws {
        let headers = try await TestRouter.answer(.get, "/own").headers
        #expect(headers[.cacheControl] == "max-age=60")
        #expect(headers[.contentSecurityPolicy] == "default-src 'self'")
        #expect(headers[.xContentTypeOptions] == "nosniff")
    }
}
