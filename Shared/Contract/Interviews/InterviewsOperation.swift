public import Vocabulary

/// An operation of interviews: processes, stages, scorecards, offers, what they add up to.
public protocol InterviewsOperation: Operation {}

extension InterviewsOperation {
    /// Interviews does it.
    public static var service: Service { .interviews }
}

/// A report; all of them can be narrowed in the same way, and asked for as they would have been.
public protocol ReportOperation: InterviewsOperation {
    /// Only processes begun on this day or later.
    var from: CalendarDate? { get }
    /// Only processes begun on this day or earlier.
    var to: CalendarDate? { get }
    /// Only this feeder.
    var feeder: String? { get }
    /// Only this company.
    var company: String? { get }
    /// The answer as it would have been at this moment.
    var asOf: Instant? { get }
}

extension ReportOperation {
    /// What ends has begun.
    public func faults() -> [FieldError] {
        guard let from, let to, to < from else { return [] }
        return [FieldError("to", .inconsistent, "must not be before from")]
    }
}
