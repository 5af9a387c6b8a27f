import Contract
import Foundation
import NIOConcurrencyHelpers
import Vocabulary

/// Clients that write candidates one after the other, each repeated under its key until somebody
/// acknowledges it.
struct Writers: Sendable {
    let visitor: Visitor
    private let isOver = Flag()

    init(visitor: Visitor) { self.visitor = visitor }

    func stop() { isOver.set() }

    /// What was acknowledged: names and identifiers.
    func write(as writer: Int) async throws -> [String: CandidateID] {
        var acknowledged: [String: CandidateID] = [:]
        while !isOver.isSet {
            let name = "\(writer) \(acknowledged.count) \(UUID().uuidString.prefix(8))"
            let operation = CreateCandidate(fields: CandidateFields(name: name))
            acknowledged[name] = try await visitor.acknowledged(operation).id
        }
        return acknowledged
    }
}

extension Visitor {
    /// A client gives up after that; the test fails.
    private static let patience = Duration.seconds(30)

    struct NeverAcknowledged: Error {
        let operation: String
        let statuses: [Int]
        let details: [String]
    }

    /// Repeats a request under one key until somebody acknowledges it, as a careful client does.
    func acknowledged<Subject: Contract.Operation>(
        _ operation: Subject
    ) async throws -> Subject.Response {
        let key = UUID().uuidString
        let end = ContinuousClock.now + Self.patience
        var statuses: [Int] = []
        var details: [String] = []
        while ContinuousClock.now < end {
            // No answer at all, where somebody was killed, is answered by trying again.
            if let reply = try? await reply(to: operation, key: key) {
                if reply.status == Subject.route.success.rawValue {
                    return try Subject.Response(json: reply.body)
                }
                statuses.append(reply.status)
                details.append(String(decoding: reply.body, as: UTF8.self))
                guard reply.status >= 500 else { break }
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw NeverAcknowledged(operation: Subject.name, statuses: statuses, details: details)
    }
}

/// Says that something is over, to all that look.
final class Flag: Sendable {
    private let box = NIOLockedValueBox(false)

    var isSet: Bool { box.withLockedValue { $0 } }

    func set() { box.withLockedValue { $0 = true } }
}
