import CoreMetrics
import Synchronization

/// Something that only grows.
final class CountSeries: CounterHandler, Printable {
    private let count = Atomic<Int64>(0)

    var kind: String { "counter" }

    func increment(by amount: Int64) { count.add(amount, ordering: .relaxed) }

    func reset() { count.store(0, ordering: .relaxed) }

    func append(_ name: String, _ labels: String, to text: inout String) {
        text += "\(name)\(labels.braced) \(count.load(ordering: .relaxed))\n"
    }
}

/// Something that goes up and down.
final class LevelSeries: MeterHandler, RecorderHandler, Printable {
    let kind: String
    private let bits = Atomic<UInt64>(0)

    init(kind: String = "gauge") { self.kind = kind }

    func set(_ value: Int64) { set(Double(value)) }
    func set(_ value: Double) { bits.store(value.bitPattern, ordering: .relaxed) }
    func record(_ value: Int64) { set(value) }
    func record(_ value: Double) { set(value) }
    func increment(by amount: Double) { change(by: amount) }
    func decrement(by amount: Double) { change(by: -amount) }

    private func change(by amount: Double) {
        var old = bits.load(ordering: .relaxed)
        while true {
            let new = (Double(bitPattern: old) + amount).bitPattern
            let (exchanged, seen) = bits.weakCompareExchange(
                expected: old,
                desired: new,
                ordering: .relaxed
            )
            if exchanged { return }
            old = seen
        }
    }

    func append(_ name: String, _ labels: String, to text: inout String) {
        let value = Double(bitPattern: bits.load(ordering: .relaxed))
        let number = Int(exactly: value).map { String($0) } ?? "\(value)"
        text += "\(name)\(labels.braced) \(number)\n"
    }
}

/// How long things take, in seconds.
final class HistogramSeries: TimerHandler, Printable {
    /// From a read by key to a report: each about two to two and a half times the last.
    private static let bounds: [Int64] = [
        500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000, 25_000_000, 50_000_000, 100_000_000,
        250_000_000, 500_000_000, 1_000_000_000, 2_500_000_000, 5_000_000_000, 10_000_000_000,
    ]

    private final class Bucket: Sendable {
        let count = Atomic<Int64>(0)
    }

    private let buckets = bounds.map { _ in Bucket() }
    private let sum = Atomic<Int64>(0)
    private let count = Atomic<Int64>(0)

    var kind: String { "histogram" }

    func recordNanoseconds(_ duration: Int64) {
        if let index = Self.bounds.firstIndex(where: { duration <= $0 }) {
            buckets[index].count.add(1, ordering: .relaxed)
        }
        sum.add(duration, ordering: .relaxed)
        count.add(1, ordering: .relaxed)
    }

    func append(_ name: String, _ labels: String, to text: inout String) {
        let comma = labels.isEmpty ? "" : ","
        var total: Int64 = 0
        for (bound, bucket) in zip(Self.bounds, buckets) {
            total += bucket.count.load(ordering: .relaxed)
            let edge = Double(bound) / 1e9
            text += "\(name)_bucket{\(labels)\(comma)le=\"\(edge)\"} \(total)\n"
        }
        // Recorded while we were counting: a histogram's last bucket is never less than another.
        let count = max(count.load(ordering: .relaxed), total)
        text += "\(name)_bucket{\(labels)\(comma)le=\"+Inf\"} \(count)\n"
        text += "\(name)_sum\(labels.braced) \(Double(sum.load(ordering: .relaxed)) / 1e9)\n"
        text += "\(name)_count\(labels.braced) \(count)\n"
    }
}

extension String {
    fileprivate var braced: String { isEmpty ? "" : "{\(self)}" }
}
