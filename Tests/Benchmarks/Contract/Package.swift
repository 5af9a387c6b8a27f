// swift-tools-version:6.2
import PackageDescription

let package = Package(
    name: "contract-benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "vouch", path: "../../..")
    ],
    targets: [
        .executableTarget(
            name: "seam",
            dependencies: [
                .product(name: "Contract", package: "vouch"),
                .product(name: "Tokens", package: "vouch"),
            ]
        )
    ]
)
