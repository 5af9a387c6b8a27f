import Contract
import HTTP
import Testing
import Vocabulary

extension EndToEnd {
    /// The contract is the list: an operation that is added to it and not tried here fails.
    @Test func `Every operation of identity serves what is right and refuses what is wrong`()
        async throws
    {
        let operations = Catalogue.operations(of: .identity).filter { !$0.audience.isInternal }
        let cast = try await Cast(try #require(Self.vouch))
        var trials = EveryOperation()
        for operation in operations { try await Self.tryBadInput(operation, cast, &trials) }
        try await trials.tryCandidates(cast)
        try await trials.tryAccounts(cast)
        trials.expectAll(of: operations)
    }

    private static func tryBadInput<Subject: Operation>(
        _: Subject.Type,
        _ cast: Cast,
        _ trials: inout EveryOperation
    ) async throws {
        try await BadInput<Subject>(cast).run(&trials)
    }

    @Test func `What services ask each other is at no path that the edge knows`() async throws {
        let vouch = try #require(Self.vouch)
        let (admin, _) = try await vouch.administrator(of: "Curious")
        let invented = try await admin.ask(.get, "/internal/invented", body: [])
        let operations = Catalogue.operations.filter { $0.audience.isInternal }
        #expect(!operations.isEmpty)
        for operation in operations {
            let reply = try await admin.ask(
                Method(operation.route.verb.rawValue),
                operation.route.path.replacing("{organization}", with: "17"),
                body: []
            )
            #expect(reply.status == 404, "\(operation.name)")
            #expect(reply.problem?.detail == invented.problem?.detail, "\(operation.name)")
        }
    }
}
