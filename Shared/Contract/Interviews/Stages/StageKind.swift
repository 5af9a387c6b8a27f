/// What a stage is about.
public enum StageKind: String, WireWord {
    /// A first call.
    case phoneScreen = "phone_screen"
    /// Technical questions.
    case technical
    /// Work that is handed in.
    case takeHome = "take_home"
    /// A visit.
    case onsite
    /// How one works together.
    case culture
    /// The last conversation.
    case final
    /// Anything else.
    case other
    /// The offer itself: passing it extends the offer.
    case offer
}
