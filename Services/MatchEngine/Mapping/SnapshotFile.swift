public import MatchEngine

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Keeps snapshots in files: written part by part, read by mapping.
public struct SnapshotFile: SnapshotSink, ~Copyable {
    private let descriptor: CInt

    /// Creates the file, or empties it.
    /// - Throws: ``FileError`` with the system's number.
    public init(creating path: String) throws(FileError) {
        descriptor = unsafe open(path, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileError(number: errno) }
    }

    deinit { close(descriptor) }

    public mutating func write(_ bytes: ByteRegion) throws(FileError) {
        var written = 0
        while written < bytes.count {
            let rest = bytes.count - written
            let count = unsafe bytes.withBytes {
                unsafe Glibc.write(descriptor, $0.baseAddress?.advanced(by: written), rest)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw FileError(number: errno) }
            written += count
        }
    }

    /// Makes sure that the file outlives a power failure.
    public func synchronize() throws(FileError) {
        guard fsync(descriptor) == 0 else { throw FileError(number: errno) }
    }

    /// Removes a file; one that is mapped stays readable until it is unmapped.
    public static func remove(_ path: String) { unsafe _ = unlink(path) }

    /// Maps a whole file for reading. The file must not change while the region is in use.
    public static func map(_ path: String) throws(FileError) -> ByteRegion {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(number: errno) }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw FileError(number: errno) }
        let mapping = try FileMapping(descriptor, count: Int(status.st_size))
        return mapping.region
    }
}

/// A file operation failed.
public struct FileError: Error, Hashable, Sendable {
    /// `errno`.
    public let number: Int32
}

/// A mapped file; unmapped when the last region of it goes.
private final class FileMapping: Sendable {
    private let address: UInt
    private let count: Int

    init(_ descriptor: CInt, count: Int) throws(FileError) {
        self.count = count
        guard count > 0 else {
            address = 0
            return
        }
        let mapped = unsafe mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0)
        guard let mapped = unsafe mapped, unsafe mapped != MAP_FAILED else {
            throw FileError(number: errno)
        }
        address = UInt(bitPattern: mapped)
    }

    deinit {
        if count > 0 { unsafe munmap(UnsafeMutableRawPointer(bitPattern: address), count) }
    }

    var region: ByteRegion {
        let start = unsafe UnsafeRawPointer(bitPattern: address)
        return unsafe ByteRegion(UnsafeRawBufferPointer(start: start, count: count), owner: self)
    }
}
