public import Contract
public import HTTP
public import Vocabulary

/// Who asks, and under which conditions: what a handler knows of a request beside its fields.
public struct Call: Sendable {
    /// Whom a verified token speaks for; nil where anyone may ask and there was no valid token.
    public var principal: Principal?
    /// What the caller calls this act of theirs.
    public var idempotencyKey: IdempotencyKey?
    /// The versions that the caller is prepared to change.
    public var ifMatch: IfMatch?
    /// Which request this is, in every log.
    public var trace: Trace
    /// When the answer is of no more use.
    public var deadline: Deadline
    /// The address the request came from: the client's, as the gateway says. For limits only.
    public var remoteAddress: String?
    /// The caller's token as it came, for what is asked of others in the caller's name.
    var token: Confidential?

    /// Takes every part.
    public init(
        principal: Principal? = nil,
        idempotencyKey: IdempotencyKey? = nil,
        ifMatch: IfMatch? = nil,
        trace: Trace = Trace(),
        deadline: Deadline = .after(.seconds(30)),
        remoteAddress: String? = nil
    ) {
        self.principal = principal
        self.idempotencyKey = idempotencyKey
        self.ifMatch = ifMatch
        self.trace = trace
        self.deadline = deadline
        self.remoteAddress = remoteAddress
    }

    /// Whom the request comes from.
    public var caller: Principal {
        get throws(Refusal) {
            guard let principal else { throw Refusal(.unauthenticated, "Sign in first.") }
            return principal
        }
    }

    /// The tenant whose rows the caller may see.
    public var organization: OrganizationID {
        get throws(Refusal) {
            guard let organization = try caller.organization else {
                throw Refusal(.forbidden, "This is for members of an organization.")
            }
            return organization
        }
    }
}
