import Contract
import HTTP
import Postgres
import ServiceKit
import ServiceStore
import Vocabulary

/// Processes as CSV, written as they are read.
struct Exports: Sendable {
    let store: ServiceStore

    /// Larger pieces cost memory, smaller ones time.
    private static let pieceBytes = 32 * 1024
    /// A million lines take some seconds to fetch and as long as the client to send.
    private static let batchTimeout = Duration.seconds(60)

    static let columns = [
        "id", "candidate_id", "company_name", "role_title", "status", "feeder_source",
        "recruiter_name", "hiring_manager_id", "started_on", "final_outcome", "created_at",
        "updated_at",
    ]

    /// Prints the processes that match.
    func run(_ request: ExportInterviews, _ call: Call) async throws -> Response {
        let viewer = try call.viewer
        let listing = InterviewListing(
            statuses: request.status,
            company: request.company,
            candidate: request.candidateID,
            feeder: request.feeder,
            recruiter: request.recruiter,
            words: request.q.map { NameKey.searchWords(of: [$0]) } ?? [],
            createdFrom: request.createdFrom,
            createdTo: request.createdTo
        )
        let isNothing = request.q != nil && listing.words.isEmpty
        let statement = listing.statement(viewer, limit: isNothing ? 0 : nil)
        let database = store.serving(for: viewer.organization).within(Self.batchTimeout)
        var response = Response(.ok)
        response.headers.append(.contentType, "text/csv; charset=utf-8" as StaticString)
        response.headers.append(
            "content-disposition",
            "attachment; filename=\"interviews.csv\"" as StaticString
        )
        response.body = .stream { writer in
            try await writer.write(Array(CSVText.line(Self.columns).utf8))
            try await database.stream(statement, as: ProcessRow.self) { rows in
                var piece: [UInt8] = []
                for try await row in rows {
                    piece += CSVText.line(Self.fields(row.interview)).utf8
                    guard piece.count >= Self.pieceBytes else { continue }
                    try await writer.write(piece)
                    piece.removeAll(keepingCapacity: true)
                }
                try await writer.write(piece)
            }
        }
        return response
    }

    private static func fields(_ interview: Interview) -> [String] {
        [
            "\(interview.id)", "\(interview.candidateID)", interview.companyName,
            interview.roleTitle, interview.status.rawValue, interview.feederSource ?? "",
            interview.recruiterName ?? "", interview.hiringManagerID.map { "\($0)" } ?? "",
            interview.startedOn.map { "\($0)" } ?? "", interview.finalOutcome ?? "",
            "\(interview.createdAt)", "\(interview.updatedAt)",
        ]
    }
}
