#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Keeps bounds above what they bound although floating-point arithmetic rounds.
enum Rounding {
    /// A bound multiplied with this outweighs the rounding of a few thousand Double operations,
    /// each of which errs by at most 1.1·10⁻¹⁶ of its result.
    static let up = 1 + 1e-11

    /// The same for Float: a hundred operations of 6·10⁻⁸ each.
    static let upSingle: Float = 1 + 1e-5

    /// The next Float that is not below `value`.
    static func single(_ value: Double) -> Float {
        let rounded = Float(value)
        return Double(rounded) >= value ? rounded : rounded.nextUp
    }

    /// A Float that lies below a product of two numbers, by more than rounding can err.
    static func singleBelow(_ product: Double) -> Float { Float(product) * (1 - 1e-5) }

    static func exponential(_ exponent: Double) -> Double { exp(exponent) }
}
