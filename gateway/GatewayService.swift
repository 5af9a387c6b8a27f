import ServiceKit
import Vocabulary

/// The public edge.
@main
enum GatewayService {
    static func main() async {
        await Program.runServers(.gateway, settings: GatewaySettings.all) { runtime in
            let gateway = Gateway(Gateway.Parts(runtime))
            runtime.onStop { await gateway.close() }
            runtime.metrics.probe { await gateway.figures() }
            runtime.background("asking services", every: .milliseconds(500)) {
                await gateway.askServices()
            }
            let listeners = Listeners(gateway, runtime)
            await listeners.startOperators()
            return [try await listeners.startClear()] + (try await listeners.startEncrypted())
        }
    }
}
