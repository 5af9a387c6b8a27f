import FoundationEssentials
import Tokens
import Vocabulary

/// The keys that services sign their calls with, one file each: `talent.key.pem` for the service
/// itself, `talent.pub.pem` for everybody; and the one that identity seals its stored keys with.
struct KeyFiles {
    let folder: String

    /// One key pair of a service.
    struct Listed {
        let service: Service
        let id: String
        let isNew: Bool
    }

    /// Makes what is missing; keys that are there stay.
    func establish() async throws -> [Listed] {
        var listed: [Listed] = []
        for service in Service.allCases {
            let path = "\(folder)/\(service.rawValue)"
            let known = FileManager.default.contents(atPath: "\(path).key.pem")
            let key: SigningKey
            if let known {
                key = try await SigningKey(pem: String(decoding: known, as: UTF8.self))
            } else {
                key = try await .generate()
                try Home.write(key.pem.utf8, to: "\(path).key.pem")
            }
            try Home.write(key.verification.pem.utf8, to: "\(path).pub.pem")
            listed.append(Listed(service: service, id: key.id, isNew: known == nil))
        }
        let seal = "\(folder)/identity.seal"
        if FileManager.default.contents(atPath: seal) == nil {
            var random = SystemRandomNumberGenerator()
            let bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &random) }
            try Home.write(Data(bytes).base64EncodedString().utf8, to: seal)
        }
        return listed
    }
}
