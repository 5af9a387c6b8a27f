import CCommonPasswords

/// The passwords of 12 characters and more that people choose first: words, dates and walks over
/// the keyboard, alone, twice, or with the numbers that please a form. Attackers try them first,
/// too.
public enum CommonPasswords {
    /// Lower case, one a line, in the order of their bytes; 140 KB, read by identity alone.
    private static let list: [UInt8] = {
        let embedded = unsafe vouch_common_passwords()
        return unsafe Array(UnsafeBufferPointer(start: embedded.start, count: embedded.count))
    }()

    private static let newline = UInt8(ascii: "\n")

    /// Whether the password is among them, whatever its case.
    public static func contains(_ password: String) -> Bool {
        let wanted = Array(password.lowercased().utf8)
        // Bisects by bytes: a place in the middle of a line belongs to that line.
        var (low, high) = (0, list.count)
        while low < high {
            let middle = (low + high) / 2
            let start = list[..<middle].lastIndex(of: newline).map { $0 + 1 } ?? 0
            let end = list[middle...].firstIndex(of: newline) ?? list.count
            let line = list[start..<end]
            if line.elementsEqual(wanted) { return true }
            if line.lexicographicallyPrecedes(wanted) {
                low = end + 1
            } else {
                high = start
            }
        }
        return false
    }
}
