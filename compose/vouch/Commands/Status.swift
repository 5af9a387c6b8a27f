import ArgumentParser
import FoundationEssentials
import HTTP

/// `vouch status`: what runs, and whether it can serve.
struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show what runs in this home; ends with 1 unless everything is ready."
    )

    @OptionGroup var home: HomeOption

    @Flag(help: "Print JSON.")
    var json = false

    private struct Report: Encodable {
        var postgres: String
        var programs: [Program]

        struct Program: Encodable {
            var name: String
            var port: Int
            var pid: Int32?
            var restarts: Int
            var ready: Bool
        }
    }

    func run() async throws {
        guard let running = Registry.read(home.folder) else {
            print("Nothing runs here.")
            throw ExitCode.failure
        }
        let client = Client()
        var report = Report(postgres: running.postgres, programs: [])
        for entry in running.programs {
            let isReady = await Edge(entry.name, port: entry.port, client).isReady()
            report.programs.append(
                Report.Program(
                    name: entry.name,
                    port: entry.port,
                    pid: entry.pid,
                    restarts: max(0, entry.restarts),
                    ready: isReady
                )
            )
        }
        await client.close()
        if json {
            print(String(decoding: try JSONEncoder().encode(report), as: UTF8.self))
        } else {
            show(report)
        }
        guard report.programs.allSatisfy(\.ready) else { throw ExitCode.failure }
    }

    private func show(_ report: Report) {
        let width = report.programs.map(\.name.count).max() ?? 0
        for program in report.programs {
            let name = program.name + String(repeating: " ", count: width - program.name.count)
            let process = program.pid.map { "process \($0)" } ?? "not running"
            let health = program.ready ? "ready" : "NOT READY"
            print(
                "\(name)  port \(program.port)  \(health)  \(process), "
                    + "\(program.restarts) restarts"
            )
        }
    }
}
