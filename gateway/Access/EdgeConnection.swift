import HTTP
import Tokens
import Vocabulary

/// What is known of one client's connection, kept with it on its event loop.
final class EdgeConnection {
    /// The token it sent last: comparing is free beside hashing.
    var last = LastToken()
    /// The API key it sent last, and what that stands for.
    var lastKey: KnownKey?
    /// Whether a token of this connection has been believed.
    var isKnown = false
    /// Whom to charge for requests without a token.
    let address: RateKey
    /// What upstream is told of where it comes from.
    let forwardedFor: [UInt8]

    struct KnownKey {
        let key: [UInt8]
        let token: [UInt8]
        let until: Instant
    }

    init(_ info: ConnectionInfo) {
        let text = info.remoteAddress ?? "unknown"
        address = RateKey(address: text)
        forwardedFor = Array(text.utf8)
    }
}
