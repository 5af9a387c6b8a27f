@testable import HTTP

/// One HTTP/2 frame as a value, right or wrong: nothing here checks what RFC 9113 forbids.
struct Frame: Sendable {
    var type: Kind
    var flags: Flags = []
    var stream: UInt32
    var payload: [UInt8] = []
    /// The length that the header claims, where it lies.
    var claimedLength: Int?

    struct Kind: RawRepresentable, Sendable, Hashable {
        let rawValue: UInt8

        static let data = Kind(rawValue: 0x0)
        static let headers = Kind(rawValue: 0x1)
        static let priority = Kind(rawValue: 0x2)
        static let rstStream = Kind(rawValue: 0x3)
        static let settings = Kind(rawValue: 0x4)
        static let pushPromise = Kind(rawValue: 0x5)
        static let ping = Kind(rawValue: 0x6)
        static let goAway = Kind(rawValue: 0x7)
        static let windowUpdate = Kind(rawValue: 0x8)
        static let continuation = Kind(rawValue: 0x9)
    }

    struct Flags: OptionSet, Sendable {
        let rawValue: UInt8

        static let ack = Flags(rawValue: 0x1)
        static let endStream = Flags(rawValue: 0x1)
        static let endHeaders = Flags(rawValue: 0x4)
        static let padded = Flags(rawValue: 0x8)
        static let priority = Flags(rawValue: 0x20)
    }

    var bytes: [UInt8] {
        let length = UInt32(claimedLength ?? payload.count)
        return length.bigEndianBytes.dropFirst() + [type.rawValue, flags.rawValue]
            + stream.bigEndianBytes + payload
    }
}

// MARK: What a peer reads from a frame

extension Frame {
    var isAcknowledgement: Bool { flags.contains(.ack) }

    var endsStream: Bool {
        (type == .data || type == .headers) && flags.contains(.endStream)
    }

    /// Of RST_STREAM, or of GOAWAY.
    var errorCode: ErrorCode? {
        let code = type == .goAway ? payload.dropFirst(4).prefix(4) : payload.prefix(4)
        return ErrorCode(rawValue: UInt32(bigEndianBytes: code))
    }

    /// Of GOAWAY.
    var lastStream: UInt32 { UInt32(bigEndianBytes: payload.prefix(4)) & 0x7fff_ffff }

    /// Of SETTINGS: identifiers and values.
    var settings: [UInt16: UInt32] {
        var all: [UInt16: UInt32] = [:]
        for start in stride(from: 0, to: payload.count - 5, by: 6) {
            let identifier = UInt16(payload[start]) << 8 | UInt16(payload[start + 1])
            all[identifier] = UInt32(bigEndianBytes: payload[(start + 2)..<(start + 6)])
        }
        return all
    }
}

extension UInt32 {
    var bigEndianBytes: [UInt8] {
        [UInt8(self >> 24), UInt8(self >> 16 & 0xff), UInt8(self >> 8 & 0xff), UInt8(self & 0xff)]
    }

    init(bigEndianBytes bytes: some Sequence<UInt8>) {
        self = bytes.reduce(0) { $0 << 8 | UInt32($1) }
    }
}
