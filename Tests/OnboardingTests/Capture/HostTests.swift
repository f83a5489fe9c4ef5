import Foundation
import HTTPTypes
import Kernel
import Onboarding
import TestKit
import Testing

@Suite struct `A host name` {
    private static let hosts = Hosts(roles: [
        .id: ["id.couth.example"], .idvapi: ["idvapi.couth.example"], .kycid: ["KYCID.couth.example"],
        .idv: ["idv.couth.example"], .session: ["idvs.couth.example"],
        .legacy: ["kycapi.couth.example"],
    ])
    /// The one host of the tests serves the business as well as its people.
    private static let all: [Hosts.Role: [String]] = [
        .id: ["localhost"], .idvapi: ["localhost"], .kycid: ["localhost"],
    ]
    private static let verification = "/v1/identity-verifications/0192f3c1-5a7e-7c3b-8f21-9f0d6c1b2a34"

    @Test(
        .contract("1 hosts by role"),
        arguments: [
            ("/connect/token", ["id"]), ("/.well-known/openid-configuration", ["id"]),
            ("/v1/identity-verifications", ["idvapi"]), ("/v1/identity-verifications/", ["idvapi"]),
            ("/v1/identity-verifications/filter", ["idvapi"]), ("/v1/identity-verification-setups/filter", ["idvapi"]),
            ("\(verification)/setup-localisations", ["idvapi"]), ("\(verification)/webhooks", ["idvapi"]),
            (verification, ["idvapi", "idv", "idvs"]), ("\(verification)/setup", ["idvapi", "idv", "idvs"]),
            ("\(verification)/consent", ["idvapi", "idv", "idvs"]),
            ("\(verification)/hand-off", ["idvapi", "idv", "idvs"]),
            ("\(verification)/flight-record", ["idvapi", "idv", "idvs"]), ("/v1/statistics/funnel", ["idvapi"]),
            ("/hand-off", ["idv"]), ("/v1/sessions/hand-off", ["idv", "idvs"]), ("/v1/sessions", ["idv", "idvs"]),
            ("/v1/face-authentications/x/complete", ["idvapi", "idv", "idvs"]),
            ("\(verification)/resume", ["idvapi"]), ("/v1/kyc-identifications/x/document", ["idv", "idvs"]),
            ("/v1/identifications/x", ["kycid"]),
            ("/v1/identification-setups/filter", ["kycid"]), ("/", ["idv"]), ("/setups/x", ["idv"]),
            ("/couth.js", ["idv"]), ("/couth.mjs", ["idv"]),
            ("/flow/assets/flow.js", ["idv"]), ("/flow/brand/x.css", ["idv"]), ("/identifications/start", ["kycapi"]),
            ("/identifications/x/data", ["kycapi"]),
            ("/get-data", ["kycapi"]), ("/health", ["id", "idvapi", "kycid", "idv", "idvs", "kycapi"]),
            ("/swagger/v1/swagger.json", ["id", "idvapi", "kycid", "idv", "idvs", "kycapi"]), ("/elsewhere", []),
        ] as [(String, [String])])
    func `§1 serves its own API and the page's host what the page calls`(_ path: String, _ names: [String]) {
        for name in ["id", "idvapi", "kycid", "idv", "idvs", "kycapi"] {
            #expect(Self.hosts.serves(path, at: "\(name).couth.example") == names.contains(name), "\(name) \(path)")
        }
    }

    @Test(arguments: ["kycid.couth.example:8443", "KYCID.Couth.Example", "kycid.couth.example."])
    func `§1 is read in any case, with or without its port`(_ host: String) {
        #expect(Self.hosts.serves("/v1/identifications/x", at: host))
        #expect(!Self.hosts.serves("/v1/identity-verifications", at: host))
    }

    @Test(.contract("1 one host"))
    func `§1 that is not named serves everything`() {
        for host in ["127.0.0.1:8080", "elsewhere.example", nil] {
            #expect(Self.hosts.serves("/v1/identity-verifications", at: host))
        }
        #expect(Hosts().serves("/connect/token", at: "idv.couth.example"))
    }

