import CoreMetrics
import Testing

@testable import ServiceKit

@Suite("Prometheus reads what is measured")
struct MetricsTests {
    @Test("counters, levels, times and figures that others keep")
    func text() async {
        let metrics = Metrics()
        metrics.counter("things_total", [("kind", "a\"b\\c")]).increment(by: 3)
        metrics.counter("things_total", [("kind", "a\"b\\c")]).increment()
        metrics.meter("level").set(1.5)
        let timer = metrics.timer("wait_seconds")
        timer.recordNanoseconds(700_000)
        timer.recordNanoseconds(20_000_000_000)
        metrics.probe { [.init("kept", [("by", "other")], 7), .init("kept_total", 8)] }
        let lines = await metrics.text().split(separator: "\n").map(String.init)
        for line in [
            "# TYPE things_total counter", #"things_total{kind="a\"b\\c"} 4"#,
            "# TYPE level gauge", "level 1.5",
            "# TYPE wait_seconds histogram", #"wait_seconds_bucket{le="0.0005"} 0"#,
            #"wait_seconds_bucket{le="0.001"} 1"#, #"wait_seconds_bucket{le="10.0"} 1"#,
            #"wait_seconds_bucket{le="+Inf"} 2"#, "wait_seconds_sum 20.0007",
            "wait_seconds_count 2", #"kept{by="other"} 7"#, "# TYPE kept_total counter",
            "kept_total 8",
        ] {
            #expect(lines.contains(line), "\(line)")
        }
        #expect(lines.contains { $0.hasPrefix("process_resident_memory_bytes ") })
        #expect(lines.contains { $0.hasPrefix("process_open_fds ") })
        // Each name is declared once, and its series follow it.
        let types = lines.filter { $0.hasPrefix("# TYPE") }
        #expect(Set(types).count == types.count)
    }

    @Test("there is an end to series, and what is beyond it is counted")
    func bounded() async {
        let metrics = Metrics()
        for index in 0..<Prometheus.seriesMax + 500 {
            metrics.counter("many_total", [("n", "\(index)")]).increment()
        }
        let text = await metrics.text()
        let series = text.split(separator: "\n").filter { $0.hasPrefix("many_total{") }
        #expect(series.count <= Prometheus.seriesMax)
        #expect(series.count > Prometheus.seriesMax - 10)
    }

    @Test("what many threads count at once is all there")
    func concurrent() async {
        let metrics = Metrics()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    for _ in 0..<1_000 {
                        metrics.counter("hits_total").increment()
                        metrics.meter("up").increment(by: 1)
                        metrics.timer("t_seconds").recordNanoseconds(1_000)
                    }
                }
            }
        }
        let text = await metrics.text()
        #expect(text.contains("hits_total 8000\n"))
        #expect(text.contains("up 8000\n"))
        #expect(text.contains("t_seconds_count 8000\n"))
    }
}
