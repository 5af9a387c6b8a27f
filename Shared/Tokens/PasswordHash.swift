import COpenSSL
import Vocabulary

/// A password as it is stored: scrypt (RFC 7914), with its parameters in the text, so that they
/// can be raised later. Hashing takes a good part of a second and 32 MiB on purpose; the caller
/// runs it on a thread pool, never on an event loop, and bounds how many run at once.
public struct PasswordHash: Hashable, Sendable {
    /// What scrypt costs.
    public struct Cost: Hashable, Sendable {
        /// N = 2^logN, 10…20; memory is 128 · r · N bytes.
        public let logN: Int
        /// Block size, 1…16.
        public let r: Int
        /// How often, one after the other, 1…8.
        public let p: Int

        /// 32 MiB, three times: OWASP's setting for scrypt with the least memory that still keeps
        /// its strength, because a service signs many people in at once.
        public static let standard = Cost(unchecked: 15, r: 8, p: 3)

        /// `nil` outside the ranges above, so that a stored text cannot ask for endless work.
        public init?(logN: Int, r: Int, p: Int) {
            guard 10...20 ~= logN, 1...16 ~= r, 1...8 ~= p else { return nil }
            self.init(unchecked: logN, r: r, p: p)
        }

        /// What deriving takes, in blocks of 128 bytes.
        var work: Int { r * p << logN }

        private init(unchecked logN: Int, r: Int, p: Int) {
            self.logN = logN
            self.r = r
            self.p = p
        }
    }

    /// How the hash was made.
    public let cost: Cost
    private let salt: [UInt8]
    private let key: [UInt8]

    /// Longer passwords are refused by the contract, long before they are hashed.
    public static let passwordLengthMax = 1_024
    private static let saltLength = 16
    private static let keyLength = 32

    /// Hashes a password with a new salt.
    public init(
        of password: String,
        cost: Cost = .standard,
        salt: [UInt8] = randomSalt()
    ) throws(PasswordError) {
        key = try Self.derive(password, salt, cost)
        self.cost = cost
        self.salt = salt
    }

    /// Whether this is the password, in constant time once derived.
    public func matches(_ password: String) throws(PasswordError) -> Bool {
        let derived = try Self.derive(password, salt, cost)
        return unsafe CRYPTO_memcmp(derived, key, Self.keyLength) == 0
    }

    /// Whether a correct password should be hashed again at `cost`.
    public func isWeaker(than cost: Cost) -> Bool {
        self.cost.work < cost.work
    }

    /// Checks a password that belongs to nobody, so that an unknown e-mail address takes as long
    /// to refuse as a wrong password.
    public static func refuse(
        _ password: String,
        cost: Cost = .standard
    ) throws(PasswordError) {
        _ = try derive(password, [UInt8](repeating: 0, count: saltLength), cost)
    }

    /// 16 bytes from the system's randomness.
    public static func randomSalt() -> [UInt8] {
        (0..<saltLength).map { _ in UInt8.random(in: .min ... .max) }
    }

    private static func derive(
        _ password: String,
        _ salt: [UInt8],
        _ cost: Cost
    ) throws(PasswordError) -> [UInt8] {
        let bytes = Array(password.utf8)
        guard bytes.count <= passwordLengthMax else { throw .tooLong }
        let chars = bytes.map { CChar(bitPattern: $0) }
        let iterations = UInt64(1) << UInt64(cost.logN)
        // OpenSSL refuses work beyond a limit; 1 MiB over the formula covers its own overhead.
        let memory = 128 * UInt64(cost.r) * (iterations + UInt64(cost.p)) + 1_048_576
        var key = [UInt8](repeating: 0, count: keyLength)
        let status = unsafe EVP_PBE_scrypt(
            chars,
            chars.count,
            salt,
            salt.count,
            iterations,
            UInt64(cost.r),
            UInt64(cost.p),
            memory,
            &key,
            keyLength
        )
        guard status == 1 else { throw .cannotHash }
        return key
    }
}

/// Why a password was neither hashed nor compared.
public enum PasswordError: Error {
    /// Longer than `PasswordHash.passwordLengthMax` bytes.
    case tooLong
    /// OpenSSL failed, most likely for want of memory.
    case cannotHash
}

extension PasswordHash: LosslessStringConvertible {
    /// Reads `$scrypt$ln=15,r=8,p=3$salt$key`, the PHC string format with base64url.
    public init?(_ text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt" else { return nil }
        let settings = parts[2].split(separator: ",", omittingEmptySubsequences: false)
        let names = ["ln=", "r=", "p="]
        guard settings.count == names.count else { return nil }
        let numbers = zip(settings, names).compactMap { setting, name in
            setting.hasPrefix(name) ? Int(setting.dropFirst(name.count)) : nil
        }
        guard numbers.count == names.count,
            let cost = Cost(logN: numbers[0], r: numbers[1], p: numbers[2]),
            let salt = Base64URL.decode(Array(parts[3].utf8)[...]), salt.count == Self.saltLength,
            let key = Base64URL.decode(Array(parts[4].utf8)[...]), key.count == Self.keyLength
        else { return nil }
        self.cost = cost
        self.salt = salt
        self.key = key
    }

    /// `$scrypt$ln=15,r=8,p=3$salt$key`.
    public var description: String {
        let salt = String(decoding: Base64URL.encode(salt), as: UTF8.self)
        let key = String(decoding: Base64URL.encode(key), as: UTF8.self)
        return "$scrypt$ln=\(cost.logN),r=\(cost.r),p=\(cost.p)$\(salt)$\(key)"
    }
}
