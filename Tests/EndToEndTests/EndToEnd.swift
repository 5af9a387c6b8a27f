import Testing
import Vocabulary

/// The whole of Vouch, over its gateway. One set of programs serves all of these tests, one after
/// the other, for each of them kills or restarts something.
@Suite(.serialized, .everythingUp)
struct EndToEnd {
    @TaskLocal static var vouch: RunningVouch?
}

/// Starts everything before the suite and stops it afterwards.
struct EverythingUp: SuiteTrait, TestScoping {
    let isRecursive = false

    func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @Sendable @concurrent () async throws -> Void
    ) async throws {
        // Rates are tested where time can be held still; here they would only be in the way.
        let settings = [
            "VOUCH_RATE_PER_PRINCIPAL": "100000", "VOUCH_BURST_PER_PRINCIPAL": "100000",
            "VOUCH_RATE_PER_ADDRESS": "100000", "VOUCH_BURST_PER_ADDRESS": "100000",
            "VOUCH_OPERATOR_TOKEN": Cast.operatorToken.text,
        ]
        try await RunningVouch.run(["--replicas", "identity=2"], settings: settings) { vouch in
            try await EndToEnd.$vouch.withValue(vouch) { try await function() }
        }
    }
}

extension Trait where Self == EverythingUp {
    static var everythingUp: Self { EverythingUp() }
}
