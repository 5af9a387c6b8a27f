import COpenSSL

/// Everything that handshakes of a server need, as of one reload. Never changes; connections
/// keep the one they began with.
final class ServerContext: Sendable {
    let applicationProtocols: [ApplicationProtocol]
    let tickets: TicketKeys
    /// One for each identity, in the configuration's order.
    private let contexts: [TLSContext]
    private let hosts: HostNameTable

    /// Reads every file. Blocks on the disk.
    init(
        _ configuration: ServerTLS.Configuration,
        tickets: TicketKeys
    ) throws(TLSConfigurationError) {
        guard !configuration.identities.isEmpty else {
            throw TLSConfigurationError(source: "in memory", reason: .noIdentity)
        }
        self.applicationProtocols = configuration.applicationProtocols
        self.tickets = tickets
        var contexts: [TLSContext] = []
        var names: [[String]] = []
        for identity in configuration.identities {
            let context = try Self.makeContext(configuration)
            names.append(try identity.install(in: context))
            contexts.append(context)
        }
        self.contexts = contexts
        self.hosts = HostNameTable(names)
    }

    /// The context that a connection starts with; the client's SNI may choose another.
    var first: TLSContext { contexts[0] }

    /// The context for a host, if a certificate names it.
    func context(for host: String) -> TLSContext? {
        hosts.index(for: host).map { contexts[$0] }
    }

    private static func makeContext(
        _ configuration: ServerTLS.Configuration
    ) throws(TLSConfigurationError) -> TLSContext {
        let context: TLSContext
        do {
            context = try TLSContext(server: true)
        } catch {
            throw TLSConfigurationError(source: "OpenSSL", reason: .refused(error.reason))
        }
        unsafe shim_SSL_CTX_set_session_cache_mode(context.raw, Int(SSL_SESS_CACHE_OFF))
        unsafe SSL_CTX_set_timeout(context.raw, Int(TLSLimits.ticketKeySeconds))
        TicketCallback.install(in: context)
        ServerCallbacks.install(in: context)
        try ask(configuration.clientCertificates, in: context)
        return context
    }

    /// Sets what is asked of clients, and makes sessions of one set of authorities worthless
    /// under another: a resumed session is not verified again.
    private static func ask(
        _ wanted: ServerTLS.ClientCertificates,
        in context: TLSContext
    ) throws(TLSConfigurationError) {
        var scope = SessionScope()
        if let authorities = wanted.authorities {
            for authority in try TrustStore.install(authorities, in: context) {
                scope.add(authority)
                unsafe SSL_CTX_add_client_CA(context.raw, authority.raw)
            }
        }
        switch wanted {
        case .none:
            break
        case .optional:
            unsafe SSL_CTX_set_verify(context.raw, SSL_VERIFY_PEER, nil)
        case .required:
            scope.addRequirement()
            let mode = SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT
            unsafe SSL_CTX_set_verify(context.raw, mode, nil)
        }
        let name = scope.finish()
        unsafe SSL_CTX_set_session_id_context(context.raw, name, UInt32(name.count))
    }
}
