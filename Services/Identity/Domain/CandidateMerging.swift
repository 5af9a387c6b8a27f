import Contract
import Vocabulary

extension CandidateRecord {
    /// Takes from another record what this one lacks. Fields that this one has stay as they are.
    mutating func absorb(
        _ other: CandidateRecord,
        at now: Instant
    ) throws(CandidateError) -> Happening {
        if let ours = person, let theirs = other.person, ours != theirs {
            throw .differentPersons
        }
        let before = candidate.fields
        let taken = CandidateField.allCases.filter { field in
            field.isEmpty(in: before) && !field.isEmpty(in: other.candidate.fields)
        }
        for field in taken { field.copy(from: other.candidate.fields, to: &candidate.fields) }
        takeProvenance(of: taken, from: other.candidate)
        takeEnrichment(of: taken, from: other.candidate, before: before)
        placements = placements.united(with: other.placements)
        candidate.placementHistory = placements.history
        person = person ?? other.person
        candidate.version += 1
        candidate.updatedAt = now
        return Happening(what: .merged, fields: taken, other: other.candidate.id)
    }

    private mutating func takeProvenance(of taken: [CandidateField], from other: Candidate) {
        let entries =
            candidate.provenance
            + other.provenance.filter { entry in
                taken.contains { $0.rawValue == entry.field }
            }
        let order = CandidateField.allCases.map(\.rawValue)
        candidate.provenance = order.compactMap { name in entries.first { $0.field == name } }
    }

    /// What an intake had added to the other record counts here as far as it was taken over, and
    /// what this record said before is what there was without it.
    private mutating func takeEnrichment(
        of taken: [CandidateField],
        from other: Candidate,
        before: CandidateFields
    ) {
        let enriched = taken.map(\.rawValue).filter(other.enrichmentFields.contains)
        guard !enriched.isEmpty else { return }
        candidate.originalData = candidate.originalData ?? before
        candidate.hasEnrichmentData = true
        candidate.enrichmentFields += enriched
        candidate.enrichmentDate = [candidate.enrichmentDate, other.enrichmentDate]
            .compactMap(\.self).max()
    }
}
