/// The largest components of the texts of a segment, transposed, with the length of the rest.
///
/// For a query b, a vector a = ã + δ and the components ã that are kept:
/// ⟨a, b⟩ = ⟨ã, b⟩ + ⟨δ, b⟩, and ⟨δ, b⟩ ≤ |δ|·|b| by Cauchy and Schwarz. Lists go by encoder,
/// component, sign and sixteenth, so that a posting is no more than its row and a query visits
/// the components it has itself. Hashed TF-IDF of a sentence has about as many components as are
/// kept; dense vectors keep less of their length: they bound less well, never wrongly.
struct VectorPostings: Sendable {
    /// What makes vectors comparable.
    struct Kind: Hashable, Comparable, Sendable {
        var encoder: EncoderID
        var dimension: UInt16

        init(_ vector: TextVector) {
            self.init(encoder: vector.encoder, dimension: UInt16(vector.components.count))
        }

        init(encoder: EncoderID, dimension: UInt16) {
            self.encoder = encoder
            self.dimension = dimension
        }

        static func < (a: Self, b: Self) -> Bool {
            (a.encoder.rawValue, a.dimension) < (b.encoder.rawValue, b.dimension)
        }
    }

    /// Magnitudes are rounded up to sixteenths.
    static let steps = 16

    /// Kinds that occur, ascending.
    let kinds: [Kind]
    /// `kind · 2¹⁵ + component · 2⁵ + sign · 2⁴ + magnitude − 1`, ascending.
    let keys: [UInt32]
    /// `rows[starts[i]..<starts[i + 1]]` belongs to `keys[i]`; one longer than `keys`.
    let starts: [UInt32]
    let rows: [UInt16]
    /// |δ| in 1/255, rounded up; 0 where the text is unknown.
    let residuals: [UInt8]

    /// - Parameter width: components kept of each vector.
    static func transposing(_ vectors: [TextVector?], width: Int) -> VectorPostings {
        let kinds = Set(vectors.lazy.compactMap { $0.map(Kind.init) }).sorted()
        var postings: [UInt64] = []
        var residuals: [UInt8] = []
        postings.reserveCapacity(vectors.count * width)
        residuals.reserveCapacity(vectors.count)
        for (row, vector) in vectors.enumerated() {
            guard let vector else {
                residuals.append(0)
                continue
            }
            let kind = Kind(vector)
            let code = UInt32(kinds.partitionPoint { $0 >= kind })
            let rest = keep(vector.components, width) { component, value in
                let step = min(steps, max(1, Int((abs(value) * Float(steps)).rounded(.up))))
                let sign: UInt32 = value < 0 ? 16 : 0
                let key = code << 15 | UInt32(component) << 5 | sign | UInt32(step - 1)
                postings.append(UInt64(key) << 16 | UInt64(row))
            }
            // Cancellation leaves errors of some 10⁻¹⁵ under the root: far below one step.
            let residual = ((max(0, rest) + 1e-12).squareRoot() * 255).rounded(.up)
            residuals.append(UInt8(min(255, rest == 0 ? 0 : residual)))
        }
        postings.sort()
        return VectorPostings(kinds: kinds, sorted: postings, residuals: residuals)
    }

    init(kinds: [Kind], keys: [UInt32], starts: [UInt32], rows: [UInt16], residuals: [UInt8]) {
        self.kinds = kinds
        self.keys = keys
        self.starts = starts
        self.rows = rows
        self.residuals = residuals
    }

    private init(kinds: [Kind], sorted postings: [UInt64], residuals: [UInt8]) {
        var keys: [UInt32] = []
        var starts: [UInt32] = []
        for (index, posting) in postings.enumerated() {
            let key = UInt32(truncatingIfNeeded: posting >> 16)
            if keys.last != key {
                keys.append(key)
                starts.append(UInt32(index))
            }
        }
        starts.append(UInt32(postings.count))
        self.kinds = kinds
        self.keys = keys
        self.starts = starts
        self.residuals = residuals
        rows = postings.map { UInt16(truncatingIfNeeded: $0) }
    }

    /// Calls `body` with the `width` largest components; returns the squared length of the rest.
    private static func keep(
        _ all: [Float],
        _ width: Int,
        _ body: (Int, Float) -> Void
    ) -> Double {
        var kept = all.indices.filter { all[$0] != 0 }
        guard kept.count > width else {
            for index in kept { body(index, all[index]) }
            return 0
        }
        kept.sort { (abs(all[$0]), $1) > (abs(all[$1]), $0) }
        for index in kept[..<width] { body(index, all[index]) }
        return kept[width...].reduce(0) { $0 + Double(all[$1]) * Double(all[$1]) }
    }

    func kind(of vector: TextVector) -> Int? { kinds.firstIndex(of: Kind(vector)) }

    var byteCount: Int { keys.count * 8 + rows.count * 2 + residuals.count + kinds.count * 8 }
}

extension TextVector {
    /// Components that were scaled to length 1 before: scaling again could change their bits.
    init(unit components: [Float], encoder: EncoderID) {
        self.components = components
        self.encoder = encoder
    }
}
