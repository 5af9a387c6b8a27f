/// Buffers a search needs, kept from one segment to the next.
struct SearchScratch {
    var lanes: [SIMD16<UInt8>] = []
    var skills: [UInt16] = []
    var meaning: [UInt16] = []
    var bounds: [UInt16] = []
    /// Words of near skills, while a segment is swept.
    var found: [UInt32] = []
    var candidates: [Candidate] = []
    var visited: [Candidate] = []
    /// Those of `visited` that still admit, and what is known of each.
    var rows: [UInt16] = []
    var hopes: [Hope] = []
    /// Bounds of the skills scores of `rows`.
    var tight: [Float] = []
    /// Where reading ahead leaves a value, so that the compiler lets it read.
    var touched: UInt32 = 0
    var survivors: [Survivor] = []
}

/// A row whose first bound admits: what it was made of, in the units of its query.
struct Candidate: Hashable, Sendable {
    var row: UInt16
    var bound: UInt16
    var skills: UInt16
    var meaning: UInt16
}

/// A row whose narrowed bound admits, with what is exactly known of it already.
struct Survivor {
    var row: Int
    var bound: Double
    var practical: Weighing
}
