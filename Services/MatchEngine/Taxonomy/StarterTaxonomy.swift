import CStarterTaxonomy

extension Taxonomy {
    /// Changes with every code that is added, moved or retired.
    public static let starterVersion = "starter-1"

    /// The taxonomy that ships with Vouch: six domains, a hundred groups, technology in depth.
    /// - Throws: ``InputError`` when the embedded files are damaged, which a test rules out.
    public static func starter() throws(InputError) -> Taxonomy {
        try Taxonomy(
            version: starterVersion,
            groups: unsafe [UInt8](vouch_starter_groups()),
            skills: unsafe [UInt8](vouch_starter_skills()),
            edges: unsafe [UInt8](vouch_starter_edges())
        )
    }
}

extension [UInt8] {
    fileprivate init(_ embedded: vouch_bytes) {
        self = unsafe Array(UnsafeBufferPointer(start: embedded.start, count: embedded.count))
    }
}
