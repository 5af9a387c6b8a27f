import HTTP
import ServiceKit
import Vocabulary

/// The public edge.
@main
enum GatewayService {
    static func main() async {
        await Program.run(.gateway, settings: GatewaySettings.all, listen: { runtime in
            let gateway = Gateway(Gateway.Parts(runtime))
            runtime.onStop { await gateway.close() }
            runtime.metrics.probe { await gateway.figures() }
            runtime.background("asking services", every: .milliseconds(500)) {
                await gateway.askServices()
            }
            let listeners = Listeners(gateway, runtime)
            await listeners.startOperators()
            let clear = try await listeners.startClear()
            return [clear] + (try await listeners.startEncrypted())
        })
    }
}
