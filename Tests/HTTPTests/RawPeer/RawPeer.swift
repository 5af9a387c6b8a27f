@testable import HTTP

/// A client that says exactly what it is told to, frame by frame, and reads what comes back.
final class RawPeer {
    let socket: RawSocket
    /// Everything that has arrived, in order.
    private(set) var received: [Frame] = []
    private(set) var answers: [UInt32: RawAnswer] = [:]
    private(set) var isEnded = false
    /// How long a wait may take, in seconds.
    var patience = 30.0

    private let inflater: HeaderInflater
    private var unread: [UInt8] = []
    private var block: (stream: UInt32, bytes: [UInt8], ends: Bool)?
    private var highestStream: UInt32 = 0
    /// What the server still lets this client send, on the connection (0) and on each stream.
    private var windows: [UInt32: Int] = [0: 65_535]
    private var initialWindow = 65_535

    static let preface = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8)

    /// Connects and says nothing yet.
    init(silentlyTo port: Int, receiveBuffer: Int? = nil) throws {
        socket = try RawSocket(port: port, receiveBuffer: receiveBuffer)
        inflater = try HeaderInflater()
    }

    /// Connects, and exchanges prefaces and SETTINGS.
    convenience init(
        _ port: Int,
        _ settings: (UInt16, UInt32)...,
        receiveBuffer: Int? = nil
    ) throws {
        try self.init(silentlyTo: port, receiveBuffer: receiveBuffer)
        var mine = Frame.settings()
        mine.payload = settings.flatMap { Frame.settings($0).payload }
        try send(bytes: Self.preface + mine.bytes)
        try next { $0.type == .settings && !$0.isAcknowledgement }
        try send(.settingsAcknowledgement)
        try next { $0.type == .settings && $0.isAcknowledgement }
    }

    // MARK: Saying

    func send(_ frames: Frame...) throws { try send(frames) }

    /// All frames in one write. What the server no longer takes is lost, as it would be.
    func send(_ frames: [Frame]) throws {
        for frame in frames { note(sending: frame) }
        try send(bytes: frames.flatMap(\.bytes))
    }

    /// Counts a frame whose octets are sent by `send(bytes:)`.
    func note(sending frame: Frame) {
        switch frame.type {
        case .headers:
            highestStream = max(highestStream, frame.stream & 0x7fff_ffff)
        case .data:
            windows[0, default: 0] -= frame.payload.count
            windows[frame.stream, default: initialWindow] -= frame.payload.count
        case _:
            break
        }
    }

    func send(bytes: [UInt8]) throws { _ = try socket.write(bytes, within: patience) }

    /// An identifier that this client has not used.
    var freshStream: UInt32 { (highestStream + 1) | 1 }

    // MARK: Hearing

    /// The next frame, or nil where the connection has ended.
    func next() throws -> Frame? {
        while true {
            if let frame = takeFrame() {
                received.append(frame)
                try note(frame)
                return frame
            }
            guard !isEnded, let bytes = try socket.read(within: patience) else {
                isEnded = true
                return nil
            }
            unread.append(contentsOf: bytes)
        }
    }

    /// Reads on until a frame is as wanted.
    /// - Throws: `ConnectionEnded` where there is none before the end.
    @discardableResult
    func next(where isWanted: (Frame) -> Bool) throws -> Frame {
        while let frame = try next() {
            if isWanted(frame) { return frame }
        }
        throw ConnectionEnded()
    }

    struct ConnectionEnded: Error {}

    /// Reads on until the stream has ended, one way or the other.
    /// - Parameter givingCredit: whether every DATA frame is answered by WINDOW_UPDATEs.
    func answer(to stream: UInt32, givingCredit: Bool = true) throws -> RawAnswer {
        while answers[stream]?.isOver != true, let frame = try next() {
            guard givingCredit, frame.type == .data, !frame.payload.isEmpty else { continue }
            let count = UInt32(frame.payload.count)
            try send(.windowUpdate(0, count))
            if !frame.endsStream { try send(.windowUpdate(frame.stream, count)) }
        }
        return answers[stream] ?? RawAnswer()
    }

    /// Sends a request on a fresh stream and reads its answer.
    func ask(_ block: HeaderBlock = .get, _ body: [UInt8]? = nil) throws -> RawAnswer {
        let stream = freshStream
        try send(.headers(stream, block, body == nil ? [.endHeaders, .endStream] : .endHeaders))
        if let body { try upload(body, on: stream) }
        return try answer(to: stream)
    }

    /// What may be sent on a stream now.
    func window(of stream: UInt32) -> Int {
        min(windows[0, default: 0], windows[stream, default: initialWindow])
    }

    /// Sends a body as the windows allow, and gives up once the stream is over.
    func upload(_ body: [UInt8], on stream: UInt32, inFramesOf size: () -> Int = { 16_384 }) throws
    {
        var sent = 0
        repeat {
            let room = min(size(), window(of: stream), body.count - sent)
            if room > 0 || body.isEmpty {
                let end = sent + room
                let flags: Frame.Flags = end == body.count ? .endStream : []
                try send(.data(stream, Array(body[sent..<end]), flags))
                sent = end
            } else if answers[stream]?.isOver == true {
                return
            } else if try next() == nil {
                return
            }
        } while sent < body.count
    }

    /// Reads to the end of the connection.
    /// - Returns: the code of the last GOAWAY, or nil where the connection ended without a word.
    func end() throws -> ErrorCode? {
        while try next() != nil {}
        return received.last { $0.type == .goAway }?.errorCode
    }

    private func takeFrame() -> Frame? {
        guard unread.count >= 9 else { return nil }
        let length = Int(UInt32(bigEndianBytes: unread[..<3]))
        guard unread.count >= 9 + length else { return nil }
        let frame = Frame(
            type: Frame.Kind(rawValue: unread[3]),
            flags: Frame.Flags(rawValue: unread[4]),
            stream: UInt32(bigEndianBytes: unread[5..<9]) & 0x7fff_ffff,
            payload: Array(unread[9..<(9 + length)])
        )
        unread.removeFirst(9 + length)
        return frame
    }

    private func note(_ frame: Frame) throws {
        switch frame.type {
        case .headers:
            block = (frame.stream, frame.payload, frame.endsStream)
            if frame.flags.contains(.endHeaders) { try finishBlock() }
        case .continuation:
            block?.bytes += frame.payload
            if frame.flags.contains(.endHeaders) { try finishBlock() }
        case .data:
            answers[frame.stream, default: RawAnswer()].body += frame.payload
            if frame.endsStream { answers[frame.stream]?.isWhole = true }
        case .windowUpdate:
            let increment = Int(UInt32(bigEndianBytes: frame.payload) & 0x7fff_ffff)
            windows[frame.stream, default: initialWindow] += increment
        case .settings where !frame.isAcknowledgement:
            initialWindow = frame.settings[0x4].map { Int($0) } ?? initialWindow
        case .rstStream:
            answers[frame.stream, default: RawAnswer()].reset = frame.errorCode
        case _:
            break
        }
    }

    private func finishBlock() throws {
        guard let block else { return }
        self.block = nil
        let fields = try inflater.fields(of: block.bytes)
        answers[block.stream, default: RawAnswer()].add(fields, isLast: block.ends)
    }
}
