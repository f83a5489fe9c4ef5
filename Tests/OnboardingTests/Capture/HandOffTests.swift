import Database
import Foundation
import HTTPTypes
import Journal
import Kernel
import Onboarding
import TestKit
import Testing

@Suite struct `Going on on another device` {
    private typealias Scene = HandOffScene

    @Test func `§3.1 begins with a link below the setup's own address, drawn as a code`() async throws {
        try await TestApp.run { app in
            let web: JSONValue = [
                "baseUrl": "https://verify.bank.example/", "localisationSettings": [],
                "defaultLocalisationSetting": ["language": "en-GB"],
            ]
            try await app.change("idv", "webAppSetting", to: web)
            let scene = try await Scene(app)
            #expect(scene.link.status == 201)
            let url = try #require(scene.link["url"].text)
            #expect(url.hasPrefix("https://verify.bank.example/hand-off#"))
            #expect(!url.contains(scene.verification), "an old link must not open the verification")
            #expect(scene.link["qrCode"].text?.hasPrefix("<svg xmlns=") == true)
            #expect(scene.link["expiresUtc"] == "2025-06-15T15:16:40.000Z")
            let page = try await app.call(.get, "/hand-off")
            #expect(page.status == 200 && page.headers[.contentSecurityPolicy]?.contains("unsafe") == false)
        }
    }

    @Test func `§9.1 gives the second device a session of its own, once, and the first keeps its own`() async throws {
        try await TestApp.run { app in
            let scene = try await Scene(app)
            let before = try await scene.desk.hand(.get, scene.verification, scene.token)
            #expect(before["status"] == "Open" && before["verificationStatus"] == "InProgress")
            let taken = try await scene.phone.take(scene.link["url"])
            #expect(taken.status == 200 && taken.json["identityVerificationId"] == .null)
            let again = try await scene.phone.take(scene.link["url"])
            #expect(again.status == 403 && again.problem == "hand-off-over")
            let path = "/v1/identity-verifications/\(scene.verification)"
            #expect(try await scene.choose(taken["number"])["status"] == "Taken")
            let lesser = taken["accessToken"].text
            #expect(try await scene.phone.awaitHandOff(lesser)["identityVerificationId"].text == scene.verification)
            #expect(try await scene.phone.call(.get, path, token: lesser).status == 403)
            let full = try await scene.phone.exchange(scene.verification, lesser)["accessToken"].text
            #expect(try await scene.phone.call(.get, path, token: full).status == 200)
            #expect(try await scene.desk.call(.get, path, token: scene.token).status == 200)
            #expect(try await scene.desk.hand(.get, scene.verification, scene.token)["status"] == "Taken")
            let id = scene.verification
            let actions = try await app.house.database.read { transaction in
                try AuditLog.entries(about: id, in: transaction).map(\.action)
            }
            let made = actions.filter { $0.hasPrefix("handOff.") }
            #expect(made == ["handOff.made", "handOff.taken", "handOff.confirmed"])
        }
    }

    @Test func `§9.1 lets the first device see that the second has finished`() async throws {
        try await TestApp.run { app in
            let scene = try await Scene(app)
            let taken = try await scene.phone.take(scene.link["url"])
            _ = try await scene.choose(taken["number"])
            let full = try await scene.phone.exchange(scene.verification, taken["accessToken"].text)
            let path = "/v1/identity-verifications/\(scene.verification)"
            let declined = try await scene.phone.call(
                .put, "\(path)/consent", token: full["accessToken"].text, json: ["isConsented": false])
            #expect(declined.status == 204)
            let state = try await scene.desk.hand(.get, scene.verification, scene.token)
            #expect(state["verificationStatus"] == "Aborted")
            #expect(try await scene.desk.hand(.post, scene.verification, scene.token).status == 409)
        }
    }

