public import CoreMetrics
import FoundationEssentials
import NIOConcurrencyHelpers

/// What a program measures of itself; `/metrics` prints it.
///
/// Reported through swift-metrics, so that libraries' own figures appear as well.
public final class Metrics: Sendable {
    /// The factory that libraries report to.
    public var factory: any MetricsFactory { prometheus }

    private let prometheus = Prometheus()
    private let probes = NIOLockedValueBox<[@Sendable () async -> [Figure]]>([])

    /// A figure that is looked up when somebody asks, rather than kept.
    public struct Figure: Sendable {
        let name: String
        let labels: [(String, String)]
        let value: Double

        /// - Parameters:
        ///   - name: snake_case, with its unit last.
        ///   - labels: few of them, with few values: every combination is a series.
        ///   - value: the figure now.
        public init(_ name: String, _ labels: [(String, String)], _ value: Double) {
            self.name = name
            self.labels = labels
            self.value = value
        }

        /// A figure without labels.
        public init(_ name: String, _ value: Double) { self.init(name, [], value) }
    }

    /// Nothing measured yet.
    public init() {
        probe {
            guard let process = ProcessFigures() else { return [] }
            return [
                Figure("process_resident_memory_bytes", Double(process.residentBytes)),
                Figure("process_open_fds", Double(process.openDescriptors)),
            ]
        }
    }

    /// Has figures looked up whenever `/metrics` is read.
    public func probe(_ probe: @escaping @Sendable () async -> [Figure]) {
        probes.withLockedValue { $0.append(probe) }
    }

    /// A counter of this program.
    public func counter(_ name: String, _ labels: [(String, String)] = []) -> Counter {
        Counter(label: name, dimensions: labels, factory: prometheus)
    }

    /// A histogram of times of this program; `name` ends in `_seconds`.
    public func timer(_ name: String, _ labels: [(String, String)] = []) -> CoreMetrics.Timer {
        CoreMetrics.Timer(label: name, dimensions: labels, factory: prometheus)
    }

    /// A level of this program.
    public func meter(_ name: String, _ labels: [(String, String)] = []) -> Meter {
        Meter(label: name, dimensions: labels, factory: prometheus)
    }

    /// Prometheus' text.
    public func text() async -> String {
        for probe in probes.withLockedValue({ $0 }) {
            for figure in await probe() { prometheus.set(figure.name, figure.labels, figure.value) }
        }
        return prometheus.text()
    }
}

/// What the kernel knows of this process.
struct ProcessFigures {
    let residentBytes: Int
    let openDescriptors: Int

    /// Nil where there is no `/proc`.
    init?() {
        guard let statm = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8),
            let pages = statm.split(separator: " ").dropFirst().first.flatMap({ Int($0) }),
            let open = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
        else { return nil }
        residentBytes = pages * 4_096
        openDescriptors = open.count
    }
}
