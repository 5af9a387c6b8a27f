@testable import HTTP

/// What has come back on one stream.
struct RawAnswer {
    var interim: [Int] = []
    var status: Int?
    var headers: [(name: String, value: String)] = []
    var body: [UInt8] = []
    var trailers: [(name: String, value: String)] = []
    /// Whether END_STREAM came.
    var isWhole = false
    var reset: ErrorCode?

    var isOver: Bool { isWhole || reset != nil }

    var text: String { String(decoding: body, as: UTF8.self) }

    func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }

    mutating func add(_ fields: [(name: String, value: String)], isLast: Bool) {
        let code = fields.first { $0.name == ":status" }.flatMap { Int($0.value) }
        if let code, code < 200 {
            interim.append(code)
        } else if code != nil {
            status = code
            headers = fields
        } else {
            trailers = fields
        }
        if isLast { isWhole = true }
    }
}

extension [UInt8] {
    /// Whether two bodies are the same. `#expect` would print both where `==` finds them unequal,
    /// and look for the shortest way from one to the other first.
    func isSame(as other: [UInt8]) -> Bool { self == other }

    /// DATA frames of at most `size` octets; the last one ends the stream.
    func inFrames(of size: Int, on stream: UInt32, ending: Bool = true) -> [Frame] {
        guard !isEmpty else { return ending ? [.data(stream, [], .endStream)] : [] }
        return stride(from: 0, to: count, by: size).map { start in
            let end = Swift.min(start + size, count)
            return .data(stream, Array(self[start..<end]), ending && end == count ? .endStream : [])
        }
    }
}
