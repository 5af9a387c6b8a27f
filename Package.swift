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

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, path: "Tests/\(name)", swiftSettings: rules)
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
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
    ],
    targets: [
        // Transport
        system("CNGHTTP2", "libnghttp2", "libnghttp2-dev"),
        system("COpenSSL", "libssl", "libssl-dev"),
        library("HTTP", ["CNGHTTP2", "COpenSSL", nioCore, nioLocks, nioPosix, nioHTTP1]),
        tests(
            "HTTPTests",
            ["HTTP", "CNGHTTP2", "COpenSSL", nioCore, nioLocks, nioPosix, nioEmbedded]
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
            dependencies: ["CStarterTaxonomy"],
            path: "Services/MatchEngine",
            exclude: ["Generator", "Mapping"],
            swiftSettings: rules
        ),
        service("MatchEngine/Mapping", as: "MatchSnapshots", ["MatchEngine"]),
        service("MatchEngine/Generator", as: "MatchPools", ["MatchEngine"]),
        tests("MatchEngineTests", ["MatchEngine", "MatchPools", "MatchSnapshots"]),
        .executableTarget(
            name: "MatchBenchmark",
            dependencies: ["MatchEngine", "MatchPools", "MatchSnapshots"],
            path: "Tests/Benchmarks/Match",
            swiftSettings: rules
        ),
        .executableTarget(
            name: "vouch",
            dependencies: ["MatchEngine", argumentParser],
            path: "compose/vouch",
            swiftSettings: rules
        ),
        tests("VouchTests", ["vouch"]),

        // Words, contract, tokens
        library("Vocabulary", []),
        tests("VocabularyTests", ["Vocabulary"]),
        library("Contract", ["Vocabulary"]),
        tests("ContractTests", ["Contract", "Vocabulary"]),
        library("Tokens", ["COpenSSL", "Vocabulary", crypto, jwtKit]),
        tests("TokensTests", ["Tokens", "Vocabulary", crypto]),

        // Style
        tests("TidyTests", []),
    ],
    // `#embed`
    cLanguageStandard: .c2x
)
