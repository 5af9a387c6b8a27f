import Contract
import Postgres
import ServiceStore
import Vocabulary

/// Which processes are listed, in which order, from where on.
struct InterviewListing: Sendable {
    var statuses: [InterviewStatus]?
    var company: String?
    var candidate: CandidateID?
    var feeder: String?
    var recruiter: String?
    var words: [String] = []
    var createdFrom: CalendarDate?
    var createdTo: CalendarDate?
    var sort = InterviewSort.newest
    var place: Place?

    /// Behind this process.
    struct Place: Hashable, Sendable {
        var at: Instant
        var id: InterviewID
    }

    /// The statement that reads it.
    func statement(_ viewer: Viewer, limit: Int?) -> Statement {
        let filters = filters + viewer.filters + [after]
        let end: Statement = limit.map { "LIMIT \($0)" } ?? ""
        return """
            SELECT \(ProcessRow.columns) FROM interview_processes p
            WHERE \(filters, separator: " AND ") ORDER BY \(order) \(end)
            """
    }

    private var filters: [Statement] {
        var filters: [Statement] = []
        if let statuses { filters.append("p.status = ANY(\(statuses))") }
        if let company { filters.append("p.company_key = \(NameKey.key(of: company))") }
        if let candidate { filters.append("p.candidate_id = \(candidate)") }
        if let feeder { filters.append("p.feeder_key = \(NameKey.key(of: feeder))") }
        if let recruiter { filters.append("p.recruiter_key = \(NameKey.key(of: recruiter))") }
        if let createdFrom {
            filters.append("p.created_at >= \(Instant(startOf: createdFrom))")
        }
        if let createdTo {
            filters.append("p.created_at < \(Instant(startOf: createdTo) + .seconds(86_400))")
        }
        for word in words {
            filters.append(
                """
                p.id IN (SELECT w.process_id FROM interview_words w
                    WHERE w.word >= \(word) AND w.word < \(word + "\u{10FFFF}"))
                """
            )
        }
        return filters
    }

    private var order: Statement {
        switch sort {
        case .newest: "p.created_at DESC, p.id DESC"
        case .oldest: "p.created_at, p.id"
        case .recentlyChanged: "p.updated_at DESC, p.id DESC"
        case .company: "p.company_key, p.created_at, p.id"
        }
    }

    private var after: Statement {
        guard let place else { return "TRUE" }
        return switch sort {
        case .newest: "(p.created_at, p.id) < (\(place.at), \(place.id))"
        case .oldest: "(p.created_at, p.id) > (\(place.at), \(place.id))"
        case .recentlyChanged: "(p.updated_at, p.id) < (\(place.at), \(place.id))"
        case .company:
            // The company's name may be longer than a cursor can be.
            """
            (p.company_key, p.created_at, p.id) > ((SELECT l.company_key
                FROM interview_processes l WHERE l.id = \(place.id)), \(place.at), \(place.id))
            """
        }
    }

    /// Where the list goes on behind a process.
    func cursor(_ list: String, after interview: Interview) -> Cursor {
        let name = "\(list):\(sort.rawValue)"
        let at = sort == .recentlyChanged ? interview.updatedAt : interview.createdAt
        return Cursor(name, after: [.instant(at), .id(interview.id.uuid)])
    }

    /// Takes the place from a cursor of this list in this order.
    mutating func begin(_ list: String, at cursor: Cursor?) throws(Refusal) {
        guard let cursor else { return }
        let keys = cursor.keys(of: "\(list):\(sort.rawValue)") ?? []
        guard keys.count == 2, case .instant(let at) = keys[0], case .id(let id) = keys[1] else {
            throw .invalid([
                FieldError("cursor", .malformed, "must be a cursor that this list gave out")
            ])
        }
        place = Place(at: at, id: InterviewID(id))
    }
}
