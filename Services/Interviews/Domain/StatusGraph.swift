import Contract

/// Where a process can go, and from where. Everything that moves one asks here.
enum StatusGraph {
    /// Where a process can go by itself. One on hold comes back to where it was.
    static func next(
        from status: InterviewStatus,
        heldFrom: InterviewStatus? = nil
    ) -> [InterviewStatus] {
        switch status {
        case .inProgress: [.onHold, .offerExtended, .offerAccepted] + departures
        case .onHold where heldFrom == .inProgress:
            [.inProgress, .offerExtended, .offerAccepted] + departures
        case .onHold where heldFrom == .offerExtended:
            [.offerExtended, .offerAccepted] + departures
        case .onHold: [.inProgress, .offerExtended, .offerAccepted] + departures
        case .offerExtended:
            [.inProgress, .onHold, .offerAccepted, .offerDeclined] + departures
        // A new offer after a refusal is a new fact, not the end of a mistake.
        case .offerDeclined: [.offerExtended]
        case .offerAccepted, .rejectedByCompany, .candidateWithdrew, .roleClosed: []
        }
    }

    /// Where a mistaken end can be taken back to.
    static func reopens(_ status: InterviewStatus) -> [InterviewStatus] {
        status.isTerminal ? [.inProgress, .onHold, .offerExtended] : []
    }

    /// The states as data.
    static let workflow = Workflow(
        initial: .inProgress,
        states: InterviewStatus.allCases.map { status in
            WorkflowState(
                status: status,
                isTerminal: status.isTerminal,
                next: next(from: status),
                reopensTo: reopens(status)
            )
        },
        outcomes: StageOutcome.allCases,
        stageKinds: StageKind.allCases,
        offerStatuses: OfferStatus.allCases
    )

    private static let departures: [InterviewStatus] = [
        .rejectedByCompany, .candidateWithdrew, .roleClosed,
    ]
}

extension InterviewStatus {
    /// Whether a process ends here.
    var isTerminal: Bool {
        switch self {
        case .inProgress, .onHold, .offerExtended: false
        case .offerAccepted, .offerDeclined, .rejectedByCompany, .candidateWithdrew, .roleClosed:
            true
        }
    }

    /// Whether the end says something about the candidate. A role that closes does not.
    var isVerdict: Bool { isTerminal && self != .roleClosed }

    /// The state as the end of a sentence: "this process …".
    var words: String {
        switch self {
        case .inProgress: "went on"
        case .onHold: "was put on hold"
        case .offerExtended: "had an offer extended"
        case .offerAccepted: "ended with an accepted offer"
        case .offerDeclined: "ended with a declined offer"
        case .rejectedByCompany: "was rejected"
        case .candidateWithdrew: "was left by the candidate"
        case .roleClosed: "ended when the role closed"
        }
    }
}
