/// A text's meaning as a unit vector, made by one encoder.
public struct TextVector: Hashable, Sendable {
    /// Length 1 up to rounding, 1…``EngineLimits/vectorDimensionMax`` components.
    public let components: [Float]
    /// Vectors of different encoders do not compare: their similarity is unknown.
    public let encoder: EncoderID

    /// Scales `components` to length 1.
    /// - Throws: ``InputError/outOfRange(_:)`` when there are none, too many, all are 0, or one
    ///   is not finite.
    public init(_ components: [Float], encoder: EncoderID) throws(InputError) {
        let square = components.reduce(0.0) { $0 + Double($1) * Double($1) }
        guard (1...EngineLimits.vectorDimensionMax).contains(components.count),
            square > 0, square.isFinite
        else { throw .outOfRange(.mission) }
        let length = square.squareRoot()
        self.components = components.map { Float(Double($0) / length) }
        self.encoder = encoder
    }

    /// Σ aᵢ·bᵢ in Double, i ascending, clamped to 0…1; nil for another encoder or dimension.
    public func similarity(to other: TextVector) -> Double? {
        guard encoder == other.encoder, components.count == other.components.count else {
            return nil
        }
        var sum = 0.0
        for index in components.indices {
            sum += Double(components[index]) * Double(other.components[index])
        }
        return min(max(sum, 0), 1)
    }
}

/// Names an encoder and its version.
public struct EncoderID: Hashable, Sendable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }
}

/// Turns text into vectors, the same for the same text on every machine.
public protocol TextEncoder: Sendable {
    var id: EncoderID { get }
    /// nil for text without anything to encode.
    func encode(_ text: String) -> TextVector?
}
