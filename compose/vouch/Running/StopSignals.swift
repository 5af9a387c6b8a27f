@unsafe @preconcurrency import Dispatch
import Glibc

/// Ctrl-C at the terminal, or a polite kill.
enum StopSignals {
    /// Takes the signals from the system's default, which would end this process on the spot.
    /// Each one after that is an element.
    static func stream() -> AsyncStream<CInt> {
        AsyncStream { continuation in
            let sources = [SIGINT, SIGTERM, SIGHUP].map { number in
                signal(number, SIG_IGN)
                let source = DispatchSource.makeSignalSource(signal: number)
                source.setEventHandler { continuation.yield(number) }
                source.activate()
                return source
            }
            continuation.onTermination = { _ in for source in sources { source.cancel() } }
        }
    }
}
