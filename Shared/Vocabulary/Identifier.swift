/// The identifier of one kind of thing: a `CandidateID` cannot be passed for a `UserID`.
///
/// `Subject` is a name only; no value of it exists. Text is the lower-case UUID.
@frozen
public struct Identifier<Subject>: Hashable, Sendable {
    /// The identifier without its kind, for storage.
    public let uuid: UUID128

    /// Gives 128 bits a kind.
    @inlinable
    public init(_ uuid: UUID128) {
        self.uuid = uuid
    }

    /// Reads lower-case UUID text; `nil` for anything else.
    @inlinable
    public init?(utf8: Span<UInt8>) {
        guard let uuid = UUID128(utf8: utf8) else { return nil }
        self.uuid = uuid
    }

    /// Appends the 36-byte text form.
    @inlinable
    public func append(to bytes: inout [UInt8]) {
        uuid.append(to: &bytes)
    }
}

extension Identifier: Comparable, LosslessStringConvertible {
    /// Byte order, which is order of creation for what `IdentifierSource` makes.
    @inlinable
    public static func < (left: Self, right: Self) -> Bool {
        left.uuid < right.uuid
    }

    /// Reads lower-case UUID text; `nil` for anything else.
    public init?(_ text: String) {
        self.init(utf8: text.utf8.span)
    }

    /// The 36-character text form.
    public var description: String { uuid.description }
}

/// What identifiers can identify.
public enum Subject {
    /// A sign-in account: an e-mail address and a password.
    public enum Account {}
    /// A key that a program signs in with.
    public enum APIKey {}
    /// Work to fill, with requirements.
    public enum Assignment {}
    /// One organization's record about somebody.
    public enum Candidate {}
    /// A running intake of one candidate.
    public enum IntakeSession {}
    /// One candidate's way to one role.
    public enum Interview {}
    /// A scored pair of profile and assignment.
    public enum Match {}
    /// An agency or a company.
    public enum Organization {}
    /// A human's own account.
    public enum Person {}
    /// A job that an interview process led to.
    public enum Placement {}
    /// What one interviewer says of one stage.
    public enum Scorecard {}
    /// A stage of an interview process.
    public enum Stage {}
    /// An interest that both sides said yes to.
    public enum TalentMatch {}
    /// One issued token.
    public enum Token {}
    /// A member of one organization.
    public enum User {}
}

/// Identifies a sign-in account.
public typealias AccountID = Identifier<Subject.Account>
/// Identifies a key that a program signs in with.
public typealias APIKeyID = Identifier<Subject.APIKey>
/// Identifies one organization's record about somebody.
public typealias CandidateID = Identifier<Subject.Candidate>
/// Identifies a running intake.
public typealias IntakeSessionID = Identifier<Subject.IntakeSession>
/// Identifies work to fill.
public typealias AssignmentID = Identifier<Subject.Assignment>
/// Identifies an interview process.
public typealias InterviewID = Identifier<Subject.Interview>
/// Identifies a scored pair of profile and assignment.
public typealias MatchID = Identifier<Subject.Match>
/// Identifies a job that an interview process led to.
public typealias PlacementID = Identifier<Subject.Placement>
/// Identifies what one interviewer says of one stage.
public typealias ScorecardID = Identifier<Subject.Scorecard>
/// Identifies a stage of an interview process.
public typealias StageID = Identifier<Subject.Stage>
/// Identifies an interest that both sides said yes to.
public typealias TalentMatchID = Identifier<Subject.TalentMatch>
/// Identifies an agency or a company.
public typealias OrganizationID = Identifier<Subject.Organization>
/// Identifies a human's own account.
public typealias PersonID = Identifier<Subject.Person>
/// Identifies one issued token, in its `jti` claim.
public typealias TokenID = Identifier<Subject.Token>
/// Identifies a member of one organization.
public typealias UserID = Identifier<Subject.User>
