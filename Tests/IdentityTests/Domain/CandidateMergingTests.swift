import Contract
import Testing
import Vocabulary

@testable import identity

@Suite("Of two records the survivor keeps what it has and takes what it lacks")
struct CandidateMergingTests {
    private let now = Instant(seconds: 1_800_000_000)
    private let later = Instant(seconds: 1_800_000_100)

    private func record(_ number: UInt64, _ fields: CandidateFields) -> CandidateRecord {
        CandidateRecord(CandidateID(number), fields, from: .recruiter, at: now)
    }

    @Test("fields and their sources")
    func fields() throws {
        var survivor = record(1, .ada)
        var other = record(2, .full)
        other.candidate.noteSource(.resume, of: CandidateField.allCases, at: now)
        let merged = try survivor.absorb(other, at: later)
        #expect(merged.what == .merged)
        #expect(merged.other == CandidateID(2))
        #expect(!merged.fields.contains(.name) && !merged.fields.contains(.skills))
        #expect(merged.fields.contains(.experience) && merged.fields.contains(.summary))
        #expect(survivor.candidate.fields.skills == CandidateFields.ada.skills)
        #expect(survivor.candidate.fields.summary == CandidateFields.full.summary)
        #expect(survivor.candidate.version == 2)
        for entry in survivor.candidate.provenance {
            let isTaken = merged.fields.contains { $0.rawValue == entry.field }
            #expect(entry.source == (isTaken ? .resume : .recruiter), "\(entry.field)")
        }
    }

    @Test("into an equal record nothing is taken, and the trace is left all the same")
    func nothing() throws {
        var survivor = record(1, .full)
        let merged = try survivor.absorb(record(2, .full), at: later)
        #expect(merged.fields == [])
        #expect(survivor.candidate.fields == .full)
        #expect(survivor.candidate.version == 2)
    }

    @Test(
        "persons",
        arguments: [
            (nil, nil, nil), (1, nil, 1), (nil, 2, 2), (3, 3, 3),
        ] as [(UInt64?, UInt64?, UInt64?)]
    )
    func persons(ours: UInt64?, theirs: UInt64?, after: UInt64?) throws {
        var (survivor, other) = (record(1, .ada), record(2, .full))
        survivor.person = ours.map { PersonID($0) }
        other.person = theirs.map { PersonID($0) }
        _ = try survivor.absorb(other, at: later)
        #expect(survivor.person == after.map { PersonID($0) })
    }

    @Test("two different persons cannot be one, and nothing is changed")
    func differentPersons() {
        var (survivor, other) = (record(1, .ada), record(2, .full))
        survivor.person = PersonID(1)
        other.person = PersonID(2)
        let before = survivor
        #expect(throws: CandidateError.differentPersons) {
            try survivor.absorb(other, at: later)
        }
        #expect(survivor == before)
    }

    @Test("what an intake had added counts as far as it is taken over")
    func enrichment() throws {
        var (survivor, other) = (record(1, .ada), record(2, .full))
        other.candidate.hasEnrichmentData = true
        other.candidate.enrichmentFields = ["skills", "summary"]
        other.candidate.enrichmentDate = now
        _ = try survivor.absorb(other, at: later)
        #expect(survivor.candidate.hasEnrichmentData)
        #expect(survivor.candidate.enrichmentFields == ["summary"])
        #expect(survivor.candidate.enrichmentDate == now)
        #expect(survivor.candidate.originalData == .ada)
    }

    @Test("placements of both are kept, once each, in their order")
    func placements() throws {
        func told(_ id: UInt64, _ version: Int, _ employer: String?) -> ToldPlacement {
            let record = employer.map {
                PlacementRecord(
                    companyName: $0,
                    roleTitle: "R",
                    placedOn: .literal("202\(9 - id)-01-01")
                )
            }
            return ToldPlacement(id: PlacementID(id), version: version, record: record)
        }
        var (survivor, other) = (record(1, .ada), record(2, .full))
        survivor.placements = [told(9, 1, "A"), told(5, 2, "C"), told(4, 7, nil)]
        other.placements = [told(7, 3, "B"), told(5, 4, "D"), told(4, 6, "E")]
        _ = try survivor.absorb(other, at: later)
        #expect(survivor.candidate.placementHistory.map(\.companyName) == ["A", "B", "D"])
        #expect(survivor.placements.map(\.version) == [7, 4, 3, 1])
    }
}
