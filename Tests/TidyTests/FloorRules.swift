/// The four floors and their arrows: docs/architecture.md, section 2.
enum FloorRules {
    /// Every module of ours with what it may import of ours.
    static let arrows: [String: Set<String>] = [
        "Kernel": [],
        "Database": ["Kernel"],
        "DatabaseSQLite": ["Kernel", "Database"],
        "Vault": ["Kernel", "Database"],
        "Journal": ["Kernel", "Database", "Vault"],
        "Web": ["Kernel", "CQRCode", "CZlib"],
        "Confinement": ["CConfinement"],
        "Evidence": ["Kernel", "CVision", "CInference", "CBarcode", "CPDF", "CTesseract"],
        "Screening": ["Kernel"],
        "Decision": ["Kernel", "Evidence"],
        "Specimens": ["Kernel", "Evidence", "CDrawing"],
        "Onboarding": product,
        "TestKit": product.union(["Onboarding"]),
        "couth": product.union(["Onboarding"]),
    ]
    private static let product: Set = [
        "Kernel", "Database", "DatabaseSQLite", "Vault", "Journal", "Web", "Confinement",
        "Evidence", "Screening", "Decision", "Specimens",
    ]
    private static let shims: Set = [
        "CVision", "CInference", "CBarcode", "CPDF", "CTesseract", "CDrawing", "CConfinement", "CQRCode", "CZlib",
    ]
    static let engines: Set = ["Evidence", "Screening", "Decision", "Specimens"]

    /// A module from outside, and the one folder or file that knows it.
    static let doors: [String: [String]] = [
        // The second door is the simulator's: it plays clients from outside, and shares nothing with the server.
        "AsyncHTTPClient": ["Sources/Onboarding/Outbound/Outbound.swift", "Sources/couth/Simulate/APIClient.swift"],
        "GRDB": ["Sources/Database/SQLite/"],
        "NIOSSL": ["Sources/Onboarding/Outbound/"],
        "JWTKit": ["Sources/Onboarding/Access/"],
        "Mustache": ["Sources/Web/"],
        "Yams": ["Sources/TestKit/", "Sources/Web/", "Sources/Onboarding/"],
        "ArgumentParser": ["Sources/couth/"],
        "Configuration": ["Sources/couth/"],
        "HummingbirdTesting": ["Sources/TestKit/", "Tests/"],
        "CVision": ["Sources/Evidence/Image/", "Sources/Evidence/Document/", "Sources/Evidence/Authenticity/"],
        "CInference": ["Sources/Evidence/Inference/"],
        "CBarcode": ["Sources/Evidence/Barcode/"],
        "CPDF": ["Sources/Evidence/Image/"],
        "CTesseract": ["Sources/Evidence/Document/Script/"],
        "CDrawing": ["Sources/Specimens/Drawing/"],
        "CConfinement": ["Sources/Confinement/"],
        "CQRCode": ["Sources/Web/QRCode.swift"],
        "CZlib": ["Sources/Web/Gzip.swift"],
    ]

    /// Of these, one file and no more.
    static let oneFileOnly: Set = ["Configuration", "Yams"]

    /// What an engine has no business with: the clock, chance, the disk, the network, the process.
    static let impurities: [[String]] = [
        ["Date", "(", ")"], ["UUID", "(", ")"], ["FileManager"], ["FileHandle"], ["URLSession"], ["ProcessInfo"],
        ["Process", "("], ["SystemRandomNumberGenerator"], ["Data", "(", "contentsOf"], ["String", "(", "contentsOf"],
        ["contentsOfFile"], ["fopen", "("], ["getenv", "("],
        ["DispatchTime"], ["ContinuousClock"], ["SuspendingClock"],
    ]

    /// The module of a source file; nil outside `Sources`.
    static func module(of path: String) -> String? {
        if path.hasPrefix("Sources/Database/SQLite/") { return "DatabaseSQLite" }
        let parts = path.split(separator: "/")
        return parts.count > 2 && parts[0] == "Sources" ? String(parts[1]) : nil
    }

    static func imports(of source: SwiftSource) -> [Violation] {
        guard let module = module(of: source.path) else { return [] }
        guard let allowed = arrows[module] else { return [Violation(source.path, "\(module) stands on no floor")] }
        return source.imports.compactMap { name, line in
            let isOurs = arrows[name] != nil || shims.contains(name)
            guard isOurs, !allowed.contains(name) else { return nil }
            return Violation(source.path, line: line, "\(module) may not import \(name)")
        }
    }

    static func doors(of source: SwiftSource) -> [Violation] {
        source.imports.compactMap { name, line in
            guard let doors = doors[name], !doors.contains(where: source.path.hasPrefix) else { return nil }
            return Violation(source.path, line: line, "\(name) is imported by \(doors.joined(separator: " or ")) only")
        }
    }

    /// A second file that imports what one file is to hide.
    static func secondDoors(of sources: [SwiftSource]) -> [Violation] {
        oneFileOnly.sorted().flatMap { name -> [Violation] in
            let importers = sources.filter { source in
                source.path.hasPrefix("Sources/") && source.imports.contains { $0.module == name }
            }
            guard importers.count > 1 else { return [] }
            let what = "\(name) is imported by \(importers.count) files; it has one door"
            return importers.map { Violation($0.path, what) }
        }
    }

    static func purity(of source: SwiftSource) -> [Violation] {
        guard let module = module(of: source.path), engines.contains(module) else { return [] }
        return impurities.flatMap { tokens in
            source.places(of: tokens).map { place in
                Violation(source.path, line: source.tokens[place].line, "\(tokens.joined()) in an engine: hand it in")
            }
        }
    }
}
