import Confinement
import Evidence
import Foundation
import Glibc
import HTTPTypes
import Kernel
import Onboarding
import TestKit
import Testing

@Suite struct `A process that opens pictures` {
    @Test func `can do none of what it must not`() async throws {
        let desk = RuntimeFolder.desk
        try await desk.tryConfinement()
        let found = try #require(desk.trialled)
        #expect(found == Dictionary(uniqueKeysWithValues: ConfinementTrial.allCases.map { ($0, .held) }))
    }

    /// As wait(2) tells an end: by a signal, or with a status of its own.
    @Test(arguments: [
        (ConfinementTrial.network, SIGSYS, ConfinementTrial.Outcome.held), (.program, SIGSYS, .held),
        (.network, 70 << 8, .failed), (.program, 70 << 8, .failed), (.network, SIGSEGV, .notTried),
        (.network, 0, .notTried), (.program, 1 << 8, .notTried), (.program, 0, .notTried),
        (.files, 0, .held), (.memory, 0, .held), (.files, 70 << 8, .failed), (.memory, 70 << 8, .failed),
        (.files, SIGSYS, .notTried), (.memory, SIGKILL, .notTried), (.files, 64 << 8, .notTried),
    ])
    func `is believed only where its end says so`(
        _ trial: ConfinementTrial, _ status: Int32, _ outcome: ConfinementTrial.Outcome
    ) {
        #expect(trial.outcome(ofStatus: status) == outcome)
    }

    @Test(arguments: [
        ("JPEG", SampleFiles.jpegProgressive), ("PNG", SampleFiles.pngAlpha), ("WebP", SampleFiles.webpLossy),
        ("HEIC", SampleFiles.heic),
    ])
    func `decodes every format without opening a file`(_ name: String, _ bytes: [UInt8]) async throws {
        let facts = try await RuntimeFolder.desk.inspect(Data(bytes))
        #expect(facts.widthPixels > 0 && facts.heightPixels > 0, "\(name)")
    }

    /// The inference library would keep what it reports to its makers in the user's cache folder.
    @Test(.enabled(if: RuntimeFolder.hasModels, "the models and portraits of `make setup` are not here"))
    func `leaves nothing in its user's home, with every model open`() async throws {
        let home = FileManager.default.temporaryDirectory.appending(path: "home-\(UUID())")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: home) }
        let pool = ChildPool(
            ChildPool.Settings(
                executable: RuntimeFolder.executable, arguments: ["evidence-child", "--runtime", RuntimeFolder.path],
                environment: ["HOME": home.path, "LANG": "C.UTF-8"], size: 1),
            logger: RuntimeFolder.quiet)
        let answer = try await pool.answer(to: EvidenceRequest(.describe).message())
        let models = try JSONDecoder().decode(EvidenceAnswer.self, from: answer).models
        #expect(models?.open.isEmpty == false)
        await pool.close()
        #expect(try FileManager.default.contentsOfDirectory(atPath: home.path) == [])
    }

    @Test func `is a part of the server's health`() async throws {
        try await TestApp.run { app in
            try await app.compose.desk.tryConfinement()
            let health = try await app.call(.get, "/health")
            let part = health["components"].items.first { $0["name"] == "confinement" }
            #expect(part?["status"] == "Healthy")
            #expect(part?["detail"] == "refused: network, program, files, memory")
        }
    }
}
