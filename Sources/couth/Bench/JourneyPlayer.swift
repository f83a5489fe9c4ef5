import Foundation
import Kernel
import NIOHTTP1

/// One person after another, each timed from the last upload to the decision and to its webhook.
struct JourneyPlayer: Sendable {
    let client: APIClient
    let token: String
    let stage: Stage
    let pause: Duration
    let record: JourneyRecord

    private enum Limits {
        static let decisionSeconds: Double = 60
        static let webhookLooks = 1000
    }

    func play(_ papers: Persona.Papers) async throws {
        let created = try await client.expect(
            .POST, "/v1/identity-verifications", token: token,
            json: .object(["setupId": .string(stage.setup), "externalReferenceId": .string("bench")]))
        let verification = created["id"].text ?? ""
        let persona = Persona(client: client, papers: papers, pause: pause) { _ in }
        let (session, identification) = try await persona.handIn(verification)
        let lastUpload = (instant: ContinuousClock.now, date: Date())
        try await persona.submit(identification, token: session)
        let verdict = try await persona.decision(
            on: identification, token: session, withinSeconds: Limits.decisionSeconds)
        record.note("last upload answered → decision seen", (ContinuousClock.now - lastUpload.instant).milliseconds)
        record.note(verdict: verdict)
        guard verdict != "Awaiting" else { return }
        guard let event = try await event("KycIdentification.\(verdict)", of: verification) else {
            return record.note(verdict: "\(verdict) without a webhook")
        }
        record.note("last upload answered → webhook received", event.at.timeIntervalSince(lastUpload.date) * 1000)
        if let decided = event.body["createdUtc"].text.flatMap(Self.date) {
            record.note("last upload answered → decision made", decided.timeIntervalSince(lastUpload.date) * 1000)
            record.note("decision made → webhook received", event.at.timeIntervalSince(decided) * 1000)
        }
    }

    private func event(_ type: String, of verification: String) async throws -> Receiver.Received? {
        for _ in 0..<Limits.webhookLooks {
            if let event = stage.receiver.events(of: verification).first(where: { $0.type == type }) { return event }
            try await Task.sleep(for: .milliseconds(10))
        }
        return nil
    }

    private static func date(_ text: String) -> Date? {
        try? Date.ISO8601FormatStyle(includingFractionalSeconds: true).parse(text)
    }
}
