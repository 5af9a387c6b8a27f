public import Vocabulary

/// What an offer pays.
public struct OfferSalary: Hashable, Sendable {
    /// How much.
    public var amount: Amount
    /// In which currency, ISO 4217.
    public var currency: CurrencyCode
    /// What it is for.
    public var period: PayPeriod

    /// Takes every field.
    public init(
        amount: Amount,
        currency: CurrencyCode,
        period: PayPeriod
    ) {
        self.amount = amount
        self.currency = currency
        self.period = period
    }
}

extension OfferSalary: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(amount:currency:period:),
        Field("amount", \.amount, about: "How much."),
        Field("currency", \.currency, about: "In which currency, ISO 4217."),
        Field("period", \.period, about: "What it is for.")
    )
}
