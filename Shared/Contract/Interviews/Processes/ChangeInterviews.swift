public import Vocabulary

/// Changes many interview processes.
public struct ChangeInterviews: Hashable, Sendable {
    /// What to do.
    public var action: BulkAction
    /// Which ones.
    public var ids: [InterviewID]?
    /// Instead of ids: all that are with this company.
    public var company: String?
    /// With `company`: only this role.
    public var role: String?
    /// Why; needed to reopen.
    public var reason: String?

    /// Takes every field.
    public init(
        action: BulkAction,
        ids: [InterviewID]? = nil,
        company: String? = nil,
        role: String? = nil,
        reason: String? = nil
    ) {
        self.action = action
        self.ids = ids
        self.company = company
        self.role = role
        self.reason = reason
    }
}

extension ChangeInterviews: InterviewsOperation {
    /// Where it is found.
    public static let route = Route(.post, "/interviews/bulk")
    /// Who may ask.
    public static let audience = Audience.user(.admin, .recruiter, .hiringManager).orKey
    /// How it may fail.
    public static let refusals: [Refusal.Code] = [.conflict]
    /// What it answers.
    public typealias Response = BulkReport
    /// What it does.
    public static let about = """
        Holds, resumes, closes or reopens many processes at once, chosen by ids or by company
        and role, at most 200. All of it happens or none; a process that the action does not fit
        is left as it is, and named. Ids that the caller can see no process of are refused.
        """
    /// One request and its answer.
    public static let example = Example(
        ChangeInterviews(
            action: .close,
            company: "Analytical Engines",
            role: "Programmer",
            reason: "The engine is built."
        ),
        BulkReport(
            changed: 1,
            refused: 0,
            items: [BulkItem(id: .example(11), status: .roleClosed, changed: true)]
        )
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(action:ids:company:role:reason:),
        Field("action", \.action, about: "What to do."),
        Field("ids", \.ids, .items(1...Limits.bulk), about: "Which ones."),
        Field(
            "company",
            \.company,
            .line(1...Limits.name),
            about: "Instead of ids: all that are with this company."
        ),
        Field("role", \.role, .line(1...Limits.name), about: "With `company`: only this role."),
        Field("reason", \.reason, .text(1...Limits.text), about: "Why; needed to reopen.")
    )
}

extension ChangeInterviews {
    /// Processes are chosen in one of two ways, and reopening has a reason.
    public func faults() -> [FieldError] {
        var faults: [FieldError] = []
        if (ids == nil) == (company == nil) {
            faults.append(FieldError("ids", .inconsistent, "or company is required, and not both"))
        }
        if role != nil, company == nil {
            faults.append(FieldError("role", .inconsistent, "needs company beside it"))
        }
        if action == .reopen, reason == nil {
            faults.append(FieldError("reason", .missing, "is required to reopen"))
        }
        return faults
    }
}
