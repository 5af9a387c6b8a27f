/// When somebody can start.
public enum AvailabilityKind: String, WireWord {
    /// At once.
    case now
    /// After a period of notice.
    case notice
    /// On a date.
    case date
}
