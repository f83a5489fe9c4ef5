import Foundation
import Kernel
import TestKit
import Testing

/// The collection for API clients, as it is committed.
@Suite struct `The collection of the API` {
    let document: OpenAPI
    let committed: Data
    let collection: JSONValue

    init() throws {
        document = try OpenAPI.load()
        committed = try Data(contentsOf: OpenAPI.checkout.appending(path: "api/couth.postman_collection.json"))
        collection = try JSONDecoder().decode(JSONValue.self, from: committed)
    }

    private var requests: [JSONValue] { collection["item"].items.flatMap { $0["item"].items } }

    @Test func `is what the command makes of the document now`() throws {
        let made = try Self.output(of: ["api", "collection"])
        #expect(made.isEmpty == false)
        #expect(made == committed, "make it anew: couth api collection > api/couth.postman_collection.json")
    }

    @Test func `has the form that API clients import`() throws {
        let schema = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"
        #expect(collection["info"]["schema"].text == schema)
        #expect(collection["info"]["name"].text == "Couth")
        let known: Set = ["name", "request", "response", "event"]
        for item in requests {
            let request = item["request"]
            #expect(Set(item.members.keys).isSubset(of: known) && item["name"].text?.isEmpty == false)
            #expect(request["url"]["raw"].text?.hasPrefix("{{baseUrl}}/") == true)
            #expect(request["url"]["host"] == ["{{baseUrl}}"])
            let path = request["url"]["path"].items.compactMap(\.text)
            #expect(request["url"]["raw"].text == "{{baseUrl}}/" + path.joined(separator: "/"))
            let named = request["url"]["variable"].items.compactMap { $0["key"].text }
            #expect(named.sorted() == path.filter { $0.hasPrefix(":") }.map { String($0.dropFirst()) }.sorted())
            #expect(request["body"] == .null || ["raw", "urlencoded"].contains(request["body"]["mode"].text))
            for field in request["header"].items { #expect(field["key"].text != nil && field["value"].text != nil) }
        }
    }

    @Test func `has every operation of the document once, in the folder of its tag`() {
        let tags = document.root["tags"].items.compactMap { $0["name"].text }
        #expect(collection["item"].items.compactMap { $0["name"].text } == tags)
        for folder in collection["item"].items {
            let expected = document.operations.filter { $0.value["tags"].items.first == folder["name"] }.map(\.route)
            let found = folder["item"].items.map { item in
                Route(
                    item["request"]["method"].text ?? "",
                    item["request"]["url"]["path"].items.compactMap(\.text).joined(separator: "/"))
            }
            #expect(found.sorted() == expected.sorted(), "\(folder["name"])")
        }
        #expect(requests.count == document.operations.count)
    }

    @Test func `names only variables that it has, and asks for the token that the document asks for`() throws {
        let declared = Set(collection["variable"].items.compactMap { $0["key"].text })
        let text = String(decoding: committed, as: UTF8.self)
        let used = Set(text.matches(of: /\{\{([A-Za-z]+)\}\}/).map { String($0.1) })
        #expect(used.subtracting(declared) == [])
        #expect(used.isSuperset(of: ["baseUrl", "token", "sessionToken", "clientId", "clientSecret", "setupId"]))
        for item in requests {
            let path = item["request"]["url"]["path"].items.compactMap(\.text).joined(separator: "/")
            let route = Route(item["request"]["method"].text ?? "", path)
            let operation = try #require(document.operations.first { $0.route == route })
            let schemes = Set(operation.security.flatMap(\.keys))
            let expected: JSONValue =
                schemes.contains("clientToken") ? .null : schemes.contains("sessionToken") ? "bearer" : "noauth"
            #expect(item["request"]["auth"]["type"] == expected, "\(route)")
        }
    }

    @Test func `keeps the token of an answer for the calls that follow`() throws {
        let asking = try #require(requests.first { $0["request"]["url"]["raw"] == "{{baseUrl}}/connect/token" })
        let script = asking["event"].items.first?["script"]["exec"].items.compactMap(\.text).joined() ?? ""
        #expect(script.contains("pm.collectionVariables.set(\"token\", pm.response.json().access_token)"))
        #expect(collection["auth"]["bearer"].items.first?["value"] == "{{token}}")
    }

    /// What the executable of this build prints.
    private static func output(of arguments: [String]) throws -> Data {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: RuntimeFolder.executable)
        process.arguments = arguments
        process.standardOutput = output
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return bytes
    }
}
