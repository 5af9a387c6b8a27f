import NIOCore
import NIOPosix
import Testing

@testable import HTTP

/// A listening socket on loopback whose connections speak TLS, for the length of a closure.
struct Endpoint: Sendable {
    let port: Int
    let log: EventLog

    static func serving<Answer>(
        _ tls: ServerTLS,
        _ answer: Application.Answer = .http,
        halfClosure: Bool = false,
        _ body: (Endpoint) async throws -> Answer
    ) async throws -> Answer {
        let log = EventLog()
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelOption(.allowRemoteHalfClosure, value: halfClosure)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let handlers: [any ChannelHandler] = [
                        try tls.makeHandler(), Application(log, answer),
                    ]
                    try channel.pipeline.syncOperations.addHandlers(handlers)
                }
            }
            .bind(host: "127.0.0.1", port: 0)
            .get()
        let result: Result<Answer, any Error>
        do {
            let port = try #require(listener.localAddress?.port)
            result = .success(try await body(Endpoint(port: port, log: log)))
        } catch {
            result = .failure(error)
        }
        try await listener.close()
        return try result.get()
    }

    /// A connection of our own client.
    static func connect(
        _ tls: ClientTLS,
        host: String = "localhost",
        port: Int,
        log: EventLog,
        answer: Application.Answer = .nothing,
        halfClosure: Bool = false
    ) async throws -> any Channel {
        try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.allowRemoteHalfClosure, value: halfClosure)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let handlers: [any ChannelHandler] = [
                        try tls.makeHandler(for: host), Application(log, answer),
                    ]
                    try channel.pipeline.syncOperations.addHandlers(handlers)
                }
            }
            .connect(host: "127.0.0.1", port: port)
            .get()
    }
}

extension Certificates {
    /// A client that trusts our authority.
    func client(_ change: (inout ClientTLS.Configuration) -> Void = { _ in }) throws -> ClientTLS {
        var configuration = ClientTLS.Configuration()
        configuration.trust = .authorities(authority)
        change(&configuration)
        return try ClientTLS(configuration)
    }

    /// A server for `localhost`.
    func server(_ change: (inout ServerTLS.Configuration) -> Void = { _ in }) throws -> ServerTLS {
        var configuration = ServerTLS.Configuration(identities: [localhost.identity])
        change(&configuration)
        return try ServerTLS(configuration)
    }
}
