import Testing

@Suite struct `The floors` {
    @Test func `import downwards only`() {
        let violations = Repository.here.swift.flatMap(FloorRules.imports)
        #expect(violations.isEmpty, "\(violations.report)")
    }

    @Test func `have one door for each module from outside`() {
        let sources = Repository.here.swift
        let violations = sources.flatMap(FloorRules.doors) + FloorRules.secondDoors(of: sources)
        #expect(violations.isEmpty, "\(violations.report)")
    }

    @Test func `hold engines that know neither clock nor chance nor disk`() {
        let violations = Repository.here.swift.flatMap(FloorRules.purity)
        #expect(violations.isEmpty, "\(violations.report)")
    }

    @Test func `have rooms that respect each other`() {
        let sources = Repository.here.swift
        let owners = FeatureRules.owners(in: sources)
        let violations = sources.flatMap { FeatureRules.violations(of: $0, owners: owners) }
        #expect(violations.isEmpty, "\(violations.report)")
    }

    @Test(arguments: [
        ("Sources/Kernel/A.swift", "import Database"), ("Sources/Database/A.swift", "import DatabaseSQLite"),
        ("Sources/Decision/A.swift", "package import Journal"), ("Sources/Web/A.swift", "import struct Vault.Vault"),
        ("Sources/Evidence/A.swift", "import Database"), ("Sources/Onboarding/A/B.swift", "import CVision"),
        ("Sources/Cellar/A.swift", "import Foundation"),
    ])
    func `catch an import upwards`(_ path: String, _ text: String) {
        #expect(FloorRules.imports(of: SwiftSource(path: path, text: text)).count == 1)
    }

    @Test func `let an import downwards be`() {
        let text = "import Foundation\npackage import Kernel\nimport Database\n"
        #expect(FloorRules.imports(of: SwiftSource(path: "Sources/Journal/A.swift", text: text)).isEmpty)
    }

    @Test(arguments: [
        "AsyncHTTPClient", "GRDB", "JWTKit", "Mustache", "CVision", "CInference", "CDrawing", "ArgumentParser",
    ])
    func `catch a second door`(_ module: String) {
        let source = SwiftSource(path: "Sources/Onboarding/Review/A.swift", text: "import \(module)")
        #expect(FloorRules.doors(of: source).count == 1)
    }

    @Test func `catch a second file at a door for one`() {
        let two = ["Sources/Web/A.swift", "Sources/Web/B.swift"].map {
            SwiftSource(path: $0, text: "import Yams")
        }
        #expect(FloorRules.secondDoors(of: two).count == 2)
        #expect(FloorRules.secondDoors(of: Array(two.prefix(1))).isEmpty)
    }

    @Test(arguments: [
        "Date()", "UUID()", "FileManager.default", "try Data(contentsOf: url)", "ProcessInfo.processInfo",
    ])
    func `catch an impure engine`(_ text: String) {
        #expect(FloorRules.purity(of: SwiftSource(path: "Sources/Evidence/A.swift", text: text)).count == 1)
        #expect(FloorRules.purity(of: SwiftSource(path: "Sources/Vault/A.swift", text: text)).isEmpty)
    }

    @Test func `catch a hand in another room's store`() {
        let store = SwiftSource(path: "Sources/Onboarding/Setups/SetupStore.swift", text: "struct SetupStore {}")
        let front = SwiftSource(path: "Sources/Onboarding/Setups/Setups.swift", text: "package struct Setups {}")
        let owners = FeatureRules.owners(in: [store, front])
        func violations(_ path: String, _ text: String) -> Int {
            FeatureRules.violations(of: SwiftSource(path: path, text: text), owners: owners).count
        }
        #expect(violations("Sources/Onboarding/Verifications/A.swift", "SetupStore(transaction)") == 1)
        #expect(violations("Sources/Onboarding/Verifications/A.swift", "let setups: Setups") == 0)
        #expect(violations("Sources/Onboarding/Webhooks/A.swift", "let setups: Setups") == 1)
        #expect(violations("Sources/Onboarding/Setups/A.swift", "SetupStore(transaction)") == 0)
        #expect(violations("Sources/Onboarding/Compose.swift", "let setups: Setups") == 0)
        #expect(violations("Sources/Onboarding/Cellar/A.swift", "") == 1)
    }
}
