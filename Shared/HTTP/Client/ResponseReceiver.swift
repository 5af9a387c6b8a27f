/// Takes a response and its fate as they come, on the event loop. One for each exchange; every
/// method is called on that loop, none after `ended`, `failed` or a `head` that ends the stream.
open class ResponseReceiver {
    public init() {}

    /// The final response's head; interim ones are not shown.
    /// - Parameter endOfStream: whether nothing follows.
    open func head(_ status: Status, _ headers: consuming Headers, endOfStream: Bool) {}

    /// Bytes of the body. Call `ClientExchange.consumed` when they have gone on.
    open func received(_ bytes: UnsafeRawBufferPointer) {}

    /// The response is whole.
    open func ended(trailers: Headers) {}

    /// There is no response, or no more of it. May be called before `start` has returned.
    open func failed(_ error: ClientError) {}

    /// The peer took some of the request's body: there may be room for more.
    open func drained() {}
}
