import Contract
import Vocabulary

/// One request and what it is to be answered with, written as a line:
/// `admin POST /interviews/bulk {"action":"hold"} → 422 ids`.
struct Exchange {
    let operation: String
    let asker: String
    let verb: String
    let path: String
    let body: String?
    let status: Int
    /// The fields that are said to be wrong.
    let fields: Set<String>

    private init?(_ operation: String, _ line: Substring) {
        let sides = line.split(separator: " → ")
        let words = sides[0].split(separator: " ", maxSplits: 3).map(String.init)
        guard sides.count == 2, words.count >= 3 else { return nil }
        let answer = sides[1].split(separator: " ").map(String.init)
        guard let status = Int(answer[0]) else { return nil }
        self.operation = operation
        (asker, verb, path) = (words[0], words[1], words[2])
        body = words.count > 3 ? words[3] : nil
        self.status = status
        fields = Set(answer.dropFirst())
    }

    /// Reads blocks: the name of an operation, then its exchanges.
    static func all(in text: String) -> [Exchange] {
        text.split(separator: "\n\n").flatMap { block in
            let lines = block.split(separator: "\n")
            return lines.dropFirst().compactMap { Exchange(String(lines[0]), $0) }
        }
    }
}

/// What there is before the table is gone through.
struct InterviewsScene {
    let candidate: CandidateID
    /// A process with two pending stages.
    let process: InterviewID
    let technical: StageID
    let lunch: StageID
    /// Another that is open.
    let other: InterviewID
    let job: PlacementID

    static let unknown = "0198f3a0-0000-7000-8000-00000000dead"

    /// Every operation at its public path, in an order in which each is possible: asked as it
    /// should be, and asked wrongly.
    var table: [Exchange] { Exchange.all(in: processes + stages + offers + reads + reports) }

    private var processes: String {
        #"""
        CreateInterview
        admin POST /interviews {"candidate_id":"\#(candidate)","company_name":"Bolt",\#
        "role_title":"Editor"} → 201
        admin POST /interviews {"candidate_id":"x","company_name":"","salary":1} → 422 \#
        candidate_id company_name role_title salary
        admin POST /interviews {"candidate_id":"\#(candidate)","company_name":"Bolt",\#
        "role_title":"Seer","started_on":"9999-12-31"} → 422 started_on
        admin POST /interviews {"candidate_id" → 400
        interviewer POST /interviews {} → 403

        GetInterview
        admin GET /interviews/\#(process) → 200
        admin GET /interviews/\#(Self.unknown) → 404
        stranger GET /interviews/\#(process) → 404
        admin GET /interviews/nonsense → 404

        UpdateInterview
        admin PUT /interviews/\#(process) {"role_title":"Chief"} → 200
        admin PUT /interviews/\#(process) {"status":"on_hold","candidate_id":"x",\#
        "role_title":" "} → 422 status candidate_id role_title
        admin PUT /interviews/\#(process) {"started_on":"9999-12-31"} → 422 started_on

        HoldInterview
        admin POST /interviews/\#(process)/hold {"note":"August."} → 200
        stranger POST /interviews/\#(process)/hold {} → 404

        ResumeInterview
        admin POST /interviews/\#(process)/resume → 200
        admin POST /interviews/\#(process)/resume → 409

        ChangeInterviews
        admin POST /interviews/bulk {"action":"hold","ids":["\#(other)"]} → 200
        admin POST /interviews/bulk {"action":"hold","role":"Editor"} → 422 ids role
        admin POST /interviews/bulk {"action":"resume","ids":["\#(other)","\#(Self.unknown)"]} \#
        → 422 ids[1]


        """#
    }

    private var stages: String {
        #"""
        AddStage
        admin POST /interviews/\#(process)/stages {"stage_name":"Onsite"} → 201
        admin POST /interviews/\#(process)/stages {"stage_name":"","stage_kind":"nap"} → 422 \#
        stage_name stage_kind
        admin POST /interviews/\#(process)/stages {"stage_name":"Onsite","time_zone":"a b",\#
        "scheduled_at":"2027-01-05T10:00:00Z","scheduled_date":"2027-02-05"} → 422 time_zone \#
        scheduled_date

