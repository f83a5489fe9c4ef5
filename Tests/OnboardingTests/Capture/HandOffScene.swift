import Foundation
import HTTPTypes
import Kernel
import TestKit

/// A desk with its session, a link that it shows, and a phone.
struct HandOffScene: Sendable {
    let desk: Device
    let phone: Device
    let verification: String
    /// Of the desk.
    let token: String
    let link: Answer

    init(_ app: TestApp) async throws {
        try await app.switchOn("enabled")
        desk = Device(app, agent: Device.desktop)
        phone = Device(app, agent: Device.phone)
        verification = try await app.create()
        token = try await desk.enter(verification)["accessToken"].text ?? ""
        link = try await desk.hand(.post, verification, token)
    }

    func state() async throws -> JSONValue {
        try await desk.hand(.get, verification, token).json
    }

    /// The desk's choice.
    func choose(_ number: JSONValue?) async throws -> Answer {
        try await desk.choose(number, verification, token)
    }

    /// One of those offered that is not the phone's.
    func wrong(beside number: JSONValue) async throws -> JSONValue? {
        try await state()["choices"].items.first { $0 != number }
    }
}
