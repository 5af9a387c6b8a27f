import COpenSSL
import NIOCore

/// The side of a `SSL` that faces the network: OpenSSL reads from and writes to the ByteBuffers
/// of a ``TLSConnection`` directly. A memory BIO would copy every byte once more.
enum CiphertextBIO {
    /// The table of functions, made once. OpenSSL only reads it after that.
    private nonisolated(unsafe) static let method: OpaquePointer? = unsafe makeMethod()

    /// A BIO whose functions work on `connection`, which must outlive it.
    static func make(for connection: TLSConnection) -> OpaquePointer? {
        guard let method = unsafe method, let bio = unsafe BIO_new(method) else { return nil }
        unsafe BIO_set_data(bio, Unmanaged.passUnretained(connection).toOpaque())
        unsafe BIO_set_init(bio, 1)
        return unsafe bio
    }

    private static func makeMethod() -> OpaquePointer? {
        let type = BIO_get_new_index() | BIO_TYPE_SOURCE_SINK
        guard let method = unsafe BIO_meth_new(type, "ByteBuffer") else { return nil }
        unsafe BIO_meth_set_read_ex(method) { bio, target, capacity, count in
            guard let bio = unsafe bio, let target = unsafe target, let count = unsafe count,
                let connection = unsafe CiphertextBIO.connection(of: bio)
            else { return 0 }
            unsafe BIO_clear_flags(bio, shim_bio_retry_flags)
            let space = unsafe UnsafeMutableRawBufferPointer(start: target, count: capacity)
            unsafe count.pointee = unsafe connection.takeCiphertext(into: space)
            if unsafe count.pointee > 0 { return 1 }
            unsafe BIO_set_flags(bio, BIO_FLAGS_READ | BIO_FLAGS_SHOULD_RETRY)
            return 0
        }
        unsafe BIO_meth_set_write_ex(method) { bio, source, length, count in
            guard let bio = unsafe bio, let count = unsafe count,
                let connection = unsafe CiphertextBIO.connection(of: bio)
            else { return 0 }
            unsafe BIO_clear_flags(bio, shim_bio_retry_flags)
            unsafe connection.putCiphertext(UnsafeRawBufferPointer(start: source, count: length))
            unsafe count.pointee = length
            return 1
        }
        // Everything written is at its place already; nothing else is supported.
        unsafe BIO_meth_set_ctrl(method) { _, command, _, _ in command == BIO_CTRL_FLUSH ? 1 : 0 }
        return unsafe method
    }

    private static func connection(of bio: OpaquePointer) -> TLSConnection? {
        unsafe BIO_get_data(bio).map { data in
            unsafe Unmanaged<TLSConnection>.fromOpaque(data).takeUnretainedValue()
        }
    }
}
