import ArgumentParser
import Foundation
import Kernel
import Onboarding
import Web

/// What is made from the API's document, for those who call it.
struct APICommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "api", abstract: "Make things from the API's document.", subcommands: [CollectionCommand.self])
}

struct CollectionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "collection",
        abstract: "Write every operation of the API as a collection that API clients import (Postman's format 2.1).")

    func run() throws {
        let file = Resources.folder("API").appendingPathComponent("openapi.yaml")
        let document = try JSONValue(yaml: String(contentsOf: file, encoding: .utf8))
        print(try PostmanCollection(of: APIDocument(document)).text())
    }
}
