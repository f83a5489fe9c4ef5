import Foundation
import Kernel
import Testing

/// What the decoder of this platform would let pass, or refuse without saying where.
@Suite struct `A JSON body` {
    @Test(arguments: [
        #"{"title": "a", "count": 1,}"#, #"{"title": "a", "count": 1, "people": [{"name": "a"},]}"#, "[1, \n ]", "{,}",
        "{\"title\": \"a\", \"count\": 1}\u{0}",
    ])
    func `with a comma too many, or bytes that are none of it, is no JSON`(_ body: String) async throws {
        let answer = try await TestRouter.post(body)
        #expect(answer.status == 400)
        #expect(answer.member("type") == "urn:couth:problem:malformed-json")
    }

    @Test(arguments: [
        #"{"title": ",}", "count": 1}"#, #"{"title": "\",]", "count": 1}"#, #"{"title": "\\", "count": 1}"#,
        #"{"title": "\\u0000", "count": 1}"#, #"{"title": "\u0001", "count": 1}"#,
    ])
    func `may hold the same in a text`(_ body: String) async throws {
        #expect(try await TestRouter.post(body).status == 201)
    }

    @Test(arguments: [#"{"title": "a\u0000b", "count": 1}"#, "{\"title\": \"a\u{0}b\", \"count\": 1}"])
    func `with U+0000 in a text is refused`(_ body: String) async throws {
        let answer = try await TestRouter.post(body)
        #expect(answer.status == 400)
        #expect(answer.member("detail") == "text must not have U+0000")
    }

    @Test(arguments: [
        (#"{"title": "a", "count": 1.5}"#, "count"), (#"{"title": "a", "count": 1e30}"#, "count"),
        (#"{"title": "a", "count": 1, "people": [{"name": "a", "age": 0.5}]}"#, "people.[0].age"),
    ])
    func `with a fraction where a whole number is asked is refused by its name`(
        _ body: String, _ name: String
    ) async throws {
        let answer = try await TestRouter.post(body)
        #expect(answer.status == 400)
        #expect(answer.member("type") == "urn:couth:problem:validation-failed")
        #expect(answer.member("detail")?.hasPrefix("\(name): ") == true, "\(answer.member("detail") ?? "")")
    }
}
