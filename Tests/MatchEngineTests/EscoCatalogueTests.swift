import FoundationEssentials
import Testing

@testable import MatchEngine

@Suite struct EscoCatalogueTests {
    /// The published shape in small: columns in any order, quoted line ends, a short last row,
    /// groups that end early, a skill with two groups, and one with a skill for a parent only.
    static let files = EscoCatalogue.Files(
        skills: Array(
            """
            conceptUri,conceptType,preferredLabel,altLabels,description
            s/1,KnowledgeSkillCompetence,cook soup,"boil soup
            make ""real"" soup","Soup, hot"
            s/2,KnowledgeSkillCompetence,cook,,
            s/3,KnowledgeSkillCompetence,bake bread,,
            s/4,KnowledgeSkillCompetence,speak Latin,,
            s/5,KnowledgeSkillCompetence,hygiene,,

            """.utf8
        ),
        hierarchy: Array(
            """
            Level 0 URI,Level 0 preferred term,Level 1 URI,Level 1 preferred term,Level 2 URI,\
            Level 2 preferred term,Level 3 URI,Level 3 preferred term,Description,Scope note,\
            Level 0 code,Level 1 code,Level 2 code,Level 3 code
            g/S,skills,,,,,,,,,S
            g/S,skills,g/S1,food,,,,,,,S,S1
            g/S,skills,g/S1,food,g/S1.1,cooking,,,,,S,S1,S1.1
            g/S,skills,g/S1,food,g/S1.1,cooking,g/S1.1.1,soups,,,S,S1,S1.1,S1.1.1
            g/S,skills,g/S1,food,g/S1.2,baking,,,,,S,S1,S1.2
            g/L,languages,,,,,,,,,L
            g/L,languages,g/L1,classics,,,,,,,L,L1

            """.utf8
        ),
        broader: Array(
            """
            broaderUri,conceptUri
            g/S1.1.1,s/1
            s/2,s/1
            g/S1.1.1,s/2
            g/S1.2,s/2
            s/2,s/3
            g/L1,s/4
            g/S1.2,s/5
            g/S,g/S1
            nowhere,s/5

            """.utf8
        ),
        related: Array(
            """
            originalSkillUri,originalSkillType,relationType,relatedSkillType,relatedSkillUri
            s/4,knowledge,essential,knowledge,s/5
            s/5,knowledge,optional,knowledge,s/4
            s/1,knowledge,optional,knowledge,s/5

            """.utf8
        )
    )

