/// The largest components of text vectors, quantised, with the length of what is left out.
///
/// For a query b, a vector a = ã + δ and the sketch ã: ⟨a, b⟩ = ⟨ã, b⟩ + ⟨δ, b⟩ and, by Cauchy and
/// Schwarz, ⟨δ, b⟩ ≤ |δ|·|b|. Hashed TF-IDF of a sentence has about as many components as the
/// sketch keeps; dense vectors keep less of their length and bound less well, never wrongly.
struct VectorSketch: Sendable {
    /// Components kept of each vector.
    let width: Int
    /// Index into ``encoders`` plus one; 0 where the vector is unknown.
    private(set) var kinds: [UInt8] = []
    private(set) var encoders: [Kind] = []
    /// `component << 6 | value + 32`, `width` a row.
    private(set) var entries: [UInt16] = []
    /// What a value of 1 stands for, in 1/4096; ``largestValue`` times it reaches 1.
    private(set) var scales: [UInt8] = []
    /// |δ| in 1/255, rounded up.
    private(set) var residuals: [UInt8] = []

    struct Kind: Hashable, Sendable {
        var encoder: EncoderID
        var dimension: UInt16
    }

    static let largestValue: Float = 31
    static let scaleUnit: Float = 1 / 4096

    init(width: Int) { self.width = width }

    init(
        width: Int,
        kinds: [UInt8],
        encoders: [Kind],
        entries: [UInt16],
        scales: [UInt8],
        residuals: [UInt8]
    ) {
        self.width = width
        self.kinds = kinds
        self.encoders = encoders
        self.entries = entries
        self.scales = scales
        self.residuals = residuals
    }

    var byteCount: Int { kinds.count * (width * 2 + 3) + encoders.count * 6 }

    /// Whether one more kind of vector fits; a segment that meets 255 kinds is full.
    func canAppend(_ vector: TextVector?) -> Bool {
        guard let vector else { return true }
        return encoders.count < 255 || encoders.contains(Kind(vector))
    }

    mutating func append(_ vector: TextVector?) {
        let first = entries.count
        entries.append(contentsOf: repeatElement(32, count: width))
        guard let vector else {
            kinds.append(0)
            scales.append(0)
            residuals.append(0)
            return
        }
        kinds.append(code(of: Kind(vector)))
        let all = vector.components
        var kept = all.indices.filter { all[$0] != 0 }
        if kept.count > width {
            kept.sort { (abs(all[$0]), $1) > (abs(all[$1]), $0) }
            kept.removeLast(kept.count - width)
        }
        let largest = kept.map { abs(all[$0]) }.max() ?? 0
        let scale = (largest / (Self.largestValue * Self.scaleUnit)).rounded(.up)
        let step = Double(scale) * Double(Self.scaleUnit)
        // What the sketch misses: everything left out, and what rounding changes.
        var missed = all.reduce(0.0) { $0 + Double($1) * Double($1) }
        for (slot, component) in kept.enumerated() {
            let exact = Double(all[component])
            let value = (exact / step).rounded()
            let error = exact - value * step
            missed += error * error - exact * exact
            entries[first + slot] = UInt16(component) << 6 | UInt16(Int(value) + 32)
        }
        // Cancellation leaves an error of about 10⁻¹⁶ under the root: far below one step.
        let residual = (max(0, missed) + 1e-12).squareRoot() * 255
        scales.append(UInt8(min(255, scale)))
        residuals.append(UInt8(min(255, residual.rounded(.up))))
    }

    private mutating func code(of kind: Kind) -> UInt8 {
        if let known = encoders.firstIndex(of: kind) { return UInt8(known + 1) }
        encoders.append(kind)
        return UInt8(encoders.count)
    }
}

extension VectorSketch.Kind {
    init(_ vector: TextVector) {
        self.init(encoder: vector.encoder, dimension: UInt16(vector.components.count))
    }
}

extension TextVector {
    /// Components that were scaled to length 1 before: scaling again could change their bits.
    init(unit components: [Float], encoder: EncoderID) {
        self.components = components
        self.encoder = encoder
    }
}
