import Foundation
import Postgres
import Tokens
import Vocabulary

/// The keys that programs are started with, and the rest of their environment.
struct ServiceFolder {
    private let folder: URL

    init() async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "kit-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for service in Service.allCases {
            let key = try await SigningKey.generate()
            let name = folder.appending(path: service.rawValue)
            let parts = [("key.pem", key.pem), ("pub.pem", key.verification.pem)]
            for (suffix, pem) in parts {
                try pem.write(
                    to: name.appendingPathExtension(suffix),
                    atomically: true,
                    encoding: .utf8
                )
            }
        }
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    /// - Parameter connection: the connection string of a role.
    func environment(
        _ ownership: Ownership,
        _ connection: (String) -> String
    ) -> [String: String] {
        [
            "VOUCH_PORT": "0", "VOUCH_KEYS_DIRECTORY": folder.path, "VOUCH_STOP_GRACE": "0s",
            "VOUCH_IDENTITY_ADDRESSES": "127.0.0.1:1",
            "VOUCH_DATABASE_URL": connection(ownership.serving.name),
            "VOUCH_OWNER_DATABASE_URL": connection(ownership.owner.name),
            "VOUCH_SYSTEM_DATABASE_URL": connection(ownership.system.name),
        ]
    }
}
