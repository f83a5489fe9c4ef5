import Database
import Foundation
import Glibc
import Kernel
import Onboarding

/// What a start prints: on the first one the client's secret, never again; on each a link to try.
struct Welcome {
    private let house: House
    private let application: Application
    private let sandbox: IdvSetupVersion
    private let live: IdvSetupVersion
    private let client: NewClient?

    /// What is known only at the moment it is made.
    private struct NewClient {
        let id: String
        let secret: String
    }

    /// Makes an application, its client and its two setups where there is none yet, in one transaction.
    init(house: House) async throws {
        self.house = house
        let found = try await house.database.write { [now = house.clock.now] transaction in
            let setups = house.setups
            if let application = try house.access.applications(in: transaction).first {
                let versions = try setups.idvSetups(of: application.id, in: transaction)
                guard let live = versions.first(where: \.setup.isLive),
                    let sandbox = versions.first(where: { !$0.setup.isLive })
                else { throw SetupError.notFound }
                return (application, sandbox, live, nil) as Made
            }
            let made = try house.access.createApplication(named: "demo", in: transaction)
            func setup(_ name: String, isLive: Bool) throws -> IdvSetupVersion {
                try setups.create(
                    Setups.Standard(name: name, isLive: isLive, baseURL: house.settings.publicURL),
                    for: made.application.id, at: now, in: transaction)
            }
            let sandbox = try setup("Sandbox", isLive: false)
            let live = try setup("Live", isLive: true)
            return (made.application, sandbox, live, NewClient(id: made.clientID, secret: made.secret))
        }
        (application, sandbox, live, client) = found
    }

    private typealias Made = (Application, IdvSetupVersion, IdvSetupVersion, NewClient?)

    func show() async throws {
        let url = house.settings.publicURL
        let caller = Caller(clientID: client?.id ?? "couth serve", application: application.id, scopes: [.idv])
        let id = try await house.database.write { [now = house.clock.now, sandbox = sandbox.setup.id] transaction in
            try house.verifications.create(
                Verifications.Request(setup: sandbox, externalReferenceId: "couth-serve", registration: nil),
                by: caller, at: now, in: transaction)
        }
        print(
            """

            Couth is ready.

              base URL        \(url)
              sandbox setup   \(sandbox.setup.id)
              live setup      \(live.setup.id)
            """)
        if let client {
            print(
                """
                  client id       \(client.id)
                  client secret   \(client.secret)      (shown once: keep it)
                """)
        } else {
            print("  client          as shown on the first start; a new secret: couth admin client rotate CLIENT_ID")
        }
        print(
            """

              A verification to try, with a camera or with files:

                \(url)/?id=\(id)

              The same from the command line:

            """)
        print(
            Self.curlLines(url: url, setup: sandbox.setup.id.description, clientID: client?.id, secret: client?.secret))
        // The lines wait in a buffer where the output is a file.
        fflush(nil)
    }

    /// The four lines of the README, with this installation's own values.
    static func curlLines(url: String, setup: String, clientID: String?, secret: String?) -> String {
        """
        TOKEN=$(curl -s \(url)/connect/token -d grant_type=client_credentials -d client_id=\(clientID ?? "$CLIENT_ID") \
        -d client_secret=\(secret ?? "$CLIENT_SECRET") | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
        ID=$(curl -s \(url)/v1/identity-verifications -H "Authorization: Bearer $TOKEN" \
        -H 'Content-Type: application/json' -d '{"setupId":"\(setup)"}' | sed 's/.*"id":"\\([^"]*\\)".*/\\1/')
        echo "open \(url)/?id=$ID"
        curl -s \(url)/v1/identity-verifications/$ID -H "Authorization: Bearer $TOKEN"

        """
    }
}
