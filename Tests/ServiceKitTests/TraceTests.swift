import HTTP
import Testing

@testable import ServiceKit

@Suite("A request keeps its name and its trace")
struct TraceTests {
    private static let parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"

    private func trace(_ traceparent: String?, id: String? = nil) -> Trace {
        var headers = Headers()
        if let traceparent { headers.append(.traceparent, traceparent) }
        if let id { headers.append(.requestID, id) }
        return Trace(headers)
    }

    @Test("a trace goes on in a part of its own")
    func continues() {
        let trace = trace(Self.parent)
        #expect(trace.id == "4bf92f3577b34da6a3ce929d0e0e4736")
        #expect(trace.traceparent.hasPrefix("00-4bf92f3577b34da6a3ce929d0e0e4736-"))
        #expect(trace.traceparent.hasSuffix("-01"))
        #expect(!trace.traceparent.contains("00f067aa0ba902b7"))
        #expect(trace.traceparent.utf8.count == 55)
        #expect(self.trace(trace.traceparent).id == trace.id)
    }

    @Test(
        "what is no traceparent begins a trace of its own",
        arguments: [
            nil, "", "00", String(repeating: "0", count: 55),
            "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
            "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0",
            "00_4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7_01",
        ]
    )
    func malformed(text: String?) {
        let trace = trace(text)
        #expect(trace.id != "4bf92f3577b34da6a3ce929d0e0e4736")
        #expect(self.trace(trace.traceparent).id == trace.id)
        #expect(trace != self.trace(text))
    }

    @Test("a later version is read as far as it is known")
    func laterVersion() {
        let text = "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-what"
        #expect(trace(text).id == "4bf92f3577b34da6a3ce929d0e0e4736")
    }

    @Test("a request id is kept where it is harmless")
    func requestIDs() {
        for id in ["a", "A-z_0.9", String(repeating: "x", count: 64)] {
            #expect(trace(nil, id: id).requestID == id)
        }
        for id in ["", "a b", "a\"b", "ä", String(repeating: "x", count: 65)] {
            #expect(trace(nil, id: id).requestID != id)
            #expect(trace(nil, id: id).requestID.utf8.count == 32)
        }
    }
}
