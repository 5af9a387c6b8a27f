/// What a pay is for.
public enum PayPeriod: String, WireWord {
    /// An hour.
    case hour
    /// A day.
    case day
    /// A week.
    case week
    /// A month.
    case month
    /// A year.
    case year
}
