import ArgumentParser
import FoundationEssentials
import HTTP
import ServiceKit
import Vocabulary

/// `vouch up`: everything on this machine, in the foreground.
struct Up: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run PostgreSQL, all services and the gateway until Ctrl-C.",
        discussion: """
            Programs that die are started again. Settings (VOUCH_…) are passed on from the \
            environment; what this command decides itself (ports, keys, databases) wins.
            """
    )

    @OptionGroup var home: HomeOption

    @Option(help: "The gateway's port; 0 chooses free ports for everything.")
    var port = Service.gateway.usualPort

    @Option(help: "More than one of a service: interviews=2. May be repeated.")
    var replicas: [Replicas] = []

    @Flag(help: "Write the programs' lines to their log files only.")
    var quiet = false

    /// Everything is asked until it is ready, or this has passed.
    private static let startTimeout = Duration.seconds(60)

    func run() async throws {
        let stop = StopOrder()
        let home = home.folder
        if let running = Registry.read(home) {
            throw Refusal("Vouch runs here already (process \(running.owner.pid)): vouch down")
        }
        try home.make()
        _ = try await KeyFiles(folder: home.keys).establish()
        let deployment = try deployment()
        let console = Console(home, names: deployment.instances.map(\.name), isQuiet: quiet)
        console.say("Starting PostgreSQL and \(deployment.instances.count) programs …")
        let cluster = try await Cluster(
            home,
            deployment,
            console: console,
            settings: settings(home)
        )
        let client = Client()
        try await cluster.run {
            await withTaskGroup { group in
                group.addTask {
                    await greet(home, deployment, console, client)
                    await cluster.settle()
                    // Being ready ends nothing.
                    while (try? await Task.sleep(for: .seconds(3_600))) != nil {}
                }
                group.addTask { await stop.wait() }
                await group.next()
                group.cancelAll()
            }
            console.say("Stopping …")
        }
        await client.close()
        console.say("Stopped.")
    }

    private func deployment() throws -> Deployment {
        var counts: [Service: Int] = [:]
        for entry in replicas { counts[entry.service] = entry.count }
        let ports = port == 0 ? FreePorts() : nil
        return try Deployment(replicas: counts) { usual in
            if let ports { return try ports.next() }
            return usual == Service.gateway.usualPort ? port : usual
        }
    }

    /// What every program is told: our own environment's settings, and where things are.
    private func settings(_ home: Home) -> [String: String] {
        let own = ProcessInfo.processInfo.environment.filter {
            $0.key.hasPrefix("VOUCH_") || ["PATH", "HOME", "TMPDIR", "TZ"].contains($0.key)
        }
        let usual = [
            "VOUCH_OPEN_SIGNUP": "true", "VOUCH_MAIL_DIRECTORY": home.mail,
            // Decision 0005: malloc keeps as many pieces at hand as requests are under way.
            "GLIBC_TUNABLES": "glibc.malloc.tcache_count=512",
        ]
        return usual.merging(own) { $1 }.merging(["VOUCH_KEYS_DIRECTORY": home.keys]) { $1 }
    }

    /// Waits until everything can serve, then says how to sign in.
    private func greet(
        _ home: Home,
        _ deployment: Deployment,
        _ console: Console,
        _ client: Client
    ) async {
        let began = ContinuousClock.now
        for instance in deployment.instances {
            let edge = Edge(instance.name, port: instance.port, client)
            while !(await edge.isReady()) {
                guard ContinuousClock.now - began < Self.startTimeout else {
                    return console.say("\(instance.name) is not ready yet; its log says why.")
                }
                guard (try? await Task.sleep(for: .milliseconds(50))) != nil else { return }
            }
        }
        guard let gateway = deployment.gateways.first else { return }
        let edge = Edge("gateway", port: gateway.port, client)
        do {
            let (signIn, isNew) = try await FirstSignIn.establish(home, edge)
            let seconds = (ContinuousClock.now - began).formatted
            console.say(
                """

                Vouch is ready after \(seconds):  http://127.0.0.1:\(gateway.port)
                  documentation  http://127.0.0.1:\(gateway.port)/docs
                  sign in as     \(signIn.email)
                """
            )
            // On the terminal only, and once: logs hold no passwords.
            if isNew { console.show("  password       \(signIn.password)") }
            console.say("  mail           \(home.mail)\n")
        } catch {
            console.say("The demo organization could not be made: \(error)")
        }
    }
}

/// `interviews=2`
struct Replicas: ExpressibleByArgument {
    let service: Service
    let count: Int

    init?(argument: String) {
        let parts = argument.split(separator: "=", omittingEmptySubsequences: false)
        guard parts.count == 2, let service = Service(rawValue: String(parts[0])),
            // The gateway's port is its address; several need a balancer before them.
            service != .gateway,
            let count = Int(parts[1]), (1...Deployment.replicasMax).contains(count)
        else { return nil }
        self.service = service
        self.count = count
    }
}

extension Duration {
    /// `0.8 s`
    var formatted: String {
        let tenths = Int((self / .milliseconds(100)).rounded())
        return "\(tenths / 10).\(tenths % 10) s"
    }
}
