import ArgumentParser
import HTTP

/// `vouch probe`: for containers, which have no curl.
struct Probe: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Ask the program on a port of this machine; ends with 1 unless it can serve."
    )

    @Argument(help: "Its port.")
    var port: Int

    func validate() throws {
        guard (1...65_535).contains(port) else { throw ValidationError("A port has 16 bits.") }
    }

    func run() async throws {
        let client = Client()
        let isReady = await Edge("program", port: port, client).isReady()
        await client.close()
        guard isReady else { throw ExitCode.failure }
    }
}
