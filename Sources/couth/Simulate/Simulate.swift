import ArgumentParser
import Foundation
import Kernel
import NIOHTTP1
import Onboarding
import Specimens
import Synchronization

extension SpecimenCase: ExpressibleByArgument {}
extension CaseEvidence.Document: ExpressibleByArgument {}
extension CameraFilm: ExpressibleByArgument {}

struct Simulate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Play a person against a server, through the public API and the page's session API.",
        discussion: """
            Without --url a private server is started on a free port over a temporary folder, with a webhook receiver \
            beside it, and ended afterwards. The documents are drawn, the portraits official photographs that set-up \
            fetched.
            """)

    @Option(
        name: .customLong("case"),
        help: """
            One of \(SpecimenCase.allCases.map(\.rawValue).joined(separator: ", ")), or all; \
            or \(Self.faceCase): a person who was approved comes back and shows their face, after a stranger has tried.
            """)
    var caseName = "approved"

    @Option(help: "passport or idCard.")
    var document = CaseEvidence.Document.passport

    @Option(help: "Another seed draws another invented person, pose and desk.")
    var seed: UInt64 = 1

    @OptionGroup var runtime: RuntimeOption

    @Option(help: "A running server instead of a private one; needs the three options below.")
    var url: String?

    @Option(help: "The API client's id.")
    var clientID: String?

    @Option(help: "The API client's secret.")
    var clientSecret: String?

    @Option(help: "The IDV setup to use.")
    var setup: String?

    @Flag(help: "Print the final JSON of each case.")
    var json = false

    private static let faceCase = "face-authentication"

    func run() async throws {
        let cases = caseName == Self.faceCase ? [] : try chosenCases()
        let portraits = try Portraits.read(from: "\(runtime.folder)/portraits")
        let stage = url == nil ? try await Stage.open(runtime: runtime.folder) { print("· \($0)") } : nil
        defer { stage?.close() }
        if caseName == Self.faceCase {
            guard try await playReturn(portraits, stage) else { throw ExitCode.failure }
            return
        }
        var failures = 0
        for specimenCase in cases {
            let isRight = try await play(specimenCase, portraits, stage)
            failures += isRight ? 0 : 1
        }
        print("\(cases.count - failures) of \(cases.count) cases came out as expected")
        if failures > 0 { throw ExitCode.failure }
    }

    private func chosenCases() throws -> [SpecimenCase] {
        if caseName == "all" { return SpecimenCase.allCases }
        guard let one = SpecimenCase(rawValue: caseName) else {
            throw ValidationError("there is no case \(caseName)")
        }
        return [one]
    }

    struct Integrator {
        let client: APIClient
        let token: String
        let setup: String
    }

    func integrator(_ stage: Stage?) async throws -> Integrator {
        if let stage {
            let client = APIClient(base: stage.url)
            let token = try await client.token(clientID: stage.clientID, secret: stage.secret)
            return Integrator(client: client, token: token, setup: stage.setup)
        }
        guard let url, let clientID, let clientSecret, let setup else {
            throw ValidationError("--url needs --client-id, --client-secret and --setup")
        }
        let client = APIClient(base: url)
        return Integrator(
            client: client, token: try await client.token(clientID: clientID, secret: clientSecret), setup: setup)
    }

    private func play(_ specimenCase: SpecimenCase, _ portraits: SpecimenPortraits, _ stage: Stage?) async throws
        -> Bool
    {
        print("\n\(specimenCase.rawValue) (\(document.rawValue))")
        let evidence = try CaseEvidence(
            of: specimenCase, on: document, portraits: portraits, today: CalendarDate(Date()), seed: seed)
        let watch = StepWatch()
        let business = try await integrator(stage)
        let created = try await business.client.expect(
            .POST, "/v1/identity-verifications", token: business.token,
            json: .object([
                "setupId": .string(business.setup), "externalReferenceId": .string("simulate-\(specimenCase.rawValue)"),
            ]))
        let verification = created["id"].text ?? ""
        watch.note("verification created: \(verification)")
        let persona = Persona(client: business.client, papers: Persona.Papers(evidence, document)) { watch.note($0) }
        let (session, identification) = try await persona.handIn(verification)
        try await persona.submit(identification, token: session)
        watch.note("handed in")
        let status = try await persona.decision(on: identification, token: session, withinSeconds: 60)
        watch.note("decided: \(status)")
        let final = try await business.client.expect(
            .GET, "/v1/identifications/\(identification)", token: business.token)
        let media = try await fetchMedia(final, identification, business)
        watch.note("\(media.count) files fetched, \(media.bytes / 1024) KiB")
        if let stage { try await reportEvents(of: verification, decision: status, stage, watch) }
        if json { print(final.laidOut) }
        return report(final, expected: evidence.expected)
    }

    /// Every file that the identification names, as a business would take them.
    private func fetchMedia(
        _ final: JSONValue, _ identification: String, _ business: Integrator
    ) async throws -> (count: Int, bytes: Int) {
        var (count, bytes) = (0, 0)
        for holder in [final["document"], final["face"]] {
            guard case .array(let files) = holder["files"] else { continue }
            for file in files {
                let answer = try await business.client.send(
                    .GET, "/v1/identifications/\(identification)/files/\(file["fileId"].text ?? "")",
                    token: business.token)
                guard answer.status == 200 else { continue }
                count += 1
                bytes += answer.body.count
            }
        }
        return (count, bytes)
    }

    /// Waits for the event of the decision, then tells all that came.
    private func reportEvents(
        of verification: String, decision: String, _ stage: Stage, _ watch: StepWatch
    ) async throws {
        let awaited = "KycIdentification.\(decision == "Awaiting" ? "Processed" : decision)"
        for _ in 0..<500 {
            if stage.receiver.events(of: verification).contains(where: { $0.type == awaited }) { break }
            try await Task.sleep(for: .milliseconds(20))
        }
        let events = stage.receiver.events(of: verification)
        watch.note("\(events.count) webhooks, \(events.count { $0.isSigned }) rightly signed:")
        for event in events { print("            \(event.type)") }
    }

    private func report(_ final: JSONValue, expected: ExpectedOutcome) -> Bool {
        let (status, reason) = (final["status"].text ?? "?", final["statusReason"].text ?? "none")
        let isRight = status == expected.status.rawValue && reason == expected.reason
        let wanted = isRight ? "" : ", expected \(expected.status.rawValue) (\(expected.reason))"
        print("  verdict   \(status) (\(reason))\(wanted)")
        return isRight
    }
}

/// Tells each step with the time since the last one.
final class StepWatch: Sendable {
    private let clock = ContinuousClock()
    private let last: Mutex<ContinuousClock.Instant>

    init() {
        last = Mutex(clock.now)
    }

    func note(_ text: String) {
        let now = clock.now
        let elapsed = last.withLock { last in
            defer { last = now }
            return now - last
        }
        let milliseconds = Int(elapsed / .milliseconds(1))
        print("  \(String(repeating: " ", count: max(0, 6 - String(milliseconds).count)))\(milliseconds) ms  \(text)")
    }
}
