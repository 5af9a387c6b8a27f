/// Takes the bytes of a snapshot, part after part; a file, a socket or memory.
public protocol SnapshotSink: ~Copyable {
    associatedtype Failure: Error
    mutating func write(_ bytes: ByteRegion) throws(Failure)
}
