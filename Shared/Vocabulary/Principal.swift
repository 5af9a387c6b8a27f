/// Who is calling, as a verified token says.
public enum Principal: Hashable, Sendable {
    /// A member of an organization.
    case user(UserID, of: OrganizationID, as: Role)
    /// A human with an account of their own; no organization.
    case person(PersonID)
    /// A candidate in a running intake, or on the way to one.
    case intake(CandidateID, of: OrganizationID, session: IntakeSessionID)
    /// One of our own services.
    case service(Service)
    /// A program of an organization, allowed the operations that it names.
    case key(APIKeyID, of: OrganizationID, scopes: Set<String>)

    /// The kind of token that this principal signs in with.
    public var kind: TokenKind {
        switch self {
        case .user: .user
        case .person: .person
        case .intake: .intake
        case .service: .service
        case .key: .key
        }
    }

    /// The tenant whose rows this principal may see; none for persons and services.
    public var organization: OrganizationID? {
        switch self {
        case .user(_, let organization, _): organization
        case .intake(_, let organization, _): organization
        case .key(_, let organization, _): organization
        case .person, .service: nil
        }
    }

    /// Whom to cut off, limit and name in logs; none for services, which are known by name.
    public var subject: UUID128? {
        switch self {
        case .user(let user, _, _): user.uuid
        case .person(let person): person.uuid
        case .intake(let candidate, _, _): candidate.uuid
        case .key(let key, _, _): key.uuid
        case .service: nil
        }
    }
}
