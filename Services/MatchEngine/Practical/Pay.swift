/// An amount of money for a period of work.
public struct Pay: Hashable, Sendable {
    /// Major units (dollars, not cents), above 0 and at most 10¹².
    public let amount: Double
    public let currency: CurrencyCode
    public let period: PayPeriod

    /// - Throws: ``InputError/outOfRange(_:)``
    public init(
        _ amount: Double,
        _ currency: CurrencyCode,
        per period: PayPeriod = .year
    ) throws(InputError) {
        guard amount > 0, amount <= 1e12 else { throw .outOfRange(.amount) }
        self.amount = amount
        self.currency = currency
        self.period = period
    }
}

/// What an assignment pays, from…to.
public struct PayRange: Hashable, Sendable {
    /// Major units, above 0 and at most ``maximum``.
    public let minimum: Double
    /// Major units, at most 10¹².
    public let maximum: Double
    public let currency: CurrencyCode
    public let period: PayPeriod

    /// - Throws: ``InputError/outOfRange(_:)``
    public init(
        _ minimum: Double,
        _ maximum: Double,
        _ currency: CurrencyCode,
        per period: PayPeriod = .year
    ) throws(InputError) {
        guard minimum > 0, minimum <= maximum, maximum <= 1e12 else {
            throw .outOfRange(.amount)
        }
        self.minimum = minimum
        self.maximum = maximum
        self.currency = currency
        self.period = period
    }
}

public enum PayPeriod: String, Hashable, Sendable, CaseIterable {
    case hour, day, week, month, year
}

/// Three capital letters of ISO 4217.
public struct CurrencyCode: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Letters as base 26, `AAA` is 0.
    public let rawValue: UInt16

    /// - Throws: ``InputError/malformed(_:)``
    public init(_ text: some StringProtocol) throws(InputError) {
        guard let raw = Letters.pack(text, first: 65, counts: 3...3) else {
            throw .malformed(.currency)
        }
        rawValue = raw
    }

    public var description: String { Letters.unpack(rawValue, first: 65, count: 3) }
    public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

/// How much of each currency one unit of a common base buys, on one day.
///
/// A currency without a rate makes compensation unknown; it is never taken as 1:1.
public struct RateTable: Hashable, Sendable {
    public let version: String
    public let day: Day
    private let rates: [CurrencyCode: Double]

    /// - Parameter rates: units of the currency for one unit of the base, above 0 and finite.
    /// - Throws: ``InputError/outOfRange(_:)``
    public init(
        version: String,
        day: Day,
        rates: [CurrencyCode: Double]
    ) throws(InputError) {
        guard rates.values.allSatisfy({ $0 > 0 && $0.isFinite }) else {
            throw .outOfRange(.rates)
        }
        self.version = version
        self.day = day
        self.rates = rates
    }

    /// What an amount in `source` is multiplied with to be one in `target`: exactly 1 for the
    /// same currency, nil without both rates.
    public func factor(from source: CurrencyCode, to target: CurrencyCode) -> Double? {
        if source == target { return 1 }
        guard let from = rates[source], let to = rates[target] else { return nil }
        return to / from
    }

    /// Currencies and rates in alphabetical order.
    public var entries: [(currency: CurrencyCode, rate: Double)] {
        rates.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}
