public import Vocabulary

/// Every operation there is. The gateway routes by it, a service handles all of its own, the
/// documentation is printed from it.
public enum Catalogue {
    /// All operations, in the order of the documentation.
    public static let operations: [any Operation.Type] =
        accounts + candidates + internals + interviews + interviewReports

    /// What one service has to handle.
    public static func operations(of service: Service) -> [any Operation.Type] {
        operations.filter { $0.service == service }
    }

    /// The operations that an API key can be allowed.
    static let keyScopes = Set(operations.filter { $0.audience.admitsKeys }.map { $0.name })

    private static let accounts: [any Operation.Type] = [
        CreateOrganization.self, GetOrganization.self, UpdateOrganization.self,
        VerifyOrganization.self,
        IssueToken.self, RevokeToken.self, GetMe.self, ChangePassword.self,
        RequestPasswordReset.self, ConfirmPasswordReset.self,
        InviteUser.self, AcceptInvitation.self, ListUsers.self, UpdateUser.self,
        RequestPersonLink.self, CreatePersonSession.self,
        CreateAPIKey.self, ListAPIKeys.self, DeleteAPIKey.self, GetSigningKeys.self,
    ]

    private static let candidates: [any Operation.Type] = [
        CreateCandidate.self, ListCandidates.self, GetCandidate.self, UpdateCandidate.self,
        DeleteCandidate.self, MergeCandidate.self, GetCandidateHistory.self,
    ]

    private static let internals: [any Operation.Type] = [
        ExchangeAPIKey.self, ListRevocations.self, FindCandidates.self, FindUsers.self,
        PutPlacement.self,
    ]

    private static let interviews: [any Operation.Type] = [
        CreateInterview.self, ListInterviews.self, GetInterview.self, UpdateInterview.self,
        ListCandidateInterviews.self, ListCompanyInterviews.self,
        CompleteInterview.self, HoldInterview.self, ResumeInterview.self, ReopenInterview.self,
        ChangeInterviews.self, GetInterviewHistory.self, GetWorkflow.self,
        GetReasonCodes.self, UpdateReasonCodes.self,
        AddStage.self, ListStages.self, UpdateStage.self, RecordOutcome.self, RemoveStage.self,
        RescheduleStage.self, SubmitScorecard.self, ListScorecards.self,
        MakeOffer.self, UpdateOffer.self, ListPlacements.self, EndPlacement.self,
        ExportInterviews.self, ImportInterviews.self,
    ]

    private static let interviewReports: [any Operation.Type] = [
        GetConversionRates.self, GetStageSuccessRates.self, GetCompanyStats.self, GetFunnel.self,
        GetStagePerformance.self, GetCompanyInsights.self, GetFeederReport.self,
        RecomputeFeeder.self, ExportFeeders.self,
    ]
}
