import HTTPTypes
import Testing
import Web

@Suite struct `A filter's query` {
    @Test(arguments: [
        ("", 100, 0), ("?limit=1", 1, 0), ("?limit=1000", 1000, 0), ("?orderBy=CREATEDDATE", 100, 0),
        ("?orderDirection=Desc", 100, 1), ("?orderDirection=DESC&limit=7&orderBy=name", 7, 1),
        ("?orderDirection=Asc", 100, 0),
        ("?unknown=1", 100, 0),
    ])
    func `is read with its defaults`(_ query: String, _ limit: Int, _ descending: Int) async throws {
        let answer = try await TestRouter.answer(.get, "/filter\(query)")
        #expect(answer.text == "{\"descending\":\(descending),\"limit\":\(limit)}")
    }

    @Test(arguments: [
        ("limit=0", ["limit"]), ("limit=1001", ["limit"]), ("limit=-1", ["limit"]), ("limit=x", ["limit"]),
        ("limit=", ["limit"]),
        ("limit=99999999999999999999", ["limit"]), ("orderBy=secret", ["orderBy"]),
        ("orderDirection=up", ["orderDirection"]),
        ("limit=0&orderBy=x&orderDirection=y", ["limit", "orderBy", "orderDirection"]),
    ])
    func `is refused with the names of all that is wrong`(_ query: String, _ members: [String]) async throws {
        let answer = try await TestRouter.answer(.get, "/filter?\(query)")
        #expect(answer.status == 400 && answer.problem == "validation-failed")
        #expect(answer.errors.keys.sorted() == members)
    }
}
