import CoreMetrics
import NIOConcurrencyHelpers
import Synchronization

/// Keeps what swift-metrics reports and prints it as Prometheus reads it (text format 0.0.4).
final class Prometheus: MetricsFactory {
    /// More series than a program of ours can have; what is beyond is counted by nobody rather
    /// than filling the memory.
    static let seriesMax = 4_096

    /// One line's worth, or a histogram's: a name, its labels, and how it prints.
    struct Series: Hashable {
        let name: String
        let labels: [Label]

        struct Label: Hashable {
            let name: String
            let value: String
        }

        init(_ name: String, _ dimensions: [(String, String)]) {
            self.name = name
            labels = dimensions.map { Label(name: $0.0, value: $0.1) }
        }
    }

    private let series = NIOLockedValueBox<[Series: any Printable]>([:])
    private let refused = Atomic<Int>(0)

    /// The one series of this name and labels, made where it is new.
    private func handler<Made: Printable>(
        _ name: String,
        _ dimensions: [(String, String)],
        _ make: () -> Made
    ) -> Made {
        let key = Series(name, dimensions)
        return series.withLockedValue { all in
            if let known = all[key] as? Made { return known }
            let made = make()
            // A name that is of another kind already stays what it is.
            guard all.count < Self.seriesMax, all[key] == nil else {
                refused.add(1, ordering: .relaxed)
                return made
            }
            all[key] = made
            return made
        }
    }

    /// Sets a figure that somebody else keeps: a count, where its name ends like one.
    func set(_ name: String, _ dimensions: [(String, String)], _ value: Double) {
        let isCount = name.hasSuffix("_total")
        handler(name, dimensions) { LevelSeries(kind: isCount ? "counter" : "gauge") }.set(value)
    }

    func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        handler(label, dimensions) { CountSeries() }
    }

    func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        handler(label, dimensions) { LevelSeries() }
    }

    func makeRecorder(
        label: String,
        dimensions: [(String, String)],
        aggregate: Bool
    ) -> any RecorderHandler {
        handler(label, dimensions) { LevelSeries() }
    }

    func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        handler(label, dimensions) { HistogramSeries() }
    }

    // Series live as long as the program: counters that vanish look like restarts.
    func destroyCounter(_ handler: any CounterHandler) {}
    func destroyMeter(_ handler: any MeterHandler) {}
    func destroyRecorder(_ handler: any RecorderHandler) {}
    func destroyTimer(_ handler: any TimerHandler) {}

    /// Everything, grouped by name.
    func text() -> String {
        set("vouch_metrics_refused", [], Double(refused.load(ordering: .relaxed)))
        let all = series.withLockedValue { $0 }
        var text = ""
        let groups = Dictionary(grouping: all, by: \.key.name)
        for (name, group) in groups.sorted(by: { $0.key < $1.key }) {
            guard let kind = group.first?.value.kind else { continue }
            text += "# TYPE \(name) \(kind)\n"
            let lines = group.map { (Self.labels($0.key.labels), $0.value) }
            for (labels, series) in lines.sorted(by: { $0.0 < $1.0 }) {
                series.append(name, labels, to: &text)
            }
        }
        return text
    }

    private static func labels(_ labels: [Series.Label]) -> String {
        labels.map { label in
            let value = label.value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
                .replacing("\n", with: "\\n")
            return "\(label.name)=\"\(value)\""
        }.joined(separator: ",")
    }
}

/// A series that can print itself.
protocol Printable: AnyObject, Sendable {
    /// Prometheus' word for its kind.
    var kind: String { get }
    /// - Parameter labels: as they stand between the braces.
    func append(_ name: String, _ labels: String, to text: inout String)
}
