import Database
import Foundation
import HTTPTypes
import Kernel
import Onboarding
import TestKit
import Testing

/// `onlyMobileEnabled` and `restrictToSameIpAddress`: contract § 3.1.
@Suite struct `A device in the flow` {
    private static let mac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari"

    @Test(
        arguments: [
            (Device.desktop, [:], 403), (Device.phone, [:], 200), (nil, [:], 200), ("okhttp/4.12", [:], 200),
            (Self.mac, [:], 403), ("Mozilla/5.0 (X11; Linux x86_64) Chrome/140", [:], 403),
            ("Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X)", [:], 200),
            (nil, ["Sec-CH-UA-Platform": "\"Windows\"", "Sec-CH-UA-Mobile": "?0"], 403),
            (Device.desktop, ["Sec-CH-UA-Platform": "\"Android\"", "Sec-CH-UA-Mobile": "?0"], 200),
            (Device.desktop, ["Sec-CH-UA-Mobile": "?1"], 200),
        ] as [(String?, [String: String], Int)])
    func `§3.1 captures where the setup asks for a phone only if it says that it is one`(
        _ agent: String?, _ hints: [String: String], _ status: Int
    ) async throws {
        try await TestApp.run { app in
            try await app.switchOn("onlyMobileEnabled")
            var device = Device(app, agent: agent)
            for (name, value) in hints { device.headers[try #require(HTTPField.Name(name))] = value }
            let id = try await app.create()
            let answer = try await device.enter(id)
            #expect(answer.status == status)
            #expect(answer.problem == (status == 403 ? "mobile-only" : nil))
            #expect(try await app.verification(id)["status"] == (status == 403 ? "Pending" : "InProgress"))
        }
    }

    @Test func `§3.1 may say better what it is than its browser does`() async throws {
        try await TestApp.run { app in
            try await app.switchOn("onlyMobileEnabled")
            let id = try await app.create()
            let device = Device(app, agent: Self.mac)
            let token = try await device.open(id)["accessToken"].text
            func said(_ name: String) -> JSONValue { ["deviceInformation": ["osName": .string(name)]] }
            #expect(try await device.exchange(id, token, said("macOS")).status == 403)
            let full = try await device.exchange(id, token, said("iOS"))
            #expect(full.status == 200)
            let path = "/v1/identity-verifications/\(id)/customer-audits"
            let refused = try await device.call(.put, path, token: full["accessToken"].text, json: said("Windows"))
            #expect(refused.status == 403 && refused.problem == "mobile-only")
            let noted = try await device.call(.put, path, token: full["accessToken"].text, json: said("iOS"))
            #expect(noted.status == 204)
        }
    }

    @Test func `§3.1 is let in everywhere where the setup asks for no phone`() async throws {
        try await TestApp.run { app in
            let id = try await app.create()
            #expect(try await Device(app, agent: Device.desktop).enter(id).status == 200)
        }
    }

    @Test func `§3.1 on a desk leads to a phone with the lesser token, and sees the end with the full one`()
        async throws
    {
        try await TestApp.run { app in
            try await app.switchOn("enabled", "onlyMobileEnabled")
            let id = try await app.create()
            let desk = Device(app, agent: Device.desktop)
            let lesser = try await desk.open(id)["accessToken"].text
            #expect(try await desk.exchange(id, lesser).problem == "mobile-only")
            let link = try await desk.hand(.post, id, lesser)
            #expect(link.status == 201)
            let phone = Device(app, agent: Device.phone)
            let taken = try await phone.take(link["url"])
            #expect(try await desk.choose(taken["number"], id, lesser).status == 200)
            let full = try await phone.exchange(id, taken["accessToken"].text)["accessToken"].text
            #expect(try await desk.hand(.get, id, lesser)["status"] == "Taken")
            _ = try await phone.call(
                .put, "/v1/identity-verifications/\(id)/consent", token: full, json: ["isConsented": false])
            #expect(try await desk.hand(.get, id, lesser)["verificationStatus"] == "Aborted")
            #expect(try await desk.exchange(id, lesser).status == 200)
        }
    }

    // MARK: One address

    /// The same house behind a proxy that names the client.
    private static func behindProxy(_ body: @escaping @Sendable (TestApp) async throws -> Void) async throws {
        try await TestApp.run { app in
            try await app.switchOn("enabled", "restrictToSameIpAddress")
            try await app.with({ $0.clientAddressHeader = Device.proxyField }, body)
        }
    }

    @Test(
        arguments: [
            ("192.0.2.17", "192.0.2.17", true), ("192.0.2.17", "192.0.2.18", false),
            ("192.0.2.17", "203.0.113.9, 192.0.2.17", true), ("192.0.2.17", "192.0.2.17, 203.0.113.9", false),
            ("192.0.2.17", "::ffff:192.0.2.17", true), ("192.0.2.17", "nonsense", false), ("192.0.2.17", nil, false),
            ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true), ("2001:db8:1:2::1", "[2001:db8:1:2::7]", true),
            ("2001:db8:1:2::1", "2001:db8:1:3::1", false), ("2001:db8:1:2::1", "192.0.2.17", false),
        ] as [(String, String?, Bool)])
    func `§3.1 comes from the address that opened the verification where the setup asks for it`(
        _ first: String, _ later: String?, _ isLetIn: Bool
    ) async throws {
        try await Self.behindProxy { app in
            let id = try await app.create()
            let opened = try await Device(app, address: first).enter(id)
            #expect(opened.status == 200)
            let second = Device(app, address: later)
            let path = "/v1/identity-verifications/\(id)"
            // The first device's token, from elsewhere.
            let reading = try await second.call(.get, path, token: opened["accessToken"].text)
            let step = try await second.call(
                .put, "\(path)/consent", token: opened["accessToken"].text, json: ["isConsented": true])
            let link = try await Device(app, address: first).hand(.post, id, opened["accessToken"].text)
            let taken = try await second.take(link["url"])
            let lesser = try await Device(app, address: first).open(id)["accessToken"].text
            let exchange = try await second.exchange(id, lesser)
            for answer in [reading, step, taken, exchange] {
                #expect((200...204).contains(answer.status) == isLetIn)
                #expect(answer.problem == (isLetIn ? nil : "other-address"))
            }
            // Who was refused has not used the link up.
            let neighbour = try await Device(app, address: first).take(link["url"])
            #expect(neighbour.problem == (isLetIn ? "hand-off-over" : nil))
        }
    }

    @Test func `§3.1 from nowhere that is known does not begin where an address is asked for`() async throws {
        try await Self.behindProxy { app in
            let answer = try await Device(app).open(try await app.create())
            #expect(answer.status == 403 && answer.problem == "other-address")
        }
        // Without the setting no header is believed, and these calls have no peer.
        try await TestApp.run { app in
            try await app.switchOn("restrictToSameIpAddress")
            let answer = try await Device(app, address: "192.0.2.17").open(try await app.create())
            #expect(answer.status == 403)
        }
    }

    @Test func `§3.1 may come from anywhere where no address is asked for`() async throws {
        try await TestApp.run { app in
            try await app.with({ $0.clientAddressHeader = Device.proxyField }) { app in
                let id = try await app.create()
                let token = try await Device(app, address: "192.0.2.17").open(id)["accessToken"].text
                #expect(try await Device(app, address: "203.0.113.9").exchange(id, token).status == 200)
            }
        }
    }

    @Test func `§3.1 leaves no address behind that could be read, and none of two to compare`() async throws {
        try await Self.behindProxy { app in
            let (one, other) = (try await app.create(), try await app.create())
            for id in [one, other] {
                #expect(try await Device(app, address: "198.51.100.231").enter(id).status == 200)
            }
            let folder = app.house.settings.dataFolder
            var bytes = Data()
            for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name.contains("sqlite") {
                bytes.append(try Data(contentsOf: URL(filePath: "\(folder)/\(name)")))
            }
            #expect(!bytes.isEmpty && bytes.range(of: Data("198.51.100.231".utf8)) == nil)
            let hashes = try await app.house.database.read { transaction in
                try transaction.rows("SELECT address_hash FROM capture_origin").map { try $0.data("address_hash") }
            }
            #expect(hashes.count == 2 && hashes[0] != hashes[1] && hashes.allSatisfy { $0.count == 32 })
        }
    }
}
