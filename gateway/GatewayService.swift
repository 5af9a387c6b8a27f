import HTTP
import ServiceKit

/// The public edge.
@main
enum GatewayService {
    static func main() async {
        await Program.run(.gateway, settings: GatewaySettings.all, CommandLine.arguments) { runtime in
            guard !CommandLine.arguments.contains("--migrate") else { return nil }
            let gateway = Gateway(Gateway.Parts(runtime))
            runtime.onStop { await gateway.close() }
            runtime.metrics.probe { await gateway.figures() }
            runtime.followIdentity()
            runtime.background("asking services", every: .milliseconds(500)) {
                await gateway.askServices()
            }
            let listeners = Listeners(gateway, runtime)
            try await listeners.startEncrypted()
            await listeners.startOperators()
            return try await listeners.startClear()
        }
    }
}
