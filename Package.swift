// swift-tools-version:6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

// Dependency shorthands: one name a product, so that a target reads as a list of what it knows.
let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let configuration: Target.Dependency = .product(name: "Configuration", package: "swift-configuration")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let httpClient: Target.Dependency = .product(name: "AsyncHTTPClient", package: "async-http-client")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdTesting: Target.Dependency = .product(name: "HummingbirdTesting", package: "hummingbird")
let jwt: Target.Dependency = .product(name: "JWTKit", package: "jwt-kit")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let mustache: Target.Dependency = .product(name: "Mustache", package: "swift-mustache")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioFoundation: Target.Dependency = .product(name: "NIOFoundationCompat", package: "swift-nio")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let nioSSL: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let signals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")

func library(
    _ name: String, path: String? = nil, exclude: [String] = [], resources: [Resource]? = nil,
    _ dependencies: [Target.Dependency]
) -> Target {
    .target(
        name: name, dependencies: dependencies, path: path, exclude: exclude, resources: resources,
        swiftSettings: settings)
}

func suite(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

let package = Package(
    name: "couth",
    products: [.executable(name: "couth", targets: ["couth"])],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: ["YAML"]),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // Foundations: know no person and no document.
        library("Kernel", [logging]),
        library("Database", exclude: ["SQLite"], ["Kernel", logging]),
        library("DatabaseSQLite", path: "Sources/Database/SQLite", ["Kernel", "Database", grdb, logging]),
        library("Vault", ["Kernel", "Database", crypto]),
        library("Journal", ["Kernel", "Database", "Vault", crypto, lifecycle, logging]),
        library("Confinement", ["CConfinement", logging]),
        library(
            "Web",
            [
                "Kernel", "CQRCode", "CZlib", crypto, hummingbird, httpTypes, mustache, logging, nioCore, nioFoundation,
                yams,
            ]),

        // Engines: values in, values out.
        library("Evidence", ["Kernel", "CVision", "CInference", "CBarcode", "CPDF", "CTesseract"]),
        library("Decision", ["Kernel", "Evidence"]),
        library("Specimens", ["Kernel", "Evidence", "CDrawing"]),

        // Product: one folder a feature.
        library(
            "Onboarding",
            resources: [
                .copy("Migrations"), .copy("Capture/Pages"), .copy("Capture/Assets"), .copy("API"), .copy("Models"),
            ],
            [
                "Kernel", "Database", "DatabaseSQLite", "Vault", "Journal", "Confinement", "Web", "Evidence",
                "Decision", crypto, httpClient, httpTypes, hummingbird, jwt, lifecycle, logging, nioCore,
                nioFoundation, nioHTTP1, nioPosix, nioSSL,
            ]),

        // Command.
        .executableTarget(
            name: "couth",
            dependencies: [
                "Kernel", "Database", "Journal", "Web", "Onboarding", "Specimens", "Evidence", "Decision",
                "Confinement",
                argumentParser, configuration, crypto, httpClient, httpTypes, hummingbird, lifecycle, logging, nioCore,
                nioFoundation, nioHTTP1, signals,
            ],
            swiftSettings: settings),

        // An example of the documentation, built with the house so that it stays right.
        .executableTarget(
            name: "webhook-receiver", dependencies: [crypto, httpTypes, hummingbird, nioFoundation],
            path: "examples/webhooks/swift", swiftSettings: settings),

        // Tests.
        library(
            "TestKit",
            [
                "Kernel", "Database", "DatabaseSQLite", "Web", "Journal", "Onboarding", "Specimens", "Evidence",
                hummingbird, hummingbirdTesting, httpTypes, logging, nioCore, nioFoundation,
            ]),

        suite("KernelTests", ["Kernel"]),
        suite("DatabaseTests", ["Kernel", "Database", "DatabaseSQLite", "TestKit"]),
        suite("VaultTests", ["Kernel", "Database", "DatabaseSQLite", "Vault", "TestKit", crypto]),
        suite(
            "JournalTests",
            ["Kernel", "Database", "DatabaseSQLite", "Vault", "Journal", "TestKit", crypto, lifecycle, logging]),
        suite("WebTests", ["Kernel", "Web", hummingbird, hummingbirdTesting, httpTypes, nioCore]),
        suite("EvidenceTests", ["Kernel", "Evidence", "TestKit"]),
        suite("DecisionTests", ["Kernel", "Evidence", "Decision"]),
        suite("SpecimensTests", ["Kernel", "Evidence", "Specimens"]),
        suite(
            "OnboardingTests",
            [
                "Kernel", "Database", "DatabaseSQLite", "Vault", "Journal", "Web", "Evidence", "Decision",
                "Onboarding", "Specimens", "TestKit", "Confinement", "couth", crypto, hummingbird, hummingbirdTesting,
                httpTypes, lifecycle, logging, nioCore, nioFoundation, nioPosix,
            ]),
        suite("ContractTests", ["Kernel", "Web", "Journal", "Onboarding", "TestKit", "couth", httpTypes]),
        suite("TidyTests", []),

        // C shims. Debian keeps OpenCV's headers under a folder of their own and ships no pkg-config file for them, so
        // the folder is named here; as a system folder, so that its warnings are its own. Module maps link libraries.
        .target(name: "CVision", cxxSettings: [.unsafeFlags(["-isystem", "/usr/include/opencv4"])]),
        .target(name: "CInference"),
        .target(name: "CBarcode"),
        .target(name: "CPDF"),
        .target(name: "CTesseract"),
        .target(name: "CConfinement"),
        .systemLibrary(
            name: "CDrawing", pkgConfig: "cairo",
            providers: [.apt(["libcairo2-dev", "libfontconfig-dev", "libfreetype-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CQRCode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
    ],
    cxxLanguageStandard: .cxx20
)

// The readers under libFuzzer, which brings their main function: setup/readers.sh builds them, and nothing else does.
if Context.environment["COUTH_FUZZ"] != nil {
    package.targets.append(
        .executableTarget(
            name: "readers-fuzz", dependencies: ["Kernel", "Evidence"], path: "Tests/Fuzz/Readers",
            swiftSettings: settings))
}
