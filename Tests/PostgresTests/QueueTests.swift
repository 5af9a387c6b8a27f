import Testing

@testable import Postgres

@Suite("Queues")
struct QueueTests {
    @Test("A queue does what an array does, whatever the order of calls", arguments: 0..<20)
    func behavesLikeAnArray(seed: Int) {
        var random = Generator(state: UInt64(seed))
        var queue = Queue<Int>()
        var model: [Int] = []
        for step in 0..<2_000 {
            switch Int.random(in: 0..<10, using: &random) {
            case 0..<5:
                queue.append(step)
                model.append(step)
            case 5..<8:
                #expect(queue.popFirst() == (model.isEmpty ? nil : model.removeFirst()))
            case 8:
                queue.first? += 1
                if !model.isEmpty { model[0] += 1 }
            default:
                let divisor = Int.random(in: 2...9, using: &random)
                let removed = queue.remove { element in element % divisor == 0 }
                #expect(removed == model.filter { element in element % divisor == 0 })
                model.removeAll { element in element % divisor == 0 }
            }
            #expect(queue.count == model.count)
            #expect(queue.first == model.first)
        }
        #expect(queue.removeAll() == model)
        #expect(queue.isEmpty)
    }

    @Test("Waits grow to their limit and differ by chance, by a half at most")
    func backsOff() {
        var backoff = Backoff(first: .milliseconds(50), limit: .seconds(3))
        for full in [50, 100, 200, 400, 800, 1600, 3000, 3000, 3000] {
            let wait = backoff.failed()
            #expect(wait >= .milliseconds(full) / 2 && wait <= .milliseconds(full))
        }
        backoff.succeeded()
        #expect(backoff.failed() <= .milliseconds(50))
    }
}
