import Foundation
import ProgramKit
import Testing
import Vocabulary

/// What `compose/` says of the programs, held against the programs themselves.
extension EndToEnd {
    /// One program in `compose.yaml` or in `kubernetes/`.
    struct Deployed: Decodable {
        var way: String
        var name: String
        var command: [String]
        var environment: [String: String]
        var stop: String
        var ports: [Int]
        var probes: [String]
        var isConfined: Bool

        static func all() async throws -> [Deployed] {
            let script = Program.script("deployments.py")
            let run = try await Program.run(Program.python, [script])
            try #require(run.status == 0, "\(run.errors)")
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            return try decoder.decode([Deployed].self, from: Data(run.output.utf8))
        }

        /// The programs themselves, without what makes their keys.
        var service: Service? { Service(rawValue: name) }
    }

    @Test func `Both ways to deploy run each program, confined, where the others look for it`()
        async throws
    {
        let all = try await Deployed.all()
        for way in ["compose", "kubernetes"] {
            let services = all.filter { $0.way == way }.compactMap(\.service)
            #expect(services.count == Service.allCases.count)
            #expect(Set(services) == Set(Service.allCases), "\(way)")
        }
        for one in all {
            let what: Comment = "\(one.name) by \(one.way)"
            #expect(one.isConfined, what)
            guard let service = one.service else { continue }
            #expect(one.command == [service.rawValue], what)
            let port = service.usualPort
            #expect(one.environment["VOUCH_PORT"] == nil, what)
            for other in Service.allCases where other != .gateway {
                let name = "VOUCH_\(other.rawValue.uppercased())_ADDRESSES"
                let address = "\(other.rawValue):\(other.usualPort)"
                #expect(one.environment[name] == address, what)
            }
            // Whoever is stopped has the time that it takes to stop.
            let settings = ["VOUCH_STOP_GRACE", "VOUCH_DRAIN"].map { one.environment[$0] }
            let needed = settings.map(Self.seconds).reduce(0, +)
            #expect(needed > 30 && Self.seconds(one.stop) > needed, what)
            if one.way == "compose" {
                #expect(one.ports == (service == .gateway ? [port] : []), what)
                #expect(one.probes == ["CMD vouch probe \(port)"], what)
            } else {
                #expect(one.ports.first == port, what)
                let alive = "\(port) /healthz"
                #expect(one.probes == [alive, alive, "\(port) /readyz"], what)
            }
        }
    }

    private static func seconds(_ text: String?) -> Int {
        text.flatMap { $0.hasSuffix("s") ? Int($0.dropLast()) : nil } ?? 0
    }

    /// Each program takes the settings that it is given, finds the files where they say, and with
    /// them its database: the same that `vouch prepare` makes in the containers.
    @Test func `Programs start with what vouch prepare makes and the deployments say`()
        async throws
    {
        let vouch = try #require(Self.vouch)
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "vouch-prepared-\(UUID().uuidString.prefix(8))").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true
        )
        let server = try await vouch.status().postgres.replacing(/user='[^']*'/, with: "")
        let prepare = ["prepare", "--directory", folder, "--server", server]
        for _ in 1...2 {
            let run = try await Program.run(Program.built("vouch"), prepare)
            try #require(run.status == 0, "\(run.said)")
        }
        let secret = "\(folder)/secret"
        try Data("\(Cast.operatorToken.text)\n".utf8).write(to: URL(filePath: secret))
        for one in try await Deployed.all() {
            guard let service = one.service else { continue }
            let what: Comment = "\(one.name) by \(one.way)"
            let program = Program.built(service.rawValue)
            let help = try await Program.run(program, ["--help"]).output
            let declared = help.matches(of: /VOUCH_[A-Z_]+/).map { String($0.output) }
            #expect(Set(one.environment.keys).subtracting(declared) == [], what)
            var variables = one.environment.mapValues { value in
                value.replacing("/run/vouch", with: "\(folder)/\(service.rawValue)")
            }
            // Certificates and the like are the operator's.
            for (name, value) in variables where name.hasSuffix("_FILE") && value.hasPrefix("/run/")
            {
                variables[name] = secret
            }
            let arguments = service == .gateway ? ["--check"] : ["--migrate"]
            let run = try await Program.run(program, arguments, environment: variables)
            #expect(run.status == 0, "\(what): \(run.said)")
        }
        try Self.expectApart(folder)
    }

    /// No service has what would let it speak as another.
    private static func expectApart(_ folder: String) throws {
        for service in Service.allCases {
            let files = try FileManager.default.contentsOfDirectory(
                atPath: "\(folder)/\(service.rawValue)"
            )
            let keys = files.filter { $0.hasSuffix(".key.pem") || $0.hasSuffix(".seal") }
            let own = ["\(service.rawValue).key.pem"]
            #expect(Set(keys) == Set(service == .identity ? own + ["identity.seal"] : own))
            #expect(files.count { $0.hasSuffix(".pub.pem") } == Service.allCases.count)
            #expect(files.count { $0.hasSuffix(".url") } == (service == .gateway ? 0 : 3))
        }
    }

    @Test func `The image has every program, and runs as nobody's administrator`() throws {
        let file = Program.root.appending(path: "compose/Dockerfile")
        let text = try String(contentsOf: file, encoding: .utf8)
        let names = (Service.allCases.map(\.rawValue) + ["vouch"]).joined(separator: " ")
        #expect(text.contains("for program in \(names); do"))
        #expect(text.contains("useradd --uid 10001") && text.contains("\nUSER 10001:10001\n"))
        let folder = Program.root.appending(path: "compose/kubernetes")
        for service in Service.allCases {
            let manifest = folder.appending(path: "\(service.rawValue).yaml")
            let text = try String(contentsOf: manifest, encoding: .utf8)
            #expect(text.contains("runAsUser: 10001"), "\(service)")
        }
    }
}
