import Synchronization

@testable import identity

/// Keeps messages for a test to read; fails when it is told to.
final class Mailbox: Mailer {
    private struct State {
        var messages: [MailMessage] = []
        var failure: MailError?
    }

    private let state = Mutex(State())

    var messages: [MailMessage] { state.withLock { $0.messages } }

    func fail(_ error: MailError?) { state.withLock { $0.failure = error } }

    func send(_ message: MailMessage) async throws(MailError) {
        let failure = state.withLock { state in
            if state.failure == nil { state.messages.append(message) }
            return state.failure
        }
        if let failure { throw failure }
    }
}

extension MailMessage {
    /// What the message's link carries.
    var token: String? {
        body.split(separator: "#token=").last?.split(separator: "\n").first.map(String.init)
    }
}
