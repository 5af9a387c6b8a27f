import NIOCore
import NIOPosix

/// A client that writes exactly what it is told and shows exactly what comes, for requests that no
/// library would send.
enum RawClient {
    /// Sends `text` and reads until the server closes, or until nothing has come for a second.
    static func exchange(_ text: String, with port: Int) async throws -> String {
        let group = MultiThreadedEventLoopGroup.singleton
        let channel = try await ClientBootstrap(group: group)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                        wrappingChannelSynchronously: channel
                    )
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(string: text))
            let quiet = channel.channel.eventLoop.scheduleTask(in: .seconds(2)) {
                channel.channel.close(promise: nil)
            }
            var all = ""
            for try await buffer in inbound { all += String(buffer: buffer) }
            quiet.cancel()
            return all
        }
    }
}
