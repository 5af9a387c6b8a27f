/// Values and causes of a segment: a vocabulary, and a mask of 64 bits for each row.
///
/// Up to 64 principles have a bit each and the mask is exact; beyond, several share a bit, and
/// the mask only bounds what a row holds. The cold record has the exact list.
struct PrincipleColumn: Sendable {
    /// Count of a row whose principles were never stated.
    static let unknown = UInt8.max

    private(set) var vocabulary: [Principle] = []
    private(set) var masks: [UInt64] = []
    private(set) var counts: [UInt8] = []
    private var codes: [Principle: UInt16] = [:]

    init() {}

    init(vocabulary: [Principle], masks: [UInt64], counts: [UInt8]) {
        self.vocabulary = vocabulary
        self.masks = masks
        self.counts = counts
        for (index, principle) in vocabulary.enumerated() { codes[principle] = UInt16(index) }
    }

    /// Whether the vocabulary has room for whatever the set adds.
    func canAppend(_ held: Set<Principle>?) -> Bool {
        vocabulary.count + (held?.count ?? 0) < Int(UInt16.max)
    }

    /// Adds a row; returns its codes, ascending.
    mutating func append(_ held: Set<Principle>?) -> [UInt16]? {
        guard let held else {
            masks.append(0)
            counts.append(Self.unknown)
            return nil
        }
        var row: [UInt16] = []
        for principle in held.sorted() {
            let code = codes[principle] ?? UInt16(vocabulary.count)
            if Int(code) == vocabulary.count {
                vocabulary.append(principle)
                codes[principle] = code
            }
            row.append(code)
        }
        masks.append(row.reduce(0) { $0 | Self.bit($1) })
        counts.append(UInt8(held.count))
        return row.sorted()
    }

    func code(of principle: Principle) -> UInt16? { codes[principle] }

    static func bit(_ code: UInt16) -> UInt64 { 1 << UInt64(code & 63) }

    func set(_ record: ColdRecord) -> Set<Principle>? {
        record.principles.map { count in
            Set((0..<count).map { vocabulary[Int(record.principle($0))] })
        }
    }
}

extension VectorSketch {
    /// The vector of a row from its components that are not 0.
    func vector(_ row: Int, _ components: [(index: Int, value: Float)]) -> TextVector? {
        guard kinds[row] != 0 else { return nil }
        let kind = encoders[Int(kinds[row]) - 1]
        var all = [Float](repeating: 0, count: Int(kind.dimension))
        for (index, value) in components { all[index] = value }
        return TextVector(unit: all, encoder: kind.encoder)
    }
}
