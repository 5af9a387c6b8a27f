import Testing

@testable import Tokens

@Suite("Passwords")
struct PasswordHashTests {
    // The weakest cost there is: tests are about what is decided, not about how long it takes.
    let cost = PasswordHash.Cost(logN: 10, r: 8, p: 1)
    // Made by Python's hashlib.scrypt.
    let known =
        "$scrypt$ln=10,r=8,p=1$AAECAwQFBgcICQoLDA0ODw$ufUSEsMtotyS4RpE2AA5zyVnMKTKjNpyy1y5V6IiRTc"

    @Test("a hash made elsewhere matches its password and no other")
    func interoperates() throws {
        let hash = try #require(PasswordHash(known))
        #expect(try hash.matches("correct horse battery stäple"))
        #expect(try !hash.matches("correct horse battery staple"))
        #expect(try !hash.matches(""))
        #expect(hash.description == known)
    }

    @Test("the same password hashes differently each time, and each hash is read back")
    func salted() throws {
        let cost = try #require(cost)
        let (first, second) = (
            try PasswordHash(of: "päss\u{0}word", cost: cost),
            try PasswordHash(of: "päss\u{0}word", cost: cost)
        )
        #expect(first != second)
        for hash in [first, second] {
            let again = try #require(PasswordHash(hash.description))
            #expect(try again == hash && again.matches("päss\u{0}word"))
            #expect(try !again.matches("päss"))
        }
    }

    @Test("the standard cost works, and weaker hashes are known to be weaker")
    func standard() throws {
        let cost = try #require(cost)
        let hash = try PasswordHash(of: "a long enough password")
        #expect(hash.cost == .standard && !hash.isWeaker(than: .standard))
        #expect(try hash.matches("a long enough password"))
        #expect(try PasswordHash(of: "x", cost: cost).isWeaker(than: .standard))
        #expect(!hash.isWeaker(than: cost))
        try PasswordHash.refuse("anything")
    }

    @Test("passwords that are too long are refused before any work")
    func tooLong() throws {
        let long = String(repeating: "a", count: PasswordHash.passwordLengthMax + 1)
        #expect(throws: PasswordError.tooLong) { try PasswordHash(of: long) }
        #expect(throws: PasswordError.tooLong) { try PasswordHash.refuse(long) }
        let hash = try #require(PasswordHash(known))
        #expect(throws: PasswordError.tooLong) { try hash.matches(long) }
    }

    @Test(
        "texts that ask for endless work, or are no hash, are refused",
        arguments: [
            "", "$", "$scrypt$", "$scrypt$ln=63,r=8,p=1$AAECAwQFBgcICQoLDA0ODw$AA",
            "$scrypt$ln=21,r=8,p=1$AAECAwQFBgcICQoLDA0ODw$K", "$scrypt$ln=10,r=17,p=1$A$K",
            "$scrypt$ln=10,r=8,p=9$A$K", "$scrypt$ln=-10,r=8,p=1$A$K", "$bcrypt$ln=10,r=8,p=1$A$K",
            "$scrypt$r=8,ln=10,p=1$A$K", "$scrypt$ln=10,r=8$A$K", "$scrypt$ln=10,r=8,p=1$$",
            "$scrypt$ln=10,r=8,p=1$AAECAwQFBgcICQoLDA0ODw$AAECAwQFBgcICQoLDA0ODw",
        ]
    )
    func nonsense(_ text: String) {
        #expect(PasswordHash(text) == nil)
    }
}
