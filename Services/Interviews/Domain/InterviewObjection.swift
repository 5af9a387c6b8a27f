import Contract
import Vocabulary

/// Why a process cannot be changed as was asked, with the way out.
enum InterviewObjection: Error, Hashable, Sendable {
    /// It has ended; only reopening leads out.
    case ended(InterviewStatus, since: Instant)
    /// It cannot go there from where it is.
    case cannotGo(to: InterviewStatus, from: InterviewStatus, allowed: [InterviewStatus])
    /// It has not ended, so there is nothing to reopen.
    case notEnded(InterviewStatus)
    /// It cannot be taken back to there.
    case cannotReopen(to: InterviewStatus)
    /// A rejection is not the word for this.
    case notARejection(reason: String)
    /// The organization has no such reason.
    case unknownReason
    /// The place is taken by what is decided, or lies beyond the end.
    case placeOfStage(allowed: ClosedRange<Int>)
    /// Only a pending stage can be moved or removed.
    case stageIsDecided(StageOutcome)
    /// Somebody has written about the stage.
    case stageHasScorecards
    /// There is no room for more.
    case tooMany(String)
    /// A day lies before the day it was planned for.
    case completedBeforeScheduled
    /// What is recorded as past is still to come.
    case inTheFuture(field: String)
    /// Nothing is not an outcome.
    case outcomeNeeded
    /// Taking back the stage's success would strand the offer that is out.
    case offerIsOut
    /// The offer stands where nothing can be done with it.
    case offerIs(OfferStatus)
    /// An offer cannot be put there by hand.
    case offerCannotBecome(OfferStatus)
    /// Its time has passed before it is sent.
    case offerHasExpired
    /// The placement has ended already.
    case placementEnded(on: CalendarDate)
    /// It cannot end before it was made.
    case endsBeforePlacement(CalendarDate)
}

extension InterviewObjection: Refusable {
    var refusal: Refusal {
        switch self {
        case .ended(.offerDeclined, let since):
            .conflict(
                "This process ended with a declined offer on \(since.dayInWords): send a new "
                    + "offer, or reopen it if that was a mistake.",
                reason: "process_ended",
                allowed: [InterviewStatus.offerExtended.rawValue]
            )
        case .ended(let status, let since):
            .conflict(
                "This process \(status.words) on \(since.dayInWords): reopen it first.",
                reason: "process_ended"
            )
        case .cannotGo(let to, let from, let allowed):
            .conflict(
                "A process that is \(from.rawValue) cannot become \(to.rawValue).",
                reason: "transition_not_allowed",
                allowed: allowed.map(\.rawValue)
            )
        case .notEnded(let status):
            .conflict(
                "This process is \(status.rawValue): there is no end to take back.",
                reason: "process_is_open"
            )
        case .offerIsOut:
            .conflict(
                "An offer is out: withdraw it first, or say `keep_open`.",
                reason: "offer_is_out"
            )
        case .stageIsDecided(let outcome):
            .conflict(
                "This stage is \(outcome.rawValue): only a pending stage can be changed so.",
                reason: "stage_is_decided"
            )
        case .stageHasScorecards:
            .conflict(
                "This stage has scorecards: record it as cancelled instead.",
                reason: "stage_has_scorecards"
            )
        case .tooMany(let what):
            .conflict("This process has as many \(what) as it can.", reason: "too_many")
        case .offerIs(.draft):
            .conflict("This offer is a draft: send it first.", reason: "offer_is_a_draft")
        case .offerIs(let status):
            .conflict(
                "This offer is \(status.rawValue): make a new one.",
                reason: "offer_is_settled"
            )
        case .placementEnded(let date):
            .conflict("This placement ended on \(date).", reason: "placement_ended")
        case .cannotReopen, .notARejection, .unknownReason, .placeOfStage,
            .completedBeforeScheduled, .inTheFuture, .outcomeNeeded, .offerCannotBecome,
            .offerHasExpired, .endsBeforePlacement:
            .invalid([fault])
        }
    }

    /// The field that is wrong.
    private var fault: FieldError {
        switch self {
        case .cannotReopen(let status):
            FieldError("to", .inconsistent, "cannot be \(status.rawValue) here")
        case .notARejection(let reason):
            FieldError(
                "reason_code",
                .inconsistent,
                reason == "role_on_hold"
                    ? "is no rejection: POST /interviews/{id}/hold"
                    : "is no rejection: complete with final_status role_closed"
            )
        case .unknownReason:
            FieldError("reason_code", .unknownValue, "must be one of the organization's codes")
        case .placeOfStage(let allowed):
            FieldError(
                "stage_order",
                .outOfRange,
                "must be from \(allowed.lowerBound) to \(allowed.upperBound)"
            )
        case .completedBeforeScheduled:
            FieldError("completed_date", .inconsistent, "must not be before scheduled_date")
        case .inTheFuture(let field):
            FieldError(field, .inconsistent, "must not be in the future")
        case .outcomeNeeded:
            FieldError("outcome", .inconsistent, "is pending already")
        case .offerCannotBecome(let status):
            FieldError("status", .inconsistent, "cannot be set to \(status.rawValue)")
        case .offerHasExpired:
            FieldError("offer_details.expires_at", .inconsistent, "must be later than now")
        case .endsBeforePlacement(let date):
            FieldError("date", .inconsistent, "must not be before \(date)")
        case .ended, .cannotGo, .notEnded, .offerIsOut, .stageIsDecided, .stageHasScorecards,
            .tooMany, .offerIs, .placementEnded:
            FieldError("", .inconsistent, "is not possible now")
        }
    }
}

extension Instant {
    /// "12 March 2026", in UTC.
    var dayInWords: String {
        let (year, month, day) = (date ?? .earliest).parts
        return "\(day) \(Self.months[month - 1]) \(year)"
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]
}
