import Vocabulary

/// How many processes stand where.
public struct StatusCounts: Hashable, Sendable {
    /// How many are `in_progress`.
    public var inProgress: Int
    /// How many are `on_hold`.
    public var onHold: Int
    /// How many are `offer_extended`.
    public var offerExtended: Int
    /// How many are `offer_accepted`.
    public var offerAccepted: Int
    /// How many are `offer_declined`.
    public var offerDeclined: Int
    /// How many are `rejected_by_company`.
    public var rejectedByCompany: Int
    /// How many are `candidate_withdrew`.
    public var candidateWithdrew: Int
    /// How many are `role_closed`.
    public var roleClosed: Int

    /// Takes every field.
    public init(
        inProgress: Int,
        onHold: Int,
        offerExtended: Int,
        offerAccepted: Int,
        offerDeclined: Int,
        rejectedByCompany: Int,
        candidateWithdrew: Int,
        roleClosed: Int
    ) {
        self.inProgress = inProgress
        self.onHold = onHold
        self.offerExtended = offerExtended
        self.offerAccepted = offerAccepted
        self.offerDeclined = offerDeclined
        self.rejectedByCompany = rejectedByCompany
        self.candidateWithdrew = candidateWithdrew
        self.roleClosed = roleClosed
    }
}

extension StatusCounts: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(
            inProgress:
            onHold:
            offerExtended:
            offerAccepted:
            offerDeclined:
            rejectedByCompany:
            candidateWithdrew:
            roleClosed:
        ),
        Field("in_progress", \.inProgress, about: "How many are `in_progress`."),
        Field("on_hold", \.onHold, about: "How many are `on_hold`."),
        Field("offer_extended", \.offerExtended, about: "How many are `offer_extended`."),
        Field("offer_accepted", \.offerAccepted, about: "How many are `offer_accepted`."),
        Field("offer_declined", \.offerDeclined, about: "How many are `offer_declined`."),
        Field(
            "rejected_by_company",
            \.rejectedByCompany,
            about: "How many are `rejected_by_company`."
        ),
        Field(
            "candidate_withdrew",
            \.candidateWithdrew,
            about: "How many are `candidate_withdrew`."
        ),
        Field("role_closed", \.roleClosed, about: "How many are `role_closed`.")
    )
}
