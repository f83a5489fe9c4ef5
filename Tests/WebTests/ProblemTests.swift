import Foundation
import HTTPTypes
import Kernel
import Testing
import Web

@Suite struct `A request that fails` {
    private let id = "0197718e-4a80-7abc-8def-0123456789ab"

    @Test(arguments: ["/", "/nothing", "/things/1/2", "/thing"])
    func `is answered 404 where there is nothing`(_ path: String) async throws {
        let answer = try await TestRouter.answer(.get, path)
        #expect(answer.status == 404 && answer.problem == "no-such-path")
        #expect(answer.headers[.allow] == nil)
    }

    @Test func `names no method of an address with a parameter where the words are another's`() async throws {
        let answer = try await TestRouter.answer(.delete, "/things/filter")
        #expect(answer.status == 405)
        #expect(answer.headers[.allow] == "POST")
    }

    @Test func `is answered 405 with what the address takes`() async throws {
        let answer = try await TestRouter.answer(.delete, "/things/\(id)")
        #expect(answer.status == 405 && answer.problem == "method-not-allowed")
        #expect(answer.headers[.allow] == "GET, PUT")
        #expect(try await TestRouter.answer(.get, "/things").headers[.allow] == "POST")
    }

    @Test(arguments: ["1", "0197718e-4a80-7abc-8def-0123456789ag", "%00", "..%2f"])
    func `is answered the same for an id that is none`(_ text: String) async throws {
        let answer = try await TestRouter.answer(.get, "/things/\(text)")
        #expect(answer.status == 404 && answer.problem == "no-such-path")
    }

    @Test func `is answered 413 where the body is too large`() async throws {
        let large = "\"" + String(repeating: "a", count: WebLimits.jsonBodyBytes) + "\""
        let answer = try await TestRouter.post(large, to: "/values")
        #expect(answer.status == 413 && answer.problem == "body-too-large")
        let largest = "\"" + String(repeating: "a", count: WebLimits.jsonBodyBytes - 2) + "\""
        #expect(try await TestRouter.post(largest, to: "/values").status == 200)
    }

    @Test(
        arguments: [
            ("text/plain", 415), ("application/xml", 415), ("multipart/form-data; boundary=x", 415), ("", 415),
            ("application/json", 200), ("Application/JSON; charset=utf-8", 200), ("application/problem+json", 200),
            (nil, 200),
        ] as [(String?, Int)])
    func `is answered 415 where the media type is another`(_ type: String?, _ status: Int) async throws {
        #expect(try await TestRouter.post("1", to: "/values", type: type).status == status)
    }

    @Test(arguments: ["", "{", "{\"title\"}", "[1,]", "nul", "{\"title\": 'a'}", "\u{0}", "{} {}", "\"\\ud800\""])
    func `is answered 400 where the body is no JSON`(_ body: String) async throws {
        let answer = try await TestRouter.post(body)
        #expect(answer.status == 400)
        #expect(answer.problem == "malformed-json" || answer.problem == "validation-failed")
    }

    @Test(arguments: [("[", "]"), ("{\"a\":", "}")])
    func `is answered 400 where the body is nested too deeply`(_ open: String, _ close: String) async throws {
        func nested(_ depth: Int) -> String {
            String(repeating: open, count: depth) + (open == "[" ? "" : "1") + String(repeating: close, count: depth)
        }
        #expect(try await TestRouter.post(nested(WebLimits.jsonDepth), to: "/values").status == 200)
        for depth in [WebLimits.jsonDepth + 1, 5000] {
            let answer = try await TestRouter.post(nested(depth), to: "/values")
            #expect(answer.status == 400 && answer.problem == "malformed-json")
        }
        #expect(try await TestRouter.post(String(repeating: open, count: 5000), to: "/values").status == 400)
    }

    @Test func `does not take brackets in a text for nesting`() async throws {
        let text = "\"\\\"" + String(repeating: "[{", count: 100) + "\""
        #expect(try await TestRouter.post(text, to: "/values").status == 200)
    }

    @Test(
        arguments: [
            ("{\"count\": 1}", "title", "is required"),
            ("{\"title\": 31337, \"count\": 1}", "title", "has the wrong type"),
            ("{\"title\": \"a\", \"count\": \"canary\"}", "count", "has the wrong type"),
            ("{\"title\": null, \"count\": 1}", "title", "must not be null"),
            ("{\"title\": \"a\", \"count\": 1, \"people\": {}}", "people", "has the wrong type"),
            (
                "{\"title\": \"a\", \"count\": 1, \"people\": [{\"name\": \"b\"}, {\"name\": [\"canary\"]}]}",
                "people.[1].name",
                "has the wrong type"
            ),
            ("{\"title\": \"a\", \"count\": 1, \"people\": [{\"age\": 31337}]}", "people.[0].name", "is required"),
            ("[]", "$", "has the wrong type"),
        ] as [(String, String, String?)])
    func `is told the member and never the value`(_ body: String, _ member: String, _ sentence: String?) async throws {
        let answer = try await TestRouter.post(body)
        #expect(answer.status == 400 && answer.problem == "validation-failed")
        #expect(Array(answer.errors.keys) == [member])
        if let sentence { #expect(answer.errors[member] == .array([.string(sentence)])) }
        #expect(!answer.text.contains("canary") && !answer.text.contains("31337"))
    }

    @Test func `may say more than is asked for`() async throws {
        #expect(try await TestRouter.post("{\"title\": \"a\", \"count\": 1, \"more\": {}}").status == 201)
    }

    @Test func `for a reason that the house does not know gets a number and nothing more`() async throws {
        let answer = try await TestRouter.answer(.get, "/unknown")
        #expect(answer.status == 500 && answer.problem == "internal-error")
        #expect(!answer.text.contains("canary") && !answer.text.contains("Unknown"))
        #expect(answer.member("traceId")?.isEmpty == false)
        #expect(answer.member("traceId") == answer.headers[.requestID])
    }

    @Test func `carries the header fields, the message and the media type of its problem`() async throws {
        let answer = try await TestRouter.answer(.get, "/limited")
        #expect(answer.status == 429 && answer.headers[.retryAfter] == "60")
        #expect(answer.headers[.contentType] == "application/problem+json; charset=utf-8")
        #expect(answer.member("type") == "urn:couth:problem:slow-down")
        #expect(answer.member("title") == "Too many requests")
        #expect(answer.member("detail") == "Wait." && answer.member("message") == "Wait.")
    }

    @Test func `always has a message`() async throws {
        #expect(try await TestRouter.answer(.get, "/nothing").member("message") == "There is nothing at this address")
    }
}
