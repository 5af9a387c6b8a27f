import Foundation
import Tokens
import Vocabulary

/// Keys for every service in a folder of their own, and the key that identity signs with.
struct TestKeys {
    let folder: URL
    let identity: SigningKey
    private let issuer = TokenIssuer(
        now: Instant.now,
        identifiers: IdentifierSource(now: Instant.now)
    )

    init() async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "kit-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        identity = try await SigningKey.generate()
        for service in Service.allCases {
            let key = try await SigningKey.generate()
            let name = folder.appending(path: service.rawValue)
            try key.pem.write(
                to: name.appendingPathExtension("key.pem"),
                atomically: true,
                encoding: .utf8
            )
            try key.verification.pem.write(
                to: name.appendingPathExtension("pub.pem"),
                atomically: true,
                encoding: .utf8
            )
        }
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    /// A user's token.
    func token(
        for principal: Principal = .user(.test(1), of: .test(2), as: .recruiter),
        by key: SigningKey? = nil
    ) throws -> String {
        try issuer.access(principal, key: key ?? identity).token
    }
}

extension Identifier {
    static func test(_ number: UInt64) -> Self { Self(UUID128(high: 7 << 12, low: number)) }
}
