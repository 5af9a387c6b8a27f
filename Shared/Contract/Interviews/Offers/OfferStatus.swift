/// Where an offer stands.
public enum OfferStatus: String, WireWord {
    /// Not sent yet.
    case draft
    /// With the candidate.
    case sent
    /// The candidate said yes.
    case accepted
    /// The candidate said no.
    case declined
    /// The company took it back.
    case withdrawn
    /// Its time has passed.
    case expired
    /// A later offer took its place.
    case superseded
}
