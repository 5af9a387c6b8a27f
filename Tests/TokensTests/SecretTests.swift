import Testing

@testable import Tokens

@Suite("Bearer secrets")
struct SecretTests {
    @Test("a secret is found again by what the caller sends", arguments: Secret.Purpose.allCases)
    func roundTrip(_ purpose: Secret.Purpose) throws {
        let secret = Secret.generate(purpose)
        #expect(secret.text.hasPrefix(purpose.rawValue) && secret.text.utf8.count == 46)
        let sent = try #require(Secret(secret.text, purpose))
        #expect(sent.hash == secret.hash && secret.hash.bytes.count == 32)
        for other in Secret.Purpose.allCases where other != purpose {
            #expect(Secret(secret.text, other) == nil)
        }
        #expect(Secret.generate(purpose).hash != secret.hash)
    }

    @Test("nonsense has no hash", arguments: ["", "vk_", "vk_AAAA", "vk", "bearer", "VK_"])
    func nonsense(_ text: String) {
        #expect(Secret(text, .apiKey) == nil)
    }

    @Test("a secret does not print itself")
    func discreet() {
        let secret = Secret.generate(.apiKey)
        #expect("\(secret)" == "Secret" && String(reflecting: secret) == "Secret")
    }
}
