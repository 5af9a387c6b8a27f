import Vocabulary

/// A compact JWS in its three parts: header read, claims unread until the signature is checked.
struct SignedToken {
    let header: TokenHeader
    let signature: [UInt8]
    private let bytes: [UInt8]
    private let firstDot: Int
    private let secondDot: Int

    init(_ token: Span<UInt8>) throws(TokenRefusal) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(token.count)
        for index in token.indices { bytes.append(token[index]) }
        let dot = UInt8(ascii: ".")
        guard let firstDot = bytes.firstIndex(of: dot), let secondDot = bytes.lastIndex(of: dot),
            firstDot < secondDot
        else { throw .malformed }
        header = try TokenHeader(bytes[..<firstDot])
        guard let signature = Base64URL.decode(bytes[(secondDot + 1)...]) else { throw .malformed }
        self.signature = signature
        self.bytes = bytes
        self.firstDot = firstDot
        self.secondDot = secondDot
    }

    /// What the signature is over.
    var signedBytes: ArraySlice<UInt8> { bytes[..<secondDot] }

    /// The claims; to be asked only after the signature has been checked.
    func claims() throws(TokenRefusal) -> Claims {
        // A third dot is no base64url, so a token of four parts ends here.
        guard let json = Base64URL.decode(bytes[(firstDot + 1)..<secondDot]) else {
            throw .malformed
        }
        return try Claims(json)
    }
}
