import Testing
import Vocabulary

@testable import Contract

@Suite("All faults at once")
struct FaultTests {
    static let candidate = "/candidates/0198f3a0-0000-7000-8000-000000000003"

    @Test("one answer names everything that is wrong, and where")
    func everything() {
        let body = """
            {"email": "nobody", "years_experience": 71, "color": "blue", "phone": 112,
             "skills": [{"name": "Swift", "rating": 11}, {"level": "C9", "nmae": ""}, 7],
             "availability": {"kind": "notice", "from": "2026-02-30"},
             "salary_expectation": {"min": 9, "max": 8.5, "currency": "sek", "period": "year"},
             "links": ["javascript:alert(1)", "https://ok.example"], "status": "new",
             "education": {}, "current_title": " \\t ", "summary": "bell: \\u0007"}
            """
        #expect(
            body.faults(CreateCandidate.self) == [
                "name missing", "email malformed", "phone wrong_type",
                "current_title control_character", "years_experience out_of_range",
                "summary control_character", "skills[0].rating out_of_range",
                "skills[1].name missing", "skills[1].level unknown_value",
                "skills[1].nmae unknown_field", "skills[2] wrong_type", "education wrong_type",
                "availability.from malformed", "salary_expectation.currency unknown_value",
                "links[0] malformed", "color unknown_field", "status unknown_field",
            ]
        )
    }

    @Test(
        "one fault each",
        arguments: [
            (#"{"name":"A"}"#, []), (#"{"name":"A","email":null}"#, []),
            (#"{"n\u0061me":"A"}"#, []), (#"{"phone":"1","name":"A"}"#, []),
            ("", ["name missing"]), ("{}", ["name missing"]), ("[]", [" wrong_type"]),
            ("null", [" wrong_type"]), ("{", ["malformed"]), ("x", ["malformed"]),
            (#"{"name":null}"#, ["name wrong_type"]), (#"{"name":""}"#, ["name too_short"]),
            (#"{"name":"  "}"#, ["name too_short"]),
            (#"{"name":"a\nb"}"#, ["name control_character"]),
            (#"{"name":"a\u0000b"}"#, ["name control_character"]),
            (#"{"name":"A","name":"B"}"#, ["name duplicate_field"]),
            (#"{"name":"A","n\u0061me":"B"}"#, ["name duplicate_field"]),
            (#"{"name":"A","Name":"B"}"#, ["Name unknown_field"]),
            (#"{"name":"A","years_experience":"3"}"#, ["years_experience wrong_type"]),
            (#"{"name":"A","years_experience":1e999}"#, ["years_experience wrong_type"]),
            (#"{"name":"A","skills":null}"#, ["skills wrong_type"]),
            (#"{"name":"A","links":[["https://a.example"]]}"#, ["links[0] wrong_type"]),
            (
                #"{"name":"A","availability":{"kind":"date"}}"#,
                ["availability.from inconsistent"]
            ),
            (
                #"{"name":"A","availability":{"kind":"now","notice_days":1}}"#,
                ["availability.notice_days inconsistent"]
            ),
            (
                #"{"name":"A","availability":{"kind":"notice","notice_days":1.5}}"#,
                ["availability.notice_days wrong_type"]
            ),
            (
                #"{"name":"A","salary_expectation":{"currency":"EUR","period":"day"}}"#,
                ["salary_expectation.min missing"]
            ),
            (
                #"{"name":"A","salary_expectation":{"min":2,"max":1,"#
                    + #""currency":"EUR","period":"day"}}"#,
                ["salary_expectation.max inconsistent"]
            ),
            (
                #"{"name":"A","education":[{"institution":"X","from":"2020","to":"2019-12"}]}"#,
                ["education[0].to inconsistent"]
            ),
            (#"{"name":"A","education":[{"institution":"X","from":"2020-06","to":"2020"}]}"#, []),
        ]
    )
    func single(_ body: String, _ faults: [String]) {
        #expect(body.faults(CreateCandidate.self) == faults)
    }

    @Test("lengths are counted in characters, not bytes")
    func lengths() {
        let name = String(repeating: "é", count: Limits.name)
        #expect(#"{"name":"\#(name)"}"#.faults(CreateCandidate.self) == [])
        #expect(#"{"name":"\#(name)x"}"#.faults(CreateCandidate.self) == ["name too_long"])
        let skill = #"{"name":"s"}"#
        for (count, faults) in [
            (Limits.listItems, []), (Limits.listItems + 1, ["skills too_many"]),
        ] {
            let skills = Array(repeating: skill, count: count).joined(separator: ",")
            #expect(#"{"name":"A","skills":[\#(skills)]}"#.faults(CreateCandidate.self) == faults)
        }
    }

    @Test("in a change, absent, null and a value are three things")
    func patch() throws {
        let body = #"{"email":null,"phone":"1","skills":[]}"#
        let change = try #require(body.read(UpdateCandidate.self, path: Self.candidate)).get()
        #expect(change.email == .clear && change.phone == .set("1") && change.summary == .keep)
        #expect(change.skills == [] && change.links == nil && change.name == nil)
        for field in ["name", "skills", "status"] {
            #expect(
                #"{"\#(field)":null}"#.faults(UpdateCandidate.self, path: Self.candidate)
                    == ["\(field) null"]
            )
        }
        // Within a value of its own, null is only another way to leave a field out.
        let nested = #"{"availability":{"kind":"now","notice_days":null}}"#
        #expect(nested.faults(UpdateCandidate.self, path: Self.candidate) == [])
    }

    @Test("a path that cannot name anything leads nowhere, whatever the content")
    func lost() {
        for id in ["1", "0198F3A0-0000-7000-8000-000000000003", "%zz", "%00", "0198f3a0%2f"] {
            #expect("{}".faults(UpdateCandidate.self, path: "/candidates/\(id)") == ["not_found"])
            #expect("{".faults(GetCandidate.self, path: "/candidates/\(id)") == ["not_found"])
        }
        #expect(
            #"{"id":"x"}"#.faults(UpdateCandidate.self, path: Self.candidate) == [
                "id unknown_field"
            ]
        )
    }

    @Test(
        "queries",
        arguments: [
            ("", []), ("?limit=200&q=ada+byron", []), ("?status=new&status=archived", []),
            ("?has_enrichment_data=true", []), ("?limit=0", ["limit out_of_range"]),
            ("?limit=201", ["limit out_of_range"]), ("?limit=x", ["limit wrong_type"]),
            ("?limit=1&limit=2", ["limit duplicate_field"]), ("?limit=", ["limit wrong_type"]),
            ("?status=new&status=old", ["status unknown_value"]), ("?q=", ["q too_short"]),
            ("?q=%c3%28", ["q malformed"]), ("?q=%zz", ["malformed"]), ("?%ff=1", ["malformed"]),
            (
                "?page=2&limit=0&x=",
                ["limit out_of_range", "page unknown_field", "x unknown_field"]
            ),
            ("?cursor=abc", ["cursor malformed"]),
            ("?has_enrichment_data=1", ["has_enrichment_data malformed"]),
            ("?&&limit=5&", []), ("?" + String(repeating: "a&", count: 101), ["malformed"]),
        ]
    )
    func queries(_ query: String, _ faults: [String]) {
        #expect("".faults(ListCandidates.self, path: "/candidates\(query)") == faults)
    }

    @Test("a query means what it says")
    func query() throws {
        let path = "/candidates?q=%C3%A5sa+b%2Bc&status=new&status=archived&limit=7"
        let list = try #require("".read(ListCandidates.self, path: path)).get()
        #expect(list == ListCandidates(q: "åsa b+c", status: [.new, .archived], limit: 7))
        #expect(try #require("".read(ListCandidates.self)).get().limit == Limits.pageDefault)
    }

    @Test("grants, merges and scopes know what goes together")
    func rules() {
        let token = #"{"grant_type":"password","refresh_token":"r"}"#
        #expect(
            token.faults(IssueToken.self)
                == ["email inconsistent", "password inconsistent", "refresh_token inconsistent"]
        )
        let id = "0198f3a0-0000-7000-8000-000000000003"
        #expect(
            #"{"other_id":"\#(id)"}"#.faults(MergeCandidate.self, path: "/candidates/\(id)/merge")
                == ["other_id inconsistent"]
        )
        let key = #"{"name":"K","scopes":["CreateCandidate","IssueToken","x"]}"#
        #expect(
            key.faults(CreateAPIKey.self)
                == ["scopes[1] unknown_value", "scopes[2] unknown_value"]
        )
        let short = #"{"current_password":"x","new_password":"eleven char"}"#
        #expect(short.faults(ChangePassword.self) == ["new_password too_short"])
    }

    @Test("a body that is not JSON by its type is not read")
    func mediaType() {
        let body = Array(#"{"name":"A"}"#.utf8)
        let parts = RequestParts(
            CreateCandidate.self,
            Array("/candidates".utf8),
            body: body,
            mediaType: "text/plain"
        )
        #expect {
            try RequestCoder<CreateCandidate>().read(#require(parts))
        } throws: {
            ($0 as? Refusal)?.code == .unsupportedMedia
        }
        for (type, isJSON) in [
            ("application/json", true), ("Application/JSON ; charset=utf-8", true),
            ("application/json;", true), ("text/plain", false), ("application/jsonx", false),
            ("", false), ("application/problem+json", false),
        ] {
            let bytes = Array(type.utf8)
            let isRead = RequestParts.mediaType(bytes.span) == "application/json"
            #expect(isRead == isJSON, "\(type)")
        }
    }

    @Test("a CSV file may be a body by itself, with the other fields in the query")
    func textBody() throws {
        func read(
            _ query: String,
            _ body: [UInt8],
            as mediaType: String = "text/csv"
        ) throws -> ImportInterviews {
            let parts = RequestParts(
                ImportInterviews.self,
                Array("/interviews/import\(query)".utf8),
                body: body,
                mediaType: mediaType
            )
            return try RequestCoder<ImportInterviews>().read(try #require(parts))
        }
        let text = "a,\"b\"\r\nc,\td\\\n"
        #expect(try read("", Array(text.utf8)) == ImportInterviews(csv: text))
        #expect(
            try read("?dry_run=true", Array(text.utf8)) == ImportInterviews(csv: text, dryRun: true)
        )
        for (query, body, type, code) in [
            ("?dry_run=maybe", Array("a".utf8), "text/csv", Refusal.Code.invalid),
            ("?csv=a", Array("a".utf8), "text/csv", .invalid),
            ("", [], "text/csv", .invalid), ("", [0xFF], "text/csv", .malformed),
            ("", Array("a".utf8), "text/plain", .unsupportedMedia),
            ("?dry_run=true", Array(#"{"csv":"a"}"#.utf8), "application/json", .invalid),
        ] as [(String, [UInt8], String, Refusal.Code)] {
            let refusal = #expect(throws: Refusal.self) { _ = try read(query, body, as: type) }
            #expect(refusal?.code == code, "\(query) \(type)")
        }
    }

    @Test("there are at most a hundred complaints, and invented names are cut short")
    func bounded() throws {
        let fields = (0..<5_000).map { "\"\(String(repeating: "x", count: 500))\($0)\":1" }
        let body = "{\(fields.joined(separator: ","))}"
        guard case .failure(let refusal) = body.read(CreateCandidate.self) else {
            Issue.record("accepted")
            return
        }
        #expect(refusal.errors.count == 100)
        #expect(refusal.errors.allSatisfy { $0.field.utf8.count <= 64 })
    }

    @Test("a peer may know fields that we do not")
    func tolerant() throws {
        let text = String(decoding: Candidate.example.json(), as: UTF8.self)
        let newer = text.dropLast() + #","hat_size":{"cm":[58]},"id":"ignored"}"#
        #expect(try Candidate(json: Array(newer.utf8)) == Candidate.example)
        #expect(throws: WireError.self) { try Candidate(json: Array("{}".utf8)) }
        #expect(throws: WireError.self) { try Candidate(json: Array("{".utf8)) }
    }
}