    @Test func `is over after ten minutes, and where a newer link was made`() async throws {
        let clock = ManualClock()
        try await TestApp.run(clock: clock) { app in
            let scene = try await Scene(app)
            let second = try await scene.desk.hand(.post, scene.verification, scene.token)
            #expect(second["url"] != scene.link["url"])
            #expect(try await scene.phone.take(scene.link["url"]).problem == "hand-off-over")
            clock.advance(by: 600)
            #expect(try await scene.phone.take(second["url"]).problem == "hand-off-over")
            #expect(try await scene.desk.hand(.get, scene.verification, scene.token)["status"] == "Expired")
            let third = try await scene.desk.hand(.post, scene.verification, scene.token)
            clock.advance(by: 599)
            #expect(try await scene.phone.take(third["url"]).status == 200)
        }
    }

    @Test func `is not offered where the setup does not allow it, nor without end`() async throws {
        try await TestApp.run { app in
            let id = try await app.create()
            let desk = Device(app)
            let token = try await desk.enter(id)["accessToken"].text
            let refused = try await desk.hand(.post, id, token)
            #expect(refused.status == 409 && refused.problem == "hand-off-disabled")
            #expect(try await desk.hand(.get, id, token).status == 404)
        }
        try await TestApp.run { app in
            let scene = try await Scene(app)
            for _ in 2...100 {
                #expect(try await scene.desk.hand(.post, scene.verification, scene.token).status == 201)
            }
            let refused = try await scene.desk.hand(.post, scene.verification, scene.token)
            #expect(refused.status == 409 && refused.problem == "too-many-hand-offs")
        }
    }

    @Test func `needs a token, and what is no link is none`() async throws {
        try await TestApp.run { app in
            let scene = try await Scene(app)
            #expect(try await scene.desk.hand(.post, scene.verification, nil).status == 401)
            let other = try await app.create()
            #expect(try await scene.desk.hand(.post, other, scene.token).status == 403)
            for token in ["", "AAAA", scene.token] {
                #expect(try await scene.phone.take(.string("#\(token)")).status == 403)
            }
            #expect(try await scene.phone.call(.post, "/v1/sessions/hand-off", json: [:]).status == 400)
        }
    }

    /// Contract § 9.1: two levels exist so that a second device gets restricted access.
    @Test func `§9.1 shows the second device nothing that the first captured`() async throws {
        try await TestApp.run { app in
            try await app.switchOn("enabled")
            let first = try await app.person(["registration": ["lastName": "Vantorre"]])
            try await first.document("Passport", "DataPage", Pictures.jpeg)
            try await first.selfie(Pictures.jpeg)
            let phone = Device(app, agent: Device.phone)
            let link = try await phone.hand(.post, first.verification, first.token)
            let taken = try await phone.take(link["url"])
            _ = try await phone.choose(taken["number"], first.verification, first.token)
            let full = try await phone.exchange(first.verification, taken["accessToken"].text)["accessToken"].text
            let business = try await app.identification(first.identification)
            let files =
                (business["document"]["files"].items + business["face"]["files"].items).compactMap { $0["fileId"].text }
            #expect(files.count == 2)
            let kyc = "/v1/kyc-identifications/\(first.identification)"
            for path in [kyc, "\(kyc)/setup", "/v1/identity-verifications/\(first.verification)"] {
                let seen = try await phone.call(.get, path, token: full)
                #expect(seen.status == 200)
                let text = String(decoding: seen.bytes, as: UTF8.self)
                #expect(files.allSatisfy { !text.contains($0) } && !text.contains("Vantorre"), "\(path)")
            }
            for file in files {
                let path = "/v1/identifications/\(first.identification)/files/\(file)"
                #expect(try await phone.call(.get, path, token: full).status == 401)
                #expect(try await phone.call(.get, "\(kyc)/files/\(file)", token: full).status == 404)
            }
        }
    }

    @Test func `is forgotten with the person's data`() async throws {
        try await TestApp.run { app in
            let scene = try await Scene(app)
            let path = "/v1/identity-verifications/\(scene.verification)"
            #expect(try await app.call(.delete, path, token: try await app.token()).status == 204)
            #expect(try await scene.phone.take(scene.link["url"]).problem == "hand-off-over")
        }
    }
}
