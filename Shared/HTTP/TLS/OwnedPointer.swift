/// An OpenSSL object with the function that frees it.
@safe final class OwnedPointer {
    let raw: OpaquePointer
    private let free: (OpaquePointer) -> Void

    init?(_ raw: OpaquePointer?, free: @escaping (OpaquePointer) -> Void) {
        guard let raw = unsafe raw else { return nil }
        unsafe self.raw = unsafe raw
        unsafe self.free = unsafe free
    }

    deinit {
        unsafe free(raw)
    }
}
