/// The answer to a request: its final status, its fields, and its body.
public struct ClientResponse: Sendable {
    /// The final status; interim ones are skipped.
    public let status: Status
    /// Fields; connection-specific ones are left out.
    public let headers: Headers
    /// Whole where it is small; else a stream, which is to be read or dropped. The connection's
    /// stream is reset when the last copy of its reader has gone.
    public let body: ResponseBody
    /// Fields that followed a body which arrived whole; those of a stream are its reader's.
    public let trailers: Headers

    /// Reads the whole body.
    /// - Parameter limit: in bytes; a larger body is `tooLarge`.
    public func collect(upTo limit: Int = .max) async throws(BodyError) -> [UInt8] {
        try await body.collect(upTo: limit)
    }
}

/// The body of a response: read like that of a request.
public typealias ResponseBody = RequestBody
