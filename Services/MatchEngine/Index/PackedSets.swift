/// The distinct sets of countries of a segment, one after the other in one array: read by their
/// thousands, as sets they would each be a place of their own in memory.
struct CountryColumn: Sendable {
    /// `codes[starts[i]..<starts[i + 1]]` belongs to value `i`, ascending.
    private var starts: [UInt32] = [0]
    private var codes: [CountryCode] = []
    /// The value that stands for *unknown*.
    private var unknown: Int?

    init(_ values: [Set<CountryCode>?]) {
        for (index, value) in values.enumerated() {
            if let value { codes += value.sorted() } else { unknown = index }
            starts.append(UInt32(codes.count))
        }
    }

    var count: Int { starts.count - 1 }
    var byteCount: Int { starts.count * 4 + codes.count * 2 }

    /// The countries of a value, ascending; nil where they are unknown.
    func countries(_ index: Int) -> ArraySlice<CountryCode>? {
        index == unknown ? nil : codes[Int(starts[index])..<Int(starts[index + 1])]
    }

    subscript(_ index: Int) -> Set<CountryCode>? { countries(index).map(Set.init) }

    var values: [Set<CountryCode>?] { (0..<count).map { self[$0] } }
}

/// The distinct wishes for benefits of a segment, as codes into the names that occur.
struct BenefitColumn: Sendable {
    /// Ascending.
    let names: [String]
    /// Two for each value: its required codes begin at the first, its preferred at the second.
    private var starts: [UInt32] = [0]
    private var codes: [UInt32] = []

    init(_ values: [BenefitWishes]) {
        var all: Set<String> = []
        for value in values { all.formUnion(value.required.union(value.preferred)) }
        names = all.sorted()
        var codeOf: [String: UInt32] = [:]
        for (code, name) in names.enumerated() { codeOf[name] = UInt32(code) }
        for value in values {
            for side in [value.required, value.preferred] {
                codes += side.compactMap { codeOf[$0] }.sorted()
                starts.append(UInt32(codes.count))
            }
        }
    }

    var count: Int { starts.count / 2 }
    var byteCount: Int {
        (starts.count + codes.count) * 4 + names.reduce(0) { $0 + 16 + $1.utf8.count }
    }

    private func required(_ index: Int) -> Range<Int> {
        Int(starts[2 * index])..<Int(starts[2 * index + 1])
    }

    private func preferred(_ index: Int) -> Range<Int> {
        Int(starts[2 * index + 1])..<Int(starts[2 * index + 2])
    }

    /// How a value's wishes are met.
    ///
    /// - Parameter offered: for each of ``names`` whether it is offered.
    func share(_ index: Int, _ offered: [Bool]) -> (required: Double?, preferred: Double?) {
        func met(_ range: Range<Int>) -> Double? {
            guard !range.isEmpty else { return nil }
            return Double(codes[range].count { offered[Int($0)] }) / Double(range.count)
        }
        return (met(required(index)), met(preferred(index)))
    }

    subscript(_ index: Int) -> BenefitWishes {
        BenefitWishes(
            required: Set(codes[required(index)].map { names[Int($0)] }),
            preferred: Set(codes[preferred(index)].map { names[Int($0)] })
        )
    }

    var values: [BenefitWishes] { (0..<count).map { self[$0] } }
}

/// A place in the 16 bytes it needs; as an optional it would take 24.
struct PackedPlace: Hashable, Sendable {
    // NaN where the place is unknown.
    private let latitude: Double
    private let longitude: Double

    init(_ point: GeoPoint?) {
        latitude = point?.latitude ?? .nan
        longitude = point?.longitude ?? .nan
    }

    var point: GeoPoint? { try? GeoPoint(latitude: latitude, longitude: longitude) }
}