        ListStages
        admin GET /interviews/\#(process)/stages → 200
        stranger GET /interviews/\#(process)/stages → 404

        UpdateStage
        admin PUT /interviews/stages/\#(lunch) {"stage_name":"Dinner"} → 200
        admin PUT /interviews/stages/\#(lunch) {"outcome":"passed"} → 422 outcome
        admin PUT /interviews/stages/\#(lunch) {"completed_date":"9999-12-31"} → 422 completed_date

        RescheduleStage
        admin POST /interviews/stages/\#(lunch)/reschedule {"scheduled_date":"2027-01-05"} → 200
        admin POST /interviews/stages/\#(lunch)/reschedule {} → 422 scheduled_date

        SubmitScorecard
        interviewer POST /interviews/stages/\#(technical)/scorecards {"overall_rating":4,\#
        "recommendation":"yes"} → 201
        interviewer POST /interviews/stages/\#(technical)/scorecards {"overall_rating":6,\#
        "recommendation":"maybe"} → 422 overall_rating recommendation
        admin POST /interviews/stages/\#(technical)/scorecards {"recommendation":"no"} → 403

        ListScorecards
        admin GET /interviews/stages/\#(technical)/scorecards → 200
        stranger GET /interviews/stages/\#(technical)/scorecards → 404

        RecordOutcome
        admin PUT /interviews/stages/\#(technical)/outcome {"outcome":"passed",\#
        "ratings":{"overall_rating":5}} → 200
        admin PUT /interviews/stages/\#(technical)/outcome {"outcome":"great",\#
        "ratings":{"overall_rating":6,"charm":1}} → 422 outcome ratings.overall_rating \#
        ratings.charm
        admin PUT /interviews/stages/\#(technical)/outcome {"outcome":"passed",\#
        "completed_date":"9999-12-31"} → 422 completed_date

        RemoveStage
        admin DELETE /interviews/stages/\#(lunch) → 204
        admin DELETE /interviews/stages/\#(technical) → 409


        """#
    }

    private var offers: String {
        #"""
        MakeOffer
        admin POST /interviews/\#(process)/offers {"offer_details":{"salary":{"amount":55000.5,\#
        "currency":"SEK","period":"month"}}} → 201
        admin POST /interviews/\#(process)/offers {"offer_details":{"salary":1},"send":"now"} \#
        → 422 offer_details.salary send

        UpdateOffer
        admin PUT /interviews/\#(process)/offers/1 {"status":"accepted"} → 200
        admin PUT /interviews/\#(process)/offers/7 {"status":"accepted"} → 404
        admin PUT /interviews/\#(process)/offers/1 {"note":"Hm.","reason_code":"other"} → 422 \#
        status note reason_code
        admin POST /interviews/\#(other)/offers {"send":false} → 201
        admin PUT /interviews/\#(other)/offers/1 {"status":"accepted"} → 409

        ReopenInterview
        admin POST /interviews/\#(process)/reopen {"reason":"A mistake."} → 200
        admin POST /interviews/\#(process)/reopen {} → 422 reason
        admin POST /interviews/\#(process)/reopen {"reason":"Again."} → 409

        CompleteInterview
        admin POST /interviews/\#(process)/complete {"final_status":"role_closed"} → 200
        admin POST /interviews/\#(process)/complete {"final_status":"hired"} → 422 final_status
        admin POST /interviews/\#(process)/complete {"final_status":"on_hold"} → 409
        admin POST /interviews/\#(other)/complete {"final_status":"role_closed",\#
        "offer_details":{"notes":"None."}} → 422 offer_details

        ListPlacements
        admin GET /candidates/\#(candidate)/placements → 200
        interviewer GET /candidates/\#(candidate)/placements → 403

        EndPlacement
        admin POST /placements/\#(job)/end {"reason":"resigned","date":"2099-01-01"} → 200
        admin POST /placements/\#(job)/end {"reason":"bored"} → 422 reason date
        stranger POST /placements/\#(job)/end {"reason":"other","date":"2099-01-01"} → 404


        """#
    }

    private var reads: String {
        #"""
        ListInterviews
        admin GET /interviews?status=in_progress&company=bolt&q=edi&sort=oldest&limit=5 → 200
        admin GET /interviews?sort=upwards&limit=0&page=2 → 422 sort limit page
        admin GET /interviews?created_from=2026-02-01&created_to=2026-01-01 → 422 created_to

        ListCandidateInterviews
        admin GET /interviews/candidate/\#(candidate) → 200
        admin GET /interviews/candidate/nonsense → 404

        ListCompanyInterviews
        admin GET /interviews/company/Acme%20%26%20Sons%2FLtd → 200
        admin GET /interviews/company/Acme?limit=201 → 422 limit

        GetInterviewHistory
        admin GET /interviews/\#(process)/history → 200
        stranger GET /interviews/\#(process)/history → 404

        GetWorkflow
        interviewer GET /interviews/workflow → 200
        nobody GET /interviews/workflow → 401

        GetReasonCodes
        interviewer GET /interviews/reason-codes → 200
        nobody GET /interviews/reason-codes → 401

        UpdateReasonCodes
        admin PUT /interviews/reason-codes {"codes":["skills_gap","other"]} → 200
        admin PUT /interviews/reason-codes {"codes":["No!","role_closed"]} → 422 \#
        codes[0] codes[1]
        interviewer PUT /interviews/reason-codes {"codes":["other"]} → 403

        ImportInterviews
        admin POST /interviews/import {"csv":"candidate_id,company_name,role_title,status\n\#
        \#(candidate),A,B,role_closed"} → 200
        admin POST /interviews/import {"csv":"candidate_id,company_name,role_title,status\n\#
        \#(candidate),A,B,hired"} → 422 lines[2].status

        ExportInterviews
        admin GET /interviews/export.csv?company=Bolt → 200
        admin GET /interviews/export.csv?candidate_id=x → 422 candidate_id
        admin GET /interviews/export.csv?created_from=2026-02-01&created_to=2026-01-01 → 422 \#
        created_to


        """#
    }

    private var reports: String {
        #"""
        GetConversionRates
        admin GET /interviews/analytics/conversion-rates?feeder=amazon → 200
        admin GET /interviews/analytics/conversion-rates?from=2026-05-01&to=2026-04-01 → 422 to

        GetStageSuccessRates
        admin GET /interviews/analytics/stage-success-rates?company=bolt&from=2020-01-01 → 200
        admin GET /interviews/analytics/stage-success-rates?from=May → 422 from

        GetCompanyStats
        admin GET /interviews/analytics/company-stats/Bolt → 200
        admin GET /interviews/analytics/company-stats/Nobody%20Ltd → 200
        interviewer GET /interviews/analytics/company-stats/Bolt → 403

        GetFunnel
        admin GET /interviews/analytics/funnel?as_of=2026-01-01T00:00:00Z → 200
        admin GET /interviews/analytics/funnel?as_of=yesterday → 422 as_of

        GetStagePerformance
        admin GET /interviews/analytics/stages/Technical%20interview → 200
        interviewer GET /interviews/analytics/stages/Technical%20interview → 403

        GetCompanyInsights
        admin GET /interviews/analytics/companies/Bolt/insights → 200
        nobody GET /interviews/analytics/companies/Bolt/insights → 401

        GetFeederReport
        admin GET /interviews/analytics/feeders/Amazon → 200
        interviewer GET /interviews/analytics/feeders/Amazon → 403

        ExportFeeders
        admin GET /interviews/analytics/feeders.json → 200
        nobody GET /interviews/analytics/feeders.json → 401

        RecomputeFeeder
        admin POST /interviews/analytics/feeders/Amazon/recompute → 200
        admin POST /interviews/analytics/feeders/Nobody/recompute → 404
        """#
    }
}
