#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Wall-clock times.
enum Measure {
    /// Milliseconds `body` takes.
    static func milliseconds(_ body: () throws -> Void) rethrows -> Double {
        let duration = try ContinuousClock().measure(body)
        return duration / .milliseconds(1)
    }

    static func median(_ values: [Double]) -> Double { quantile(0.5, values) }

    static func quantile(_ share: Double, _ values: [Double]) -> Double {
        guard !values.isEmpty else { return .nan }
        let sorted = values.sorted()
        return sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
    }

    /// Bytes a millisecond that one core reads in order: the best of several passes over memory
    /// far larger than the caches.
    static func bandwidth() -> Double {
        let words = 1 << 26
        let memory = [UInt64](repeating: 1, count: words)
        var best = 0.0
        var sum: UInt64 = 0
        for _ in 0..<5 {
            let time = milliseconds {
                for word in memory { sum &+= word }
            }
            best = max(best, Double(words * 8) / time)
        }
        precondition(sum == UInt64(words) * 5)
        return best
    }

    /// Prints one aligned row.
    static func row(_ columns: String...) {
        let widths = [44, 16, 16, 12]
        var line = ""
        for (index, column) in columns.enumerated() {
            let width = index < widths.count ? widths[index] : 12
            line += column + String(repeating: " ", count: max(1, width - column.count))
        }
        print(line)
    }

    static func text(_ value: Double, _ digits: Int = 1) -> String {
        let factor = pow(10, Double(digits))
        let rounded = (value * factor).rounded() / factor
        return digits == 0 ? "\(Int(rounded))" : "\(rounded)"
    }
}
