@testable import HTTP

extension Frame {
    static func data(_ stream: UInt32, _ bytes: [UInt8] = [], _ flags: Flags = []) -> Frame {
        Frame(type: .data, flags: flags, stream: stream, payload: bytes)
    }

    /// DATA with `padding` octets behind it; `claiming` is what the pad-length field says.
    static func padded(
        _ frame: Frame,
        padding: Int,
        claiming claimed: UInt8? = nil
    ) -> Frame {
        var frame = frame
        frame.flags.insert(.padded)
        frame.payload =
            [claimed ?? UInt8(padding)] + frame.payload
            + Array(repeating: 0, count: padding)
        return frame
    }

    /// A whole header block in one frame, unless `flags` say otherwise.
    static func headers(
        _ stream: UInt32,
        _ block: HeaderBlock,
        _ flags: Flags = [.endHeaders, .endStream]
    ) -> Frame {
        Frame(type: .headers, flags: flags, stream: stream, payload: block.bytes)
    }

    static func continuation(
        _ stream: UInt32,
        _ block: HeaderBlock = [],
        _ flags: Flags = .endHeaders
    ) -> Frame {
        Frame(type: .continuation, flags: flags, stream: stream, payload: block.bytes)
    }

    /// A priority as RFC 7540 had it: five octets.
    static func priority(_ stream: UInt32, dependsOn other: UInt32) -> Frame {
        Frame(type: .priority, stream: stream, payload: other.bigEndianBytes + [15])
    }

    static func rstStream(_ stream: UInt32, _ code: ErrorCode = .cancel) -> Frame {
        Frame(type: .rstStream, stream: stream, payload: code.rawValue.bigEndianBytes)
    }

    static func settings(_ entries: (UInt16, UInt32)...) -> Frame {
        let payload = entries.flatMap { id, value in
            [UInt8(id >> 8), UInt8(id & 0xff)] + value.bigEndianBytes
        }
        return Frame(type: .settings, stream: 0, payload: payload)
    }

    static let settingsAcknowledgement = Frame(type: .settings, flags: .ack, stream: 0)

    static func ping(_ opaque: [UInt8] = Array(1...8), _ flags: Flags = []) -> Frame {
        Frame(type: .ping, flags: flags, stream: 0, payload: opaque)
    }

    static func goAway(last: UInt32 = 0, _ code: UInt32 = 0) -> Frame {
        Frame(type: .goAway, stream: 0, payload: last.bigEndianBytes + code.bigEndianBytes)
    }

    static func windowUpdate(_ stream: UInt32, _ increment: UInt32) -> Frame {
        Frame(type: .windowUpdate, stream: stream, payload: increment.bigEndianBytes)
    }

    static func pushPromise(_ stream: UInt32, _ promised: UInt32, _ block: HeaderBlock) -> Frame {
        Frame(
            type: .pushPromise,
            flags: .endHeaders,
            stream: stream,
            payload: promised.bigEndianBytes + block.bytes
        )
    }

    static func unknown(_ type: UInt8, _ stream: UInt32 = 0, _ payload: [UInt8] = [1]) -> Frame {
        Frame(
            type: Kind(rawValue: type),
            flags: Flags(rawValue: 0xff),
            stream: stream,
            payload: payload
        )
    }

    /// The same frame with other flags, or with a payload that is not its own.
    func with(flags: Flags? = nil, stream: UInt32? = nil, payload: [UInt8]? = nil) -> Frame {
        var frame = self
        frame.flags = flags ?? self.flags
        frame.stream = stream ?? self.stream
        frame.payload = payload ?? self.payload
        return frame
    }
}