    @Test func `reads the published shape`() throws {
        let esco = try EscoCatalogue(Self.files, version: "esco-test")
        let taxonomy = esco.taxonomy
        func named(_ name: String) throws -> Skill {
            taxonomy[try #require(taxonomy.skills(named: name).first)]
        }
        #expect(try named("cook soup").aliases == ["boil soup", "make \"real\" soup"])
        // Pillar L comes before S: classics are domain 1, food domain 2.
        #expect(try named("speak latin").code.description == "01.01.01.001")
        #expect(try named("cook").code.description == "02.01.01.002")
        #expect(try named("cook").otherGroups.map(\.description) == ["02.02.01"])
        #expect(try named("bake bread").code.group == named("cook").code.group)
        #expect(try named("bake bread").otherGroups == named("cook").otherGroups)
        #expect(try taxonomy.group(GroupCode("02.02.01"))?.name == "baking")
        #expect(esco.facts.groups == 7)
        #expect(esco.facts.skillsWithSeveralParents == 2)
        #expect(esco.facts.skillsWithoutGroup == 1)
        #expect(esco.facts.broaderSkillRelations == 2)
        #expect(esco.facts.danglingRelations == 1)
        // Cook and its narrower skills share a group already; Latin and hygiene are joined once.
        #expect(taxonomy.edges.map(\.distance) == [1, 2])
        #expect(esco.facts.redundantRelations == 3)
    }

    @Test(
        arguments: [
            ("conceptUri,preferredLabel\ns/1,x\n", InputError.unknown(.header)),
            ("conceptUri,preferredLabel,altLabels\ns/1,\"x\n", .malformed(.header)),
            ("conceptUri,preferredLabel,altLabels\ns/1,\"x\"y,\n", .malformed(.header)),
            ("conceptUri,preferredLabel,altLabels\ns/1,x\"y,\n", .malformed(.header)),
            ("conceptUri,preferredLabel,altLabels\ns/1,x,\ns/1,y,\n", .duplicate(.skills)),
            ("conceptUri,preferredLabel,altLabels\ns/1,,\n", .malformed(.name)),
            ("", .unknown(.header)),
        ]
    )
    func `damaged files are refused`(skills: String, error: InputError) {
        let files = EscoCatalogue.Files(
            skills: Array(skills.utf8),
            hierarchy: Self.files.hierarchy,
            broader: Self.files.broader,
            related: Self.files.related
        )
        #expect(throws: error) { try EscoCatalogue(files, version: "x") }
    }

    @Test func `a new version maps old codes by ESCO's addresses`() throws {
        let old = try EscoCatalogue(Self.files, version: "1").taxonomy
        let shorter = String(decoding: Self.files.skills, as: UTF8.self)
            .replacing("s/5,KnowledgeSkillCompetence,hygiene,,\n", with: "")
            .replacing("s/3,", with: "s/0,")
        let files = EscoCatalogue.Files(
            skills: Array(shorter.utf8),
            hierarchy: Self.files.hierarchy,
            broader: Array(
                String(decoding: Self.files.broader, as: UTF8.self)
                    .replacing(",s/3", with: ",s/0").utf8
            ),
            related: Self.files.related
        )
        let new = try EscoCatalogue(files, version: "2").taxonomy
        let mapping = try TaxonomyMapping(bySource: old, new)
        // s/0 sorts first, so every number in its group moves up; s/3 and s/5 are gone.
        #expect(try mapping.codes(for: SkillCode("02.01.01.001")) == [SkillCode("02.01.01.002")])
        #expect(try mapping.codes(for: SkillCode("02.01.01.003")).isEmpty)
        #expect(try mapping.codes(for: SkillCode("02.02.01.001")).isEmpty)
        #expect(try mapping.codes(for: SkillCode("01.01.01.001")) == [SkillCode("01.01.01.001")])
    }

    /// Where ESCO 1.2 was downloaded to, if it was.
    static let directory = ProcessInfo.processInfo.environment["ESCO_DIRECTORY"]

    @Test(.enabled(if: directory != nil, "ESCO_DIRECTORY names no folder"))
    func `ESCO 1_2 has what ESCO says it has, and is read in time`() throws {
        let folder = try #require(Self.directory)
        func bytes(_ name: String) throws -> [UInt8] {
            Array(try #require(FileManager.default.contents(atPath: "\(folder)/\(name).csv")))
        }
        let files = EscoCatalogue.Files(
            skills: try bytes("skills_en"),
            hierarchy: try bytes("skillsHierarchy_en"),
            broader: try bytes("broaderRelationsSkillPillar_en"),
            related: try bytes("skillSkillRelations_en")
        )
        let clock = ContinuousClock()
        let start = clock.now
        let esco = try EscoCatalogue(files, version: "esco-1.2")
        let elapsed = clock.now - start
        #expect(esco.facts.skills == 13_939)
        #expect(esco.facts.groups == 640)
        #expect(esco.facts.skillsWithSeveralParents == 4761)
        #expect(esco.facts.skillsWithoutGroup == 286)
        #expect(esco.facts.broaderSkillRelations == 6463)
        #expect(esco.facts.essentialRelations == 189)
        #expect(esco.facts.optionalRelations == 5629)
        #expect(esco.facts.danglingRelations == 0)
        #if !DEBUG
            #expect(elapsed < .milliseconds(300))
        #endif
    }
}
