/// Lets a few tests at a time use the server: all at once would want more connections than it
/// has, and more of the machine than their time limits allow.
actor Turns {
    static let ofTests = Turns(6)

    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ count: Int) {
        free = count
    }

    nonisolated func take<Answer>(_ body: () async throws -> Answer) async rethrows -> Answer {
        await begin()
        do {
            let answer = try await body()
            await end()
            return answer
        } catch {
            await end()
            throw error
        }
    }

    private func begin() async {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { continuation in waiting.append(continuation) }
        }
    }

    private func end() {
        if waiting.isEmpty {
            free += 1
        } else {
            waiting.removeFirst().resume()
        }
    }
}
