/// Finds the value of `authorization` in a header block (RFC 7541, section 6) where it stands as a
/// literal that enters no table.
@unsafe struct CredentialsLiteral {
    private let block: UnsafeBufferPointer<UInt8>
    private var position = 0

    /// `authorization` in the static table (RFC 7541, appendix A).
    private static let name = 23

    /// - Returns: where the value stands, its length in front of it included; nil where there is
    ///   none, more than one, or anything that is for nghttp2 to judge.
    static func find(in block: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
        var reader = unsafe CredentialsLiteral(block: block)
        return unsafe reader.find()
    }

    private init(block: UnsafeBufferPointer<UInt8>) { unsafe self.block = unsafe block }

    private mutating func find() -> Range<Int>? {
        var found: Range<Int>?
        while unsafe position < block.count {
            let first = unsafe block[position]
            switch first {
            case 0x80...:
                // A field of a table.
                guard unsafe integer(prefix: 7) != nil else { return nil }
            case 0x20..<0x40:
                // The table's new size.
                guard unsafe integer(prefix: 5) != nil else { return nil }
            case _:
                let entersTable = first >= 0x40
                guard let name = unsafe integer(prefix: entersTable ? 6 : 4) else { return nil }
                if name == 0, unsafe string() == nil { return nil }
                guard let value = unsafe string() else { return nil }
                guard unsafe name == Self.name, !entersTable else { continue }
                guard found == nil else { return nil }
                found = value
            }
        }
        return found
    }

    /// Reads an integer (RFC 7541, section 5.1) below 2 MiB.
    private mutating func integer(prefix: Int) -> Int? {
        let mask = 1 << prefix - 1
        guard var value = unsafe next().map({ Int($0) & mask }) else { return nil }
        guard value == mask else { return value }
        for shift in [0, 7, 14] {
            guard let byte = unsafe next() else { return nil }
            value += Int(byte & 0x7F) << shift
            if byte < 0x80 { return value }
        }
        return nil
    }

    /// Passes a string (RFC 7541, section 5.2).
    private mutating func string() -> Range<Int>? {
        let start = unsafe position
        guard let count = unsafe integer(prefix: 7) else { return nil }
        guard unsafe block.count - position >= count else { return nil }
        unsafe position += count
        return unsafe start..<position
    }

    private mutating func next() -> UInt8? {
        guard unsafe position < block.count else { return nil }
        defer { unsafe position += 1 }
        return unsafe block[position]
    }
}
