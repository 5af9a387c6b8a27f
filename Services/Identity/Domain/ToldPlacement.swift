import Contract
import Vocabulary

/// What was told last of one job. One that was taken back stays known, so that a message which
/// comes late does not bring it again.
struct ToldPlacement: Hashable {
    let id: PlacementID
    /// Counts the messages, not the changes: a later one has a higher number.
    let version: Int
    /// Nothing where it was taken back.
    let record: PlacementRecord?
}

extension ToldPlacement: WireObject {
    static let shape = Shape(
        Self.init(id:version:record:),
        Field("id", \.id),
        Field("version", \.version),
        Field("record", \.record)
    )
}

extension [ToldPlacement] {
    /// The jobs there are, by their dates.
    var history: [PlacementRecord] {
        sorted { $0.id < $1.id }.compactMap(\.record).sorted { $0.placedOn < $1.placedOn }
    }

    /// What both know, once, as it was told last.
    func united(with other: Self) -> Self {
        let latest = Dictionary((self + other).map { ($0.id, $0) }) {
            $0.version < $1.version ? $1 : $0
        }
        return latest.values.sorted { $0.id < $1.id }
    }
}

extension Candidate {
    /// The record without what was accepted, for those whom interviews keeps offers from.
    func seen(by caller: Principal) -> Candidate {
        switch caller {
        case .user(_, _, .admin), .user(_, _, .recruiter), .key: return self
        case .user, .person, .intake, .service:
            var candidate = self
            for index in placementHistory.indices {
                candidate.placementHistory[index].offerDetails = nil
            }
            return candidate
        }
    }
}

extension CandidateRecord {
    /// Takes in what is told of a job.
    /// - Returns: what happened, where the record says something else now.
    mutating func take(_ told: ToldPlacement, at now: Instant) throws(CandidateError) -> Happening?
    {
        let known = placements.first { $0.id == told.id }
        if known == nil, placements.count >= Limits.listItems { throw .tooManyPlacements }
        placements = placements.united(with: [told])
        guard known.map({ $0.version < told.version }) ?? true,
            let what = Self.change(from: known?.record, to: told.record)
        else { return nil }
        candidate.placementHistory = placements.history
        candidate.version += 1
        candidate.updatedAt = now
        return Happening(what: what, placement: told.id)
    }

    private static func change(
        from old: PlacementRecord?,
        to new: PlacementRecord?
    ) -> CandidateChangeKind? {
        guard old != new else { return nil }
        guard let new else { return .placementUndone }
        guard let old else { return .placed }
        return old.endedOn == new.endedOn ? .placementCorrected : .placementEnded
    }
}
