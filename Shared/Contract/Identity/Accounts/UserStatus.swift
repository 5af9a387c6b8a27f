/// Where a member of an organization stands.
public enum UserStatus: String, WireWord {
    /// Invited, not yet accepted.
    case invited
    /// May sign in.
    case active
    /// Cut off.
    case disabled
}
