public import Vocabulary

/// Signs in, or goes on being signed in.
public struct IssueToken: Hashable, Sendable {
    /// What the token is asked for with.
    public var grantType: GrantType
    /// The account; with `password`.
    public var email: EmailAddress?
    /// The account's password.
    public var password: Confidential?
    /// The organization to sign in to; else the one used last.
    public var organizationID: OrganizationID?
    /// The refresh token; with `refresh_token`.
    public var refreshToken: Confidential?

    /// Takes every field.
    public init(
        grantType: GrantType,
        email: EmailAddress? = nil,
        password: Confidential? = nil,
        organizationID: OrganizationID? = nil,
        refreshToken: Confidential? = nil
    ) {
        self.grantType = grantType
        self.email = email
        self.password = password
        self.organizationID = organizationID
        self.refreshToken = refreshToken
    }
}

extension IssueToken: IdentityOperation {
    /// Where it is found.
    public static let route = Route(.post, "/auth/token")
    /// Who may ask.
    public static let audience = Audience.anyone
    /// How it may fail.
    public static let refusals: [Refusal.Code] = [.unauthenticated]
    /// The answer holds a secret.
    public static let idempotency = Idempotency.exempt
    /// What it answers.
    public typealias Response = SignedIn
    /// What it does.
    public static let about = """
        Issues an access token for 15 minutes and a refresh token. An unknown e-mail address and a
        wrong password are refused alike. A refresh token is good once; used twice, it ends the
        session that it belongs to. At most 5 tries a minute for an account and 30 for an address.
        """
    /// One request and its answer.
    public static let example = Example(
        IssueToken(
            grantType: .password,
            email: .example,
            password: Confidential("a long enough password"),
            organizationID: .example(1)
        ),
        SignedIn.example
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(grantType:email:password:organizationID:refreshToken:),
        Field("grant_type", \.grantType, about: "What the token is asked for with."),
        Field("email", \.email, about: "The account; with `password`."),
        Field(
            "password",
            \.password,
            .line(1...Limits.passwordMax),
            about: "The account's password."
        ),
        Field(
            "organization_id",
            \.organizationID,
            about: "The organization to sign in to; else the one used last."
        ),
        Field(
            "refresh_token",
            \.refreshToken,
            .line(1...Limits.token),
            about: "The refresh token; with `refresh_token`."
        )
    )
}

extension IssueToken {
    /// Each grant has fields of its own.
    public func faults() -> [FieldError] {
        let message = "must be given with grant_type \(grantType.rawValue), and only then"
        let isPassword = grantType == .password
        var faults: [FieldError] = []
        if (email != nil) != isPassword { faults.append(.init("email", .inconsistent, message)) }
        if (password != nil) != isPassword {
            faults.append(.init("password", .inconsistent, message))
        }
        if (refreshToken != nil) == isPassword {
            faults.append(.init("refresh_token", .inconsistent, message))
        }
        return faults
    }
}
