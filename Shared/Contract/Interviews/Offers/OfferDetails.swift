public import Vocabulary

/// What is offered; everything may be left open.
public struct OfferDetails: Hashable, Sendable {
    /// What it pays.
    public var salary: OfferSalary?
    /// Shares, in words.
    public var equity: String?
    /// What comes on top, in words.
    public var bonus: String?
    /// The first day of work.
    public var startDate: CalendarDate?
    /// Until when it can be accepted.
    public var expiresAt: Instant?
    /// Where the work is.
    public var location: String?
    /// What else there is.
    public var benefits: [String]?
    /// Anything else.
    public var notes: String?

    /// Takes every field.
    public init(
        salary: OfferSalary? = nil,
        equity: String? = nil,
        bonus: String? = nil,
        startDate: CalendarDate? = nil,
        expiresAt: Instant? = nil,
        location: String? = nil,
        benefits: [String]? = nil,
        notes: String? = nil
    ) {
        self.salary = salary
        self.equity = equity
        self.bonus = bonus
        self.startDate = startDate
        self.expiresAt = expiresAt
        self.location = location
        self.benefits = benefits
        self.notes = notes
    }
}

extension OfferDetails: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(salary:equity:bonus:startDate:expiresAt:location:benefits:notes:),
        Field("salary", \.salary, about: "What it pays."),
        Field("equity", \.equity, .line(1...Limits.name), about: "Shares, in words."),
        Field("bonus", \.bonus, .line(1...Limits.name), about: "What comes on top, in words."),
        Field("start_date", \.startDate, about: "The first day of work."),
        Field("expires_at", \.expiresAt, about: "Until when it can be accepted."),
        Field("location", \.location, .line(1...Limits.name), about: "Where the work is."),
        Field(
            "benefits",
            \.benefits,
            .items(0...Limits.shortListItems, each: .line(1...Limits.name)),
            about: "What else there is."
        ),
        Field("notes", \.notes, .text(1...Limits.text), about: "Anything else.")
    )
}
