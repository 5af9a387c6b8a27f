import Contract
import Vocabulary

/// Who looks at processes, and how much of them there is for them.
struct Viewer: Hashable, Sendable {
    /// What a role sees.
    enum Scope: Hashable, Sendable {
        /// All of the organization.
        case everything
        /// The processes that name them as hiring manager.
        case processesTheyDecide(UserID)
        /// The stages that name them as interviewer, and their processes around them.
        case stagesTheyInterviewIn(UserID)
    }

    let organization: OrganizationID
    let scope: Scope
    /// The member; none for a key.
    let user: UserID?

    /// `nil` for whoever is no member or key of an organization.
    init?(_ principal: Principal) {
        switch principal {
        case .user(let user, let organization, let role):
            self.organization = organization
            self.user = user
            switch role {
            case .admin, .recruiter: scope = .everything
            case .hiringManager: scope = .processesTheyDecide(user)
            case .techLead, .interviewer: scope = .stagesTheyInterviewIn(user)
            }
        case .key(_, let organization, _):
            self.organization = organization
            user = nil
            scope = .everything
        case .person, .intake, .service: return nil
        }
    }

    /// Whether nothing is kept from them because of their role.
    var seesAll: Bool { scope == .everything }

    /// Whether they interview in the stage.
    func interviews(in stage: Stage) -> Bool {
        user.map(stage.interviewerIDs.contains) ?? false
    }

    /// Whether there is anything of the process for them.
    func sees(_ dossier: Dossier) -> Bool {
        switch scope {
        case .everything: true
        case .processesTheyDecide(let user): dossier.interview.hiringManagerID == user
        case .stagesTheyInterviewIn: dossier.stages.contains(where: interviews)
        }
    }

    /// Whether the stage is theirs to see.
    func sees(_ stage: Stage) -> Bool {
        switch scope {
        case .everything, .processesTheyDecide: true
        case .stagesTheyInterviewIn: interviews(in: stage)
        }
    }

    /// Whether others' opinions of the stage would colour their own: they interview in it, and
    /// have not handed in their card.
    func mustNotBeSwayed(by stage: Stage, submitted: Set<StageID>) -> Bool {
        interviews(in: stage) && !submitted.contains(stage.id)
    }
}

extension Stage {
    /// The stage without what was said in it.
    var withoutVerdict: Stage {
        var stage = self
        stage.ratings = StageRatings()
        stage.feedbackNotes = nil
        stage.scorecardMeans = nil
        return stage
    }
}
