// swift-tools-version:6.2
import PackageDescription

/// One set of rules for every target; `Tests/TidyTests` enforces what the compiler cannot.
let rules: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioLocks = Target.Dependency.product(name: "NIOConcurrencyHelpers", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let jwtKit = Target.Dependency.product(name: "JWTKit", package: "jwt-kit")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let nioEmbedded = Target.Dependency.product(name: "NIOEmbedded", package: "swift-nio")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let systemPackage = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let metrics = Target.Dependency.product(name: "CoreMetrics", package: "swift-metrics")
let configuration = Target.Dependency.product(
    name: "Configuration",
    package: "swift-configuration"
)
let argumentParser = Target.Dependency.product(
    name: "ArgumentParser",
    package: "swift-argument-parser"
)

func library(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, path: "Shared/\(name)", swiftSettings: rules)
}

func service(
    _ folder: String,
    as name: String? = nil,
    _ dependencies: [Target.Dependency]
) -> Target {
    .target(
        name: name ?? folder,
        dependencies: dependencies,
        path: "Services/\(folder)",
        swiftSettings: rules
    )
}

/// A service's program, named like the service.
func program(_ folder: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .executableTarget(
        name: folder.lowercased(),
        dependencies: ["Postgres", "ServiceKit", "ServiceStore", "Vocabulary"] + dependencies,
        path: "Services/\(folder)",
        swiftSettings: rules
    )
}

func tests(
    _ name: String,
    _ dependencies: [Target.Dependency],
    excluding files: [String] = []
) -> Target {
    .testTarget(
        name: name,
        dependencies: dependencies,
        path: "Tests/\(name)",
        exclude: files,
        swiftSettings: rules
    )
}

func system(_ name: String, _ pkgConfig: String, _ package: String) -> Target {
    .systemLibrary(
        name: name,
        path: "Shared/\(name)",
        pkgConfig: pkgConfig,
        providers: [.apt([package])]
    )
}

