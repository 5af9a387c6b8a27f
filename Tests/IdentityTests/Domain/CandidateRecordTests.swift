import Contract
import Testing
import Vocabulary

@testable import identity

@Suite("A candidate record changes by rules that need no database")
struct CandidateRecordTests {
    private let now = Instant(seconds: 1_800_000_000)
    private let later = Instant(seconds: 1_800_000_100)

    private func record(_ fields: CandidateFields = .ada, number: UInt64 = 1) -> CandidateRecord {
        CandidateRecord(CandidateID(number), fields, from: .recruiter, at: now)
    }

    private func change(_ edit: (inout UpdateCandidate) -> Void) -> UpdateCandidate {
        var change = UpdateCandidate(id: CandidateID(1))
        edit(&change)
        return change
    }

    @Test("a new record knows where each of its values came from")
    func made() {
        let candidate = record().candidate
        #expect(candidate.version == 1)
        #expect(candidate.status == .new)
        #expect(candidate.provenance.map(\.field) == ["name", "email", "phone", "skills"])
        #expect(candidate.provenance.allSatisfy { $0.source == .recruiter && $0.at == now })
    }

    @Test("a change says which fields it changed, and only those have a new source")
    func changed() throws {
        var record = record()
        let change = change {
            $0.phone = .clear
            $0.currentTitle = .set("Analyst")
            $0.name = "Ada"
        }
        let happenings = try record.apply(change, from: .resume, at: later)
        #expect(
            happenings == [
                .init(what: .updated, fields: [.phone, .currentTitle], source: .resume)
            ]
        )
        #expect(record.candidate.version == 2)
        #expect(record.candidate.updatedAt == later)
        #expect(record.candidate.fields.phone == nil)
        let sources = record.candidate.provenance.map { "\($0.field) \($0.source.rawValue)" }
        #expect(
            sources == [
                "name recruiter", "email recruiter", "current_title resume", "skills recruiter",
            ]
        )
    }

    @Test("the same change again is none")
    func again() throws {
        var record = record()
        let change = change {
            $0.summary = .set("Writes programs.")
            $0.status = .archived
        }
        #expect(try record.apply(change, from: .recruiter, at: now).count == 2)
        let once = record
        #expect(try record.apply(change, from: .recruiter, at: later) == [])
        #expect(record == once)
    }

    @Test("every field can be set, cleared where it may be empty, and is then the only one changed")
    func everyField() {
        for field in CandidateField.allCases {
            var fields = CandidateFields(name: "A")
            field.copy(from: .full, to: &fields)
            #expect(!field.isEmpty(in: fields), "\(field)")
            #expect(CandidateField.changed(from: CandidateFields(name: "A"), to: fields) == [field])
            #expect(field.isSame(fields, .full))
            if field != .name { #expect(field.isEmpty(in: CandidateFields(name: "A"))) }
        }
    }

    @Test(
        "a record is set aside and taken up as what it was",
        arguments: CandidateStatus.allCases.filter { $0 != .archived }
    )
    func archive(status: CandidateStatus) throws {
        var record = record()
        record.candidate.status = status
        #expect(
            try record.apply(change { $0.status = .archived }, from: .recruiter, at: now)
                == [.init(what: .archived)]
        )
        for other in CandidateStatus.allCases where other != status && other != .archived {
            #expect(throws: CandidateError.statusNotByHand(allowed: status)) {
                try record.apply(change { $0.status = other }, from: .recruiter, at: now)
            }
        }
        #expect(
            try record.apply(change { $0.status = status }, from: .recruiter, at: now)
                == [.init(what: .restored)]
        )
        #expect(record.candidate.status == status)
        #expect(record.statusBefore == nil)
    }

    @Test("no other state is reached by hand")
    func byHand() {
        var record = record()
        for status in CandidateStatus.allCases where status != .new && status != .archived {
            #expect(throws: CandidateError.statusNotByHand(allowed: .archived)) {
                try record.apply(change { $0.status = status }, from: .recruiter, at: now)
            }
        }
    }

    @Test("another address unlinks the person; the same in other case, or another field, does not")
    func unlink() throws {
        var linked = record()
        linked.person = PersonID(9)
        var kept = linked
        let same = change {
            $0.email = .set(.literal("ADA@example.com"))
            $0.phone = .clear
        }
        #expect(try kept.apply(same, from: .recruiter, at: now).map(\.what) == [.updated])
        #expect(kept.person == PersonID(9))
        for email: Patch<EmailAddress> in [.clear, .set(.literal("eve@example.com"))] {
            var record = linked
            let happenings = try record.apply(
                change { $0.email = email },
                from: .recruiter,
                at: now
            )
            #expect(happenings.map(\.what) == [.updated, .unlinked])
            #expect(record.person == nil)
        }
    }

    @Test("the words of a record are those of name, title, employer, city and skills")
    func words() {
        var fields = CandidateFields.full
        fields.summary = "unfindable"
        let words = record(fields).words
        for word in ["ada", "byron", "analyst", "royal", "society", "stockholm", "algebra"] {
            #expect(words.contains(word), "\(word)")
        }
        #expect(!words.contains("unfindable"))
    }
}
