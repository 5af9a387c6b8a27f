import Vocabulary

/// What an organization and a change of it call alike.
enum OrganizationTerms {
    static let name = FieldTerms("name", .line(1...Limits.name), about: "What it is called.")
    static let description = FieldTerms(
        "description",
        .text(1...Limits.text),
        about: "What candidates will read about it."
    )
    static let site = FieldTerms("site", about: "Its site.")
    static let domains = FieldTerms(
        "domains",
        .items(0...Limits.shortListItems, each: .line(1...253)),
        about: "The domains that its people write from."
    )
    static let logoAddress = FieldTerms("logo_address", about: "Where its logo is.")
    static let mission = FieldTerms(
        "mission",
        .text(1...Limits.text),
        about: "What it is there for."
    )
    static let vision = FieldTerms("vision", .text(1...Limits.text), about: "Where it wants to go.")
    static let values = FieldTerms(
        "values",
        .items(0...Limits.shortListItems, each: .line(1...Limits.name)),
        about: "What it holds dear."
    )
}
