import HTTP
import NIOCore
import Tokens
import Vocabulary

/// A request that is signed with an API key: services see the token it stands for.
extension Passage {
    func exchangeKey(_ key: ArraySlice<UInt8>) {
        if let last = connection.lastKey, startedAt < last.until, last.key.elementsEqual(key) {
            return use(last.token)
        }
        guard let secret = Secret(String(decoding: key, as: UTF8.self), .apiKey) else {
            return notBelieved()
        }
        if let known = gateway.keys.known(secret.hash, at: startedAt) {
            return settle(known, for: secret)
        }
        // Asking identity for strangers is work that strangers pay for.
        guard takeFromAddress() else { return }
        let bound = NIOLoopBound(self, eventLoop: edge.eventLoop)
        let eventLoop = edge.eventLoop
        gateway.keys.exchange(secret) { answer in
            eventLoop.execute { bound.value.settle(answer, for: secret) }
        }
    }

    private func settle(_ answer: KeyExchange.Answer, for secret: Secret) {
        // The client may have gone meanwhile.
        guard isUndecided else { return }
        switch answer {
        case .refused: notBelieved()
        case .unavailable: refuse(.overloaded)
        case .token(let token, let until):
            connection.lastKey = .init(key: Array(secret.text.utf8), token: token, until: until)
            use(token)
        }
    }

    private func use(_ token: [UInt8]) {
        do { try believe(token.span) } catch { return notBelieved() }
        head.headers.remove(.authorization)
        head.headers.append(.authorization, Self.bearer + token)
        admit()
    }

    private static let bearer = Array("Bearer ".utf8)
}
