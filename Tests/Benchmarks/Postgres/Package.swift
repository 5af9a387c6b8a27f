// swift-tools-version:6.2
import PackageDescription

let package = Package(
    name: "postgres-benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "vouch", path: "../../.."),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    ],
    targets: [
        .executableTarget(
            name: "queries",
            dependencies: [
                .product(name: "HTTP", package: "vouch"),
                .product(name: "Postgres", package: "vouch"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ]
        )
    ]
)
