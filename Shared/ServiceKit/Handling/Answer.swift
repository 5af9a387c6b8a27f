public import Contract

/// A successful answer as it is sent: fresh from a handler, or kept from the first time that the
/// same request came.
public struct Answer<Response: Wire>: Sendable {
    /// The HTTP status.
    public let status: Int
    /// The JSON text; empty where there is nothing to say.
    public let body: [UInt8]
    /// The version of the one resource that the answer holds.
    public let version: Int?

    /// A fresh answer.
    public init(_ response: Response, _ success: Success) {
        status = success.rawValue
        body = success == .noContent ? [] : response.json()
        version = response.resourceVersion
    }

    /// An answer that was given before.
    public init(status: Int, body: [UInt8], version: Int?) {
        self.status = status
        self.body = body
        self.version = version
    }
}
