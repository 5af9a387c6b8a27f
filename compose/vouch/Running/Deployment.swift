import Vocabulary

/// Which programs run on this machine, how many of each and on which ports, and what each is told.
struct Deployment: Sendable {
    /// One process.
    struct Instance: Hashable, Sendable {
        let program: Service
        /// From 1.
        let replica: Int
        let port: Int

        /// `identity`, `interviews.2`: in front of each line it prints.
        var name: String { replica == 1 ? program.rawValue : "\(program.rawValue).\(replica)" }
    }

    /// More of one service than one machine can use.
    static let replicasMax = 8
    /// The second `identity` listens on 8111, the third on 8121.
    private static let portStep = 10

    let instances: [Instance]

    /// - Parameters:
    ///   - replicas: how many of a service; one where nothing is said.
    ///   - port: chooses the port of a replica whose usual one is given to it.
    init(replicas: [Service: Int], port: (Int) throws -> Int) rethrows {
        var instances: [Instance] = []
        for program in Service.allCases {
            for replica in 1...(replicas[program] ?? 1) {
                let usual = program.usualPort + Self.portStep * (replica - 1)
                let port = try port(usual)
                instances.append(Instance(program: program, replica: replica, port: port))
            }
        }
        self.instances = instances
    }

    var services: [Instance] { instances.filter { $0.program != .gateway } }
    var gateways: [Instance] { instances.filter { $0.program == .gateway } }

    /// What a process is told, beside what is common to all.
    func environment(of instance: Instance) -> [String: String] {
        var variables = [
            "VOUCH_HOST": "127.0.0.1",
            "VOUCH_PORT": String(instance.port),
            "VOUCH_END_WITH_STDIN": "true",
        ]
        for service in Service.allCases where service != .gateway {
            let addresses = services.filter { $0.program == service }.map { "127.0.0.1:\($0.port)" }
            let name = "VOUCH_\(service.rawValue.uppercased())_ADDRESSES"
            variables[name] = addresses.joined(separator: ",")
        }
        return variables
    }
}
