import Contract
import Testing

/// Expects a refusal, and hands it out.
@discardableResult
func expect<Answer>(
    _ code: Refusal.Code,
    _ reason: String? = nil,
    sourceLocation: SourceLocation = #_sourceLocation,
    _ body: () async throws -> Answer
) async -> Refusal? {
    do {
        let answer = try await body()
        Issue.record("Answered: \(answer)", sourceLocation: sourceLocation)
    } catch let refusal as Refusal {
        #expect(refusal.code == code, "\(refusal.detail)", sourceLocation: sourceLocation)
        if let reason { #expect(refusal.reason == reason, sourceLocation: sourceLocation) }
        return refusal
    } catch {
        Issue.record(error, sourceLocation: sourceLocation)
    }
    return nil
}

extension Result {
    /// The refusal that it came to, if any.
    var refusal: Refusal? {
        if case .failure(let error) = self { return error as? Refusal }
        return nil
    }
}
