// swift-tools-version:6.2
import PackageDescription

let package = Package(
    name: "http-benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "vouch", path: "../../..")
    ],
    targets: [
        .executableTarget(
            name: "answer",
            dependencies: [.product(name: "HTTP", package: "vouch")]
        ),
        .executableTarget(
            name: "ask",
            dependencies: [.product(name: "HTTP", package: "vouch")]
        ),
    ]
)