let package = Package(
    name: "vouch",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "HTTP", targets: ["HTTP"]),
        .library(name: "Postgres", targets: ["Postgres"]),
        .library(name: "Contract", targets: ["Contract", "Vocabulary"]),
        .library(name: "Tokens", targets: ["Tokens"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(
            url: "https://github.com/apple/swift-configuration",
            from: "1.4.0",
            traits: []
        ),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(
            url: "https://github.com/swiftlang/swift-subprocess",
            from: "1.0.2",
            traits: []
        ),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
    ],
    targets: [
        // Transport
        system("CNGHTTP2", "libnghttp2", "libnghttp2-dev"),
        system("COpenSSL", "libssl", "libssl-dev"),
        library("HTTP", ["CNGHTTP2", "COpenSSL", nioCore, nioLocks, nioPosix, nioHTTP1]),
        tests(
            "HTTPTests",
            [
                "HTTP", "HelloJSON", "ProgramKit", "CNGHTTP2", "COpenSSL",
                nioCore, nioLocks, nioPosix, nioEmbedded,
            ]
        ),
        .executableTarget(
            name: "HelloJSON",
            dependencies: ["HTTP"],
            path: "Tests/Examples/HelloJSON",
            swiftSettings: rules
        ),
        .target(
            name: "ProgramKit",
            dependencies: [nioLocks],
            path: "Tests/ProgramKit",
            swiftSettings: rules
        ),

        // PostgreSQL
        system("CLibPQ", "libpq", "libpq-dev"),
        library("Guarded", []),
        library("Postgres", ["CLibPQ", "Guarded"]),
        tests("PostgresTests", ["Guarded", "LocalPostgres", "Postgres", "TestKit"]),
        library("LocalPostgres", ["Guarded"]),
        .executableTarget(
            name: "LocalPostgresOwner",
            dependencies: ["LocalPostgres"],
            path: "Tests/LocalPostgresOwner",
            swiftSettings: rules
        ),
        tests("LocalPostgresTests", ["LocalPostgres", "LocalPostgresOwner", "TestKit"]),
        .target(
            name: "TestKit",
            dependencies: ["Guarded", "LocalPostgres", "Postgres"],
            path: "Tests/TestKit",
            swiftSettings: rules
        ),

        // Match engine: pure, without I/O or clock
        .target(
            name: "CStarterTaxonomy",
            path: "Services/CStarterTaxonomy",
            exclude: ["data"]
        ),
        .target(
            name: "MatchEngine",
            dependencies: ["CStarterTaxonomy", "Guarded"],
            path: "Services/MatchEngine",
            exclude: ["Generator", "Mapping"],
            swiftSettings: rules
        ),
        service("MatchEngine/Mapping", as: "MatchSnapshots", ["MatchEngine"]),
        service("MatchEngine/Generator", as: "MatchPools", ["MatchEngine"]),
        tests("MatchEngineTests", ["Guarded", "MatchEngine", "MatchPools", "MatchSnapshots"]),
        .executableTarget(
            name: "MatchBenchmark",
            dependencies: ["MatchEngine", "MatchPools", "MatchSnapshots"],
            path: "Tests/Benchmarks/Match",
            swiftSettings: rules
        ),
        .executableTarget(
            name: "vouch",
            dependencies: [
                "Contract", "HTTP", "LocalPostgres", "MatchEngine", "Postgres", "ServiceKit",
                "Tokens", "Vocabulary", argumentParser, nioLocks, subprocess, systemPackage,
            ],
            path: "compose/vouch",
            swiftSettings: rules
        ),
        tests("VouchTests", ["vouch", "ProgramKit"]),

        // Words, contract, tokens
        library("Vocabulary", []),
        tests("VocabularyTests", ["Vocabulary"]),
        library("Contract", ["Vocabulary"]),
        tests(
            "ContractTests",
            ["Contract", "Vocabulary", "ProgramKit"],
            excluding: ["check_examples.py"]
        ),
        .target(
            name: "CCommonPasswords",
            path: "Shared/CCommonPasswords",
            exclude: ["data", "generate.py"]
        ),
        library(
            "Tokens",
            ["CCommonPasswords", "COpenSSL", "Guarded", "Vocabulary", crypto, jwtKit]
        ),
        tests("TokensTests", ["Tokens", "Vocabulary", crypto]),

        // The public edge
        .executableTarget(
            name: "gateway",
            dependencies: [
                "Contract", "Guarded", "HTTP", "ServiceKit", "Tokens", "Vocabulary", crypto,
                logging, metrics, nioCore, nioPosix,
            ],
            path: "gateway",
            exclude: ["openapi.json", "vouch.d.ts"],
            resources: [
                .embedInCode("Pages/docs.html"), .embedInCode("Pages/docs.css"),
                .embedInCode("Pages/docs.js"),
            ],
            swiftSettings: rules
        ),
        tests(
            "GatewayTests",
            [
                "gateway", "Contract", "HTTP", "ServiceKit", "Tokens", "Vocabulary", nioCore,
                nioPosix,
            ]
        ),

        // What every service stands on
        library(
            "ServiceKit",
            [
                "Contract", "Guarded", "HTTP", "Tokens", "Vocabulary", configuration, logging,
                metrics, nioCore, nioLocks, nioPosix, systemPackage,
            ]
        ),
        .target(
            name: "ServiceStore",
            dependencies: [
                "Contract", "Guarded", "Postgres", "ServiceKit", "Vocabulary", crypto, logging,
                metrics,
            ],
            path: "Shared/ServiceStore",
            resources: [
                .embedInCode("Migrations/0001_events.sql"),
                .embedInCode("Migrations/0002_idempotency.sql"),
                .embedInCode("Migrations/0003_event_readers.sql"),
            ],
            swiftSettings: rules
        ),

        tests(
            "ServiceKitTests",
            ["Contract", "HTTP", "ServiceKit", "Tokens", "Vocabulary", logging, metrics, nioLocks]
        ),
        tests(
            "ServiceStoreTests",
            [
                "Contract", "HTTP", "LocalPostgres", "Postgres", "ProgramKit", "ServiceKit",
                "ServiceStore", "TestKit", "Tokens", "Vocabulary", "matching", nioLocks,
            ]
        ),
        .executableTarget(
            name: "interviews",
            dependencies: [
                "Contract", "HTTP", "Postgres", "ServiceKit", "ServiceStore", "Vocabulary",
            ],
            path: "Services/Interviews",
            resources: [
                .embedInCode("Migrations/0010_processes.sql"),
                .embedInCode("Migrations/0011_figures.sql"),
                .embedInCode("Migrations/0012_days.sql"),
                .embedInCode("Migrations/0013_totals.sql"),
                .embedInCode("Migrations/0014_tallies_by_metric.sql"),
                .embedInCode("Migrations/0015_told_placements.sql"),
                .embedInCode("Migrations/0016_by_feeder.sql"),
                .embedInCode("Migrations/0017_words_alone.sql"),
                .embedInCode("Migrations/0018_stages_by_day.sql"),
                .embedInCode("Migrations/0019_by_beginning.sql"),
                .embedInCode("Migrations/0020_names_by_beginning.sql"),
            ],
            swiftSettings: rules
        ),
        tests(
            "InterviewsTests",
            [
                "interviews", "Contract", "HTTP", "Postgres", "ProgramKit", "ServiceKit",
                "ServiceStore", "TestKit", "Tokens", "Vocabulary", logging,
            ]
        ),
        program("Matching"),
        program("Talent"),
        program("Feedback"),

        // Identity: accounts, people, candidate records
        .executableTarget(
            name: "identity",
            dependencies: [
                "Contract", "Guarded", "HTTP", "Postgres", "ServiceKit", "ServiceStore", "Tokens",
                "Vocabulary", crypto, logging, nioCore, nioPosix,
            ],
            path: "Services/Identity",
            resources: [
                .embedInCode("Migrations/0010_accounts.sql"),
                .embedInCode("Migrations/0011_sessions.sql"),
                .embedInCode("Migrations/0012_candidates.sql"),
            ],
            swiftSettings: rules
        ),
        tests(
            "IdentityTests",
            [
                "identity", "Contract", "HTTP", "Postgres", "ServiceKit", "ServiceStore",
                "TestKit", "Tokens", "Vocabulary", logging, nioCore, nioPosix,
            ]
        ),

        // All programs together
        tests(
            "EndToEndTests",
            [
                "Contract", "HTTP", "ProgramKit", "Vocabulary", "feedback", "gateway", "identity",
                "interviews", "matching", "talent", "vouch", nioLocks, subprocess, systemPackage,
            ]
        ),

        // Style
        tests("TidyTests", []),
    ],
    // `#embed`
    cLanguageStandard: .c2x
)
