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
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let jwtKit = Target.Dependency.product(name: "JWTKit", package: "jwt-kit")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let nioEmbedded = Target.Dependency.product(name: "NIOEmbedded", package: "swift-nio")

func library(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, path: "Shared/\(name)", swiftSettings: rules)
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
        .library(name: "Contract", targets: ["Contract", "Vocabulary"]),
        .library(name: "Tokens", targets: ["Tokens"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    ],
    targets: [
        // Transport
        system("CNGHTTP2", "libnghttp2", "libnghttp2-dev"),
        system("COpenSSL", "libssl", "libssl-dev"),
        library("HTTP", ["CNGHTTP2", "COpenSSL", nioCore, nioPosix, nioHTTP1]),
        tests("HTTPTests", ["HTTP", nioCore, nioPosix, nioEmbedded]),
        // Words, contract, tokens
        library("Vocabulary", []),
        tests("VocabularyTests", ["Vocabulary"]),
        library("Contract", ["Vocabulary"]),
        tests("ContractTests", ["Contract", "Vocabulary"]),
        library("Tokens", ["COpenSSL", "Vocabulary", crypto, jwtKit]),
        tests("TokensTests", ["Tokens", "Vocabulary", crypto]),
    ]
)
