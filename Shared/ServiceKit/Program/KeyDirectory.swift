import FoundationEssentials
import Tokens
import Vocabulary

/// The folder with the keys that services sign their calls with.
struct KeyDirectory {
    let path: String

    /// The private key of this service.
    func own(_ service: Service) async throws(StartFault) -> SigningKey {
        let file = "\(path)/\(service.rawValue).key.pem"
        guard let pem = FileManager.default.contents(atPath: file) else {
            throw StartFault("\(file) is not there; vouch keys makes it.")
        }
        do throws(KeyError) {
            return try await SigningKey(pem: String(decoding: pem, as: UTF8.self))
        } catch {
            throw StartFault("\(file) holds no P-256 private key.")
        }
    }

    /// Believes every service whose public key is here, and the tokens that callers bring.
    ///
    /// An intake link is no such token: it is exchanged once, by identity.
    func verifier(for reader: Service) async throws(StartFault) -> TokenVerifier {
        let verifier = TokenVerifier(reader: reader, accepts: [.access, .intake, .service])
        for service in Service.allCases {
            if let key = try await key(of: service) { verifier.trust(service, [key]) }
        }
        return verifier
    }

    /// The public key of a service, where this machine knows it.
    private func key(of service: Service) async throws(StartFault) -> VerificationKey? {
        let file = "\(path)/\(service.rawValue).pub.pem"
        guard let pem = FileManager.default.contents(atPath: file) else { return nil }
        do throws(KeyError) {
            return try await VerificationKey(pem: String(decoding: pem, as: UTF8.self))
        } catch {
            throw StartFault("\(file) holds no P-256 public key.")
        }
    }
}

/// Why a program did not start, in words for its operator.
public struct StartFault: Error, CustomStringConvertible {
    /// The words.
    public let description: String

    /// Says why.
    public init(_ description: String) { self.description = description }
}
