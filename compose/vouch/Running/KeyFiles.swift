import FoundationEssentials
import Tokens
import Vocabulary

/// The keys that services sign their calls with, one file each: `talent.key.pem` for the service
/// itself, `talent.pub.pem` for everybody; and the one that identity seals its stored keys with.
struct KeyFiles {
    /// Where a service looks for its keys.
    private let folder: (Service) -> String

    /// One key pair of a service.
    struct Listed {
        let service: Service
        let id: String
        let isNew: Bool
    }

    /// All in one folder: everything runs on this machine.
    init(folder: String) { self.folder = { _ in folder } }

    /// Each service's in a folder of its own, without the others' private keys.
    init(apartIn folder: String) { self.folder = { "\(folder)/\($0.rawValue)" } }

    /// Makes what is missing; keys that are there stay.
    func establish() async throws -> [Listed] {
        let folders = Set(Service.allCases.map(folder))
        for folder in folders { try Home.makeFolder(folder) }
        var listed: [Listed] = []
        for service in Service.allCases {
            let path = "\(folder(service))/\(service.rawValue).key.pem"
            let known = FileManager.default.contents(atPath: path)
            let key: SigningKey
            if let known {
                key = try await SigningKey(pem: String(decoding: known, as: UTF8.self))
            } else {
                key = try await .generate()
                try Home.write(key.pem.utf8, to: path)
            }
            for folder in folders {
                let path = "\(folder)/\(service.rawValue).pub.pem"
                try Home.write(key.verification.pem.utf8, to: path)
            }
            listed.append(Listed(service: service, id: key.id, isNew: known == nil))
        }
        try establishSeal()
        return listed
    }

    private func establishSeal() throws {
        let seal = "\(folder(.identity))/identity.seal"
        guard FileManager.default.contents(atPath: seal) == nil else { return }
        var random = SystemRandomNumberGenerator()
        let bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        try Home.write(Data(bytes).base64EncodedString().utf8, to: seal)
    }
}
