/// On what ground somebody may work in a country.
public enum WorkPermit: String, WireWord {
    /// Citizenship.
    case citizen
    /// A permanent permit.
    case permanent
    /// A visa that allows it.
    case visa
    /// Not without an employer's help.
    case needsSponsorship = "needs_sponsorship"
}