    @Test func `§1 answers what is another's like a path that is not there`() async throws {
        try await TestApp.run { app in
            let id = try await app.create()
            let token = try await app.token()
            try await app.behind(Hosts(roles: [.kycid: ["localhost"]])) { kycid in
                let refused = try await kycid.call(.get, "/v1/identity-verifications/\(id)", token: token)
                #expect(refused.status == 404)
                #expect(refused.problem == "no-such-path")
                #expect(try await kycid.call(.get, "/health").status != 404)
            }
            try await app.behind(Hosts(roles: [.idvapi: ["localhost"]])) { idvapi in
                let found = try await idvapi.call(.get, "/v1/identity-verifications/\(id)", token: token)
                #expect(found.status == 200)
            }
        }
    }

    @Test(.contract("4.2 white label"))
    func `§4.2 of a business shows that business's verifications alone, under its name`() async throws {
        try await TestApp.run { app in
            let other = try await app.otherTenant()
            let own = try await app.create()
            let foreign = try await app.create(setup: other.sandbox, token: try await app.token(of: other))
            let hosts = Hosts(roles: [:], whiteLabels: ["localhost": app.tenant.application])
            try await app.behind(hosts) { white in
                let page = try await white.call(.get, "/?id=\(own)")
                #expect(page.status == 200)
                let text = String(decoding: page.bytes, as: UTF8.self)
                #expect(text.contains("<title>Bank</title>"))
                #expect(text.contains("data-brand=\"Bank\""))
                #expect(try await white.call(.get, "/?id=\(foreign)").status == 404)
                #expect(try await white.call(.get, "/setups/\(white.tenant.sandbox)").status == 200)
                #expect(try await white.call(.get, "/setups/\(other.sandbox)").status == 404)
                #expect(try await Person(opening: own, in: white).consent(true).status == 204)
            }
            let plain = String(decoding: try await app.call(.get, "/?id=\(foreign)").bytes, as: UTF8.self)
            #expect(plain.contains("<title>Identity check</title>"))
        }
    }

    @Test(.contract("4.2 white label"))
    func `§4.2 that a setup has for its own shows that setup alone, and its links lead there`() async throws {
        try await TestApp.run { app in
            let other = try await app.otherTenant()
            let foreign = try await app.create(setup: other.sandbox, token: try await app.token(of: other))
            let hosts = Hosts(roles: Self.all, whiteLabels: ["localhost": app.tenant.application])
            try await app.behind(hosts) { white in
                let own = try await white.newSetup([
                    "omnichannel": ["enabled": true], "brand": ["name": "Rivers", "domain": "LocalHost"],
                ])
                let path = "\(TestApp.idvSetups)/\(own)"
                let setup = try await white.call(.get, path, token: try await white.token())
                #expect(setup["brand"] == ["name": "Rivers", "domain": "localhost"])
                let shown = try await white.create(setup: own)
                let hidden = try await white.create()
                let version = try #require(setup["versionId"].text)
                let pages = ["/?id=\(shown)", "/setups/\(own)", "/flow/brand/\(version).css"]
                for page in pages { #expect(try await white.call(.get, page).status == 200, "\(page)") }
                for page in ["/?id=\(hidden)", "/?id=\(foreign)", "/setups/\(white.tenant.sandbox)"] {
                    #expect(try await white.call(.get, page).status == 404, "\(page)")
                }
                let person = try await Person(opening: shown, in: white)
                let link = try await white.call(
                    .post, "/v1/identity-verifications/\(shown)/hand-off", token: person.token)
                #expect(link["url"].text?.hasPrefix("https://localhost/hand-off#") == true)
                // Where no setup has it for its own any more it is the application's again.
                let back = try await white.call(
                    .put, path, token: try await white.token(), json: ["brand": ["name": "Rivers"]])
                #expect(back.status == 200)
                for page in pages + ["/?id=\(hidden)"] {
                    #expect(try await white.call(.get, page).status == 200, "\(page)")
                }
            }
        }
    }

    @Test(arguments: ["elsewhere.example", "other.example", "idv.example", "localhost:8080", "localhost.", "a b"])
    func `§4.2 is a setup's own only where the operator gave it to its application`(_ name: String) async throws {
        try await TestApp.run { app in
            let other = try await app.otherTenant()
            let hosts = Hosts(
                roles: Self.all.merging([.idv: ["idv.example"]]) { $1 },
                whiteLabels: ["localhost": app.tenant.application, "other.example": other.application])
            try await app.behind(hosts) { white in
                let refused = try await white.call(
                    .put, "\(TestApp.idvSetups)/\(white.tenant.sandbox)", token: try await white.token(),
                    json: ["brand": ["domain": .string(name)]])
                #expect(refused.status == 400 && Array(refused["errors"].members.keys) == ["brand.domain"])
            }
        }
    }
}
