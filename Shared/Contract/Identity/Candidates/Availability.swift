public import Vocabulary

/// When a candidate can start, and how much.
public struct Availability: Hashable, Sendable {
    /// At once, after notice, or on a date.
    public var kind: AvailabilityKind
    /// The period of notice, in days; with `notice`.
    public var noticeDays: Int?
    /// The first day; with `date`.
    public var from: CalendarDate?
    /// How much.
    public var hoursPerWeek: Double?

    /// Takes every field.
    public init(
        kind: AvailabilityKind,
        noticeDays: Int? = nil,
        from: CalendarDate? = nil,
        hoursPerWeek: Double? = nil
    ) {
        self.kind = kind
        self.noticeDays = noticeDays
        self.from = from
        self.hoursPerWeek = hoursPerWeek
    }
}

extension Availability: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(kind:noticeDays:from:hoursPerWeek:),
        Field("kind", \.kind, about: "At once, after notice, or on a date."),
        Field(
            "notice_days",
            \.noticeDays,
            .number(0...730),
            about: "The period of notice, in days; with `notice`."
        ),
        Field("from", \.from, about: "The first day; with `date`."),
        Field("hours_per_week", \.hoursPerWeek, .number(1...80), about: "How much.")
    )
}

extension Availability {
    /// Each kind has a field of its own.
    public func faults() -> [FieldError] {
        var faults: [FieldError] = []
        if (noticeDays != nil) != (kind == .notice) {
            faults.append(
                .init("notice_days", .inconsistent, "must be given with notice, and only then")
            )
        }
        if (from != nil) != (kind == .date) {
            faults.append(.init("from", .inconsistent, "must be given with date, and only then"))
        }
        return faults
    }
}
