import Contract
import Foundation
import NIOConcurrencyHelpers
import Vocabulary

/// Clients that write candidates one after the other, each repeated under its key until somebody
/// acknowledges it.
struct Writers: Sendable {
    let visitor: Visitor
    private let isOver = Flag()
    /// A client gives up after that; the test fails.
    private static let patience = Duration.seconds(30)

    init(visitor: Visitor) { self.visitor = visitor }

    func stop() { isOver.set() }

    struct NeverAcknowledged: Error {
        let statuses: [Int]
        let details: [String]
    }

    /// What was acknowledged: names and identifiers.
    func write(as writer: Int) async throws -> [String: CandidateID] {
        var acknowledged: [String: CandidateID] = [:]
        while !isOver.isSet {
            let name = "\(writer) \(acknowledged.count) \(UUID().uuidString.prefix(8))"
            acknowledged[name] = try await write(name)
        }
        return acknowledged
    }

    private func write(_ name: String) async throws -> CandidateID {
        let operation = CreateCandidate(fields: CandidateFields(name: name))
        let key = UUID().uuidString
        let end = ContinuousClock.now + Self.patience
        var statuses: [Int] = []
        var details: [String] = []
        while ContinuousClock.now < end {
            // No answer at all, where the gateway was killed, is answered by trying again.
            if let reply = try? await visitor.reply(to: operation, key: key) {
                if reply.status == 201 { return try Candidate(json: reply.body).id }
                statuses.append(reply.status)
                details.append(String(decoding: reply.body, as: UTF8.self))
                guard reply.status >= 500 else { break }
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw NeverAcknowledged(statuses: statuses, details: details)
    }
}

/// Says that something is over, to all that look.
final class Flag: Sendable {
    private let box = NIOLockedValueBox(false)

    var isSet: Bool { box.withLockedValue { $0 } }

    func set() { box.withLockedValue { $0 = true } }
}
