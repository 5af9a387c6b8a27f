import Testing
import Vocabulary

@testable import Contract

@Suite("Refusals")
struct RefusalTests {
    @Test("survive being sent as RFC 9457 problems", arguments: Refusal.Code.allCases)
    func roundTrip(_ code: Refusal.Code) throws {
        var refusal = Refusal(code, "Because.", reason: "finer_word")
        refusal.errors = [FieldError("a[1].b", .tooLong, "must be shorter")]
        refusal.allowed = ["on_hold"]
        let problem = try Problem(json: Problem(refusal, requestID: "r-1").json())
        #expect(problem.refusal == refusal)
        #expect(problem.status == code.status && problem.requestID == "r-1")
        #expect(problem.code == "finer_word" && !code.title.isEmpty)
        #expect((300...599).contains(code.status))
        let plain = Problem(Refusal(code, "Because."), requestID: nil)
        #expect(plain.code == code.rawValue && plain.refusal == Refusal(code, "Because."))
        #expect(plain.errors == nil && plain.allowed == nil)
    }

    @Test("are spelled as agreed")
    func spelling() {
        let refusal = Refusal.invalid([FieldError("email", .malformed, "must be an address")])
        let text = String(decoding: Problem(refusal, requestID: "r").json(), as: UTF8.self)
        #expect(
            text == #"{"type":"urn:vouch:problem:invalid","title":"Invalid content","status":422,"#
                + #""detail":"The request has faults; see `errors`.","code":"invalid","#
                + #""request_id":"r","errors":[{"field":"email","code":"malformed","#
                + #""message":"must be an address"}]}"#
        )
    }

    @Test("of a peer that is none of ours are none")
    func foreign() throws {
        let json = #"{"type":"about:blank","title":"t","status":418,"detail":"d","code":"c"}"#
        #expect(try Problem(json: Array(json.utf8)).refusal == nil)
    }

    @Test("that follow from an operation are among its own", arguments: Catalogue.operations)
    func derived(_ operation: any Operation.Type) {
        let all = Set(operation.allRefusals)
        #expect(all.isSuperset(of: operation.refusals) && all.contains(.rateLimited))
        #expect(all.contains(.unauthenticated) || operation.audience.needsNoToken)
        #expect(all.contains(.notFound) == !operation.route.parameters.isEmpty)
        #expect(all.contains(.keyReused) == (operation.idempotency == .keyed))
        #expect(!all.contains(.preconditionFailed) || operation.route.verb != .get)
    }
}
