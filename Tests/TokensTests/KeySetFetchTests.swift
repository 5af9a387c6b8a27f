import Testing
import Vocabulary

@testable import Tokens

@Suite("Fetching the key set")
struct KeySetFetchTests {
    let start = Forge.now

    @Test("starts with a fetch, then refreshes every five minutes")
    func refreshes() {
        var fetch = KeySetFetch()
        #expect(fetch.handle(.tick, at: start) == .fetch)
        let due = start + .seconds(301)
        #expect(fetch.handle(.fetched, at: start + .seconds(1)) == .wait(until: due))
        #expect(fetch.handle(.tick, at: due - .seconds(1)) == .wait(until: due))
        #expect(fetch.handle(.tick, at: due) == .fetch)
    }

    @Test("fetches at once for an unknown key, once more if one was named meanwhile")
    func unknownKey() {
        var fetch = KeySetFetch()
        _ = fetch.handle(.tick, at: start)
        _ = fetch.handle(.fetched, at: start)
        #expect(fetch.handle(.unknownKey, at: start + .seconds(1)) == .fetch)
        #expect(fetch.handle(.unknownKey, at: start + .seconds(1)) == .nothing)
        #expect(fetch.handle(.fetched, at: start + .seconds(2)) == .fetch)
        let due = start + .seconds(303)
        #expect(fetch.handle(.fetched, at: start + .seconds(3)) == .wait(until: due))
    }

    @Test("waits longer after each failure, up to a minute, and forgets that after a success")
    func retries() {
        var fetch = KeySetFetch()
        var now = start
        #expect(fetch.handle(.tick, at: now) == .fetch)
        for delay in [1, 2, 4, 8, 16, 32, 60, 60] {
            #expect(fetch.handle(.failed, at: now) == .wait(until: now + .seconds(delay)))
            now = now + .seconds(delay)
            #expect(fetch.handle(.tick, at: now) == .fetch)
        }
        _ = fetch.handle(.fetched, at: now)
        _ = fetch.handle(.unknownKey, at: now)
        #expect(fetch.handle(.failed, at: now) == .wait(until: now + .seconds(1)))
    }

    @Test("answers that nobody waits for change nothing")
    func strays() {
        var fetch = KeySetFetch()
        #expect(fetch.handle(.fetched, at: start) == .nothing)
        #expect(fetch.handle(.failed, at: start) == .nothing)
        #expect(fetch.handle(.tick, at: start) == .fetch)
        #expect(fetch.handle(.tick, at: start) == .nothing)
    }

    @Test("a flood of unknown keys causes ten fetches a minute, and not fewer over time")
    func flood() {
        var fetch = KeySetFetch()
        var begun: [Instant] = []
        for tenth in 0..<6_000 {
            let now = start + .milliseconds(tenth * 100)
            if fetch.handle(.unknownKey, at: now) == .fetch {
                begun.append(now)
                _ = fetch.handle(.fetched, at: now)
            }
        }
        #expect(begun.count == 100)
    }

    @Test("whatever happens, no minute holds more than ten", arguments: 0..<40 as Range<UInt64>)
    func anyHistory(seed: UInt64) {
        var random = SeededGenerator(state: seed)
        var fetch = KeySetFetch()
        var begun: [Instant] = []
        var now = start
        for _ in 0..<3_000 {
            now = now + .milliseconds(Int.random(in: 0...900, using: &random))
            let events: [KeySetFetch.Event] = [.tick, .unknownKey, .unknownKey, .fetched, .failed]
            let event = events[Int.random(in: 0..<events.count, using: &random)]
            switch fetch.handle(event, at: now) {
            case .fetch: begun.append(now)
            case .wait(let until): #expect(until > now)
            case .nothing: break
            }
        }
        for (index, first) in begun.enumerated() where index + 10 < begun.count {
            #expect(begun[index + 10] - first >= .seconds(60))
        }
        #expect(begun.count > 10)
    }
}
