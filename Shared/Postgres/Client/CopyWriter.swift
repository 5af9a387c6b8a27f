import Guarded

/// Takes the rows of a `COPY … FROM`. One task at a time may write.
public final class CopyWriter: Sendable {
    /// Rows are collected until there is this much of them.
    private static let chunkBytes = 64 * 1024

    private let transaction: Transaction
    private let columnCount: Int
    private let buffer: Guarded<ByteWriter>

    init(transaction: Transaction, columnCount: Int) {
        self.transaction = transaction
        self.columnCount = columnCount
        var header = ByteWriter()
        // The signature, no flags, no extension.
        header.write(bytes: [0x50, 0x47, 0x43, 0x4F, 0x50, 0x59, 0x0A, 0xFF, 0x0D, 0x0A, 0x00])
        header.write(Int32(0))
        header.write(Int32(0))
        buffer = Guarded(header)
    }

    /// Adds one row: a value for each column, of exactly the column's type (an `Int32` for an
    /// `integer`, an `Int` for a `bigint`).
    ///
    /// - Throws: `.unwritable` when there are more or fewer values than columns, or one of them
    ///   cannot be encoded.
    public func write<each Value: PostgresValue>(
        _ value: repeat each Value
    ) async throws(PostgresError) {
        let (chunk, isWritten) = buffer.withLock { buffer -> ([UInt8]?, Bool) in
            var count: Int16 = 0
            for _ in repeat (each value) { count += 1 }
            guard Int(count) == columnCount else { return (nil, false) }
            buffer.write(count)
            repeat buffer.writeField(each value)
            let isFull = buffer.bytes.count >= CopyWriter.chunkBytes
            return (isFull ? buffer.takeBytes() : nil, !buffer.hasFailed)
        }
        guard isWritten else { throw PostgresError(.unwritable) }
        if let chunk { try await send(chunk) }
    }

    func finish() async throws(PostgresError) {
        let rest = buffer.withLock { buffer in
            buffer.write(Int16(-1))
            return buffer.takeBytes()
        }
        try await send(rest)
    }

    private func send(_ bytes: [UInt8]) async throws(PostgresError) {
        try await transaction.outcome(of: .copyData(bytes)).check()
    }
}
