import NIOConcurrencyHelpers

/// Sessions that servers offered for resumption, by host.
///
/// They are kept serialised: a value, which no connection's end can spoil and which may cross
/// threads. All belong to one ``ClientTLS``, so a session is resumed under the trust it was
/// verified with.
final class SessionCache: Sendable {
    struct Session: Sendable {
        let bytes: [UInt8]
        /// RFC 8446 §C.4: a ticket used twice lets observers link the connections.
        let isForOneUse: Bool
    }

    private struct State {
        var byHost: [ServerName: [Session]] = [:]
        /// The hosts, least recently remembered first.
        var order: [ServerName] = []
    }

    // Not Mutex: ThreadSanitizer does not see that it orders accesses, on Linux.
    private let state = NIOLockedValueBox(State())

    func remember(_ session: Session, for host: ServerName) {
        guard session.bytes.count <= TLSLimits.sessionBytesMax else { return }
        state.withLockedValue { state in
            state.order.removeAll { $0 == host }
            state.order.append(host)
            if state.order.count > TLSLimits.sessionHostsMax {
                state.byHost[state.order.removeFirst()] = nil
            }
            let kept = session.isForOneUse ? TLSLimits.sessionsPerHostMax - 1 : 0
            state.byHost[host] = (state.byHost[host] ?? []).suffix(kept) + [session]
        }
    }

    /// The newest session of a host.
    func recall(for host: ServerName) -> Session? {
        state.withLockedValue { state in
            guard let session = state.byHost[host]?.last else { return nil }
            if session.isForOneUse { state.byHost[host]?.removeLast() }
            return session
        }
    }
}
