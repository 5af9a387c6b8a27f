import Hummingbird
import HummingbirdHTTP2
import Logging
import NIOPosix

/// Answers every request with the same bytes as `answer`, over HTTP/2 in clear.
/// `hummingbird-answer PORT`.
@main
struct HummingbirdAnswer {
    static func main() async throws {
        let port = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 0
        let body = ByteBuffer(string: #"{"items":["a","b","c"],"id":5,"message":"hello world"}"#)
        let router = Router()
        router.get("/") { _, _ in
            Response(
                status: .ok,
                headers: [.contentType: "application/json"],
                body: .init(byteBuffer: body)
            )
        }
        var logger = Logger(label: "hummingbird")
        logger.logLevel = .error
        let application = Application(
            router: router,
            server: .plaintextHTTP2(),
            configuration: .init(address: .hostname("127.0.0.1", port: port)),
            eventLoopGroupProvider: .shared(MultiThreadedEventLoopGroup(numberOfThreads: 1)),
            logger: logger
        )
        try await application.runService()
    }
}
