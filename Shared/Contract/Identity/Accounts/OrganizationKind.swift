/// What an organization is.
public enum OrganizationKind: String, WireWord {
    /// It finds people for others, and names the employer in each process.
    case agency
    /// It is the employer.
    case company
}
