import COpenSSL
import NIOCore
import NIOEmbedded

/// A client made of OpenSSL alone, for what no polite client does. Trusts everybody.
@safe final class RecordPeer {
    private let context: OpaquePointer
    private let ssl: OpaquePointer
    private let input: OpaquePointer
    private let output: OpaquePointer

    init(version: Int32) throws {
        guard let context = unsafe SSL_CTX_new(TLS_client_method()),
            let ssl = unsafe SSL_new(context),
            let input = unsafe BIO_new(BIO_s_mem()),
            let output = unsafe BIO_new(BIO_s_mem())
        else { throw Unfulfilled(what: "OpenSSL allocates") }
        unsafe self.context = unsafe context
        unsafe self.ssl = unsafe ssl
        unsafe self.input = unsafe input
        unsafe self.output = unsafe output
        unsafe _ = shim_SSL_CTX_set_min_proto_version(context, version)
        unsafe SSL_set_bio(ssl, input, output)
        unsafe SSL_set_connect_state(ssl)
        unsafe _ = SSL_ctrl(ssl, SSL_CTRL_SET_MAX_PROTO_VERSION, Int(version), nil)
    }

    deinit {
        unsafe SSL_free(ssl)
        unsafe SSL_CTX_free(context)
    }

    /// Handshakes with the server at the other end of `channel`.
    func connect(_ channel: EmbeddedChannel) throws {
        for _ in 0..<10 where unsafe SSL_do_handshake(ssl) != 1 {
            send(to: channel)
            try receive(from: channel)
        }
        send(to: channel)
        try receive(from: channel)
    }

    /// Writes into the connection.
    func write(_ bytes: [UInt8]) {
        unsafe _ = SSL_write(ssl, bytes, Int32(bytes.count))
    }

    /// Asks the peer to change its keys, which it has to answer (RFC 8446 §4.6.3).
    func requestKeyUpdate() {
        unsafe _ = SSL_key_update(ssl, SSL_KEY_UPDATE_REQUESTED)
        unsafe _ = SSL_do_handshake(ssl)
    }

    /// Asks for another handshake within the connection (TLS 1.2).
    func renegotiate() {
        unsafe _ = SSL_renegotiate(ssl)
        unsafe _ = SSL_do_handshake(ssl)
    }

    /// Delivers what has gathered, as one read.
    func send(to channel: EmbeddedChannel) {
        var data: UnsafeMutablePointer<CChar>?
        let count = unsafe shim_BIO_get_mem_data(output, &data)
        let bytes = unsafe UnsafeRawBufferPointer(start: data, count: count)
        let buffer = ByteBuffer(bytes: unsafe Array(bytes))
        unsafe _ = BIO_ctrl(output, BIO_CTRL_RESET, 0, nil)
        guard buffer.readableBytes > 0 else { return }
        channel.pipeline.fireChannelRead(buffer)
        channel.pipeline.fireChannelReadComplete()
    }

    /// Takes what the channel has sent. Returns the plaintext in it.
    @discardableResult
    func receive(from channel: EmbeddedChannel) throws -> [UInt8] {
        while let buffer = try channel.readOutbound(as: ByteBuffer.self) {
            let bytes = Array(buffer.readableBytesView)
            unsafe _ = BIO_write(input, bytes, Int32(bytes.count))
        }
        var plaintext: [UInt8] = []
        var space = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = unsafe SSL_read(ssl, &space, Int32(space.count))
            guard count > 0 else { return plaintext }
            plaintext += space.prefix(Int(count))
        }
    }
}
