public import Vocabulary

/// What a candidate hopes to earn.
public struct SalaryExpectation: Hashable, Sendable {
    /// Not less than this.
    public var min: Amount?
    /// Up to this.
    public var max: Amount?
    /// The currency, ISO 4217.
    public var currency: CurrencyCode
    /// What it is for.
    public var period: PayPeriod

    /// Takes every field.
    public init(
        min: Amount? = nil,
        max: Amount? = nil,
        currency: CurrencyCode,
        period: PayPeriod
    ) {
        self.min = min
        self.max = max
        self.currency = currency
        self.period = period
    }
}

extension SalaryExpectation: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(min:max:currency:period:),
        Field("min", \.min, about: "Not less than this."),
        Field("max", \.max, about: "Up to this."),
        Field("currency", \.currency, about: "The currency, ISO 4217."),
        Field("period", \.period, about: "What it is for.")
    )
}

extension SalaryExpectation {
    /// One end at least, and in order.
    public func faults() -> [FieldError] {
        switch (min, max) {
        case (nil, nil): [.init("min", .missing, "or max is required")]
        case (let min?, let max?) where max < min:
            [.init("max", .inconsistent, "must not be less than min")]
        case (_, _): []
        }
    }
}
