import Testing
import Vocabulary

@testable import Contract

@Suite("What is written is read back")
struct RoundTripTests {
    @Test(
        "every operation's example, through path, query and body",
        arguments: Catalogue.operations
    )
    func examples(_ operation: any Operation.Type) throws {
        try check(operation)
    }

    private func check<Subject: Operation>(_ subject: Subject.Type) throws {
        let example = subject.example
        let coder = RequestCoder<Subject>()
        let sent = coder.write(example.request)
        let parts = try #require(RequestParts(Subject.self, sent.target, body: sent.body))
        let received = try coder.read(parts)
        // Equal bytes mean equal fields: nothing was lost, nothing swapped.
        #expect(coder.write(received) == sent)
        let again =
            try JSONTape.isEmptyBody(of: subject) || JSONTape.isDocument(of: subject)
            ? example.response
            : subject.Response(
                json: example.response.json()
            )
        #expect(again.json() == example.response.json())
        if let equal = equals(received, example.request) { #expect(equal) }
        if let equal = equals(again, example.response) { #expect(equal) }
    }

    private func equals(_ left: any Sendable, _ right: any Sendable) -> Bool? {
        func compare<Value: Equatable>(_ left: Value) -> Bool { left == right as? Value }
        guard let left = left as? any Equatable else { return nil }
        return compare(left)
    }

    @Test("candidates with any mixture of fields", arguments: 0..<200 as Range<UInt64>)
    func candidates(seed: UInt64) throws {
        var random = SeededGenerator(state: seed)
        let fields = CandidateFields.random(&random)
        let coder = RequestCoder<CreateCandidate>()
        let sent = coder.write(CreateCandidate(fields: fields))
        let parts = try #require(RequestParts(CreateCandidate.self, sent.target, body: sent.body))
        #expect(try coder.read(parts).fields == fields)
        #expect(try CandidateFields(json: fields.json()) == fields)
    }

    @Test("texts of every kind through a path and a query")
    func texts() throws {
        var random = SeededGenerator(state: 4)
        let coder = RequestCoder<ListCandidates>()
        for _ in 0..<2_000 {
            let q = String.random(&random)
            let sent = coder.write(ListCandidates(q: q, hasEnrichmentData: .random(using: &random)))
            #expect(sent.target.allSatisfy { 0x21..<0x7F ~= $0 })
            let parts = try #require(RequestParts(ListCandidates.self, sent.target, body: []))
            #expect(try coder.read(parts).q == q)
        }
    }

    @Test("numbers and values")
    func values() throws {
        for number in [0, 1, -1, 999_999_999_999_999_999, -999_999_999_999_999_999] {
            #expect(try Int(json: number.json()) == number)
        }
        var random = SeededGenerator(state: 8)
        for _ in 0..<2_000 {
            let number = Double(bitPattern: random.next())
            guard number.isFinite else { continue }
            #expect(try Double(json: number.json()) == number)
            let confidence = try #require(Confidence(.random(in: 0...1, using: &random)))
            #expect(try Confidence(json: confidence.json()) == confidence)
        }
        for text in ["1.5", "1e3", "9223372036854775808", "\"1\"", "true", "-", "1.0"] {
            #expect(throws: WireError.self) { try Int(json: Array(text.utf8)) }
        }
        for level in Competency.allCases { #expect(try Competency(json: level.json()) == level) }
        for rating in 0...11 {
            let read = try? SkillRating(json: rating.json())
            #expect(read?.value == (1...10 ~= rating ? rating : nil))
        }
    }
}

extension JSONTape {
    /// Whether an operation answers without a body.
    static func isEmptyBody<Subject: Operation>(of subject: Subject.Type) -> Bool {
        Subject.Response.self is Nothing.Type
    }

    /// Whether an operation answers with a body that is no JSON.
    static func isDocument<Subject: Operation>(of subject: Subject.Type) -> Bool {
        Subject.Response.self is Document.Type
    }
}

extension String {
    /// One to twenty characters, most of them awkward, not all of them space.
    static func random(_ random: inout SeededGenerator) -> String {
        let alphabet = Array("abc \"\\/%+&=?#é😀ß{}[]<>'\u{202E}ﷺ")
        let count = Int.random(in: 1...20, using: &random)
        return "x"
            + (1..<count).map { _ in String(alphabet.randomElement(using: &random) ?? "y") }
            .joined()
    }
}

extension CandidateFields {
    static func random(_ random: inout SeededGenerator) -> CandidateFields {
        func maybe<Value>(_ value: Value) -> Value? { Bool.random(using: &random) ? value : nil }
        func some<Value>(_ value: () -> Value) -> [Value] {
            (0..<Int.random(in: 0...3, using: &random)).map { _ in value() }
        }
        let date = PartialDate.literal("2019-05")
        return CandidateFields(
            name: .random(&random),
            email: maybe(.example),
            phone: maybe(.random(&random)),
            locationCity: maybe(.random(&random)),
            currentTitle: maybe(.random(&random)),
            currentEmployer: maybe(.random(&random)),
            yearsExperience: maybe(.random(in: 0...70, using: &random)),
            summary: maybe("line\nline\t" + .random(&random)),
            skills: some {
                CandidateSkill(
                    name: .random(&random),
                    level: maybe(Competency.allCases.randomElement(using: &random) ?? .c1),
                    rating: SkillRating(Int.random(in: 0...11, using: &random)),
                    years: maybe(.random(in: 0...70, using: &random)),
                    lastUsed: maybe(date)
                )
            },
            education: some { Education(institution: .random(&random), from: maybe(date)) },
            experience: some {
                Position(employer: .random(&random), title: .random(&random), to: maybe(date))
            },
            languages: some { SpokenLanguage(language: .random(&random), level: maybe(.b2)) },
            workAuthorization: some {
                WorkAuthorization(country: .literal("SE"), kind: .permanent)
            },
            availability: maybe(Availability(kind: .now, hoursPerWeek: maybe(40))),
            salaryExpectation: maybe(
                SalaryExpectation(
                    min: Amount(hundredths: .random(in: 0...10_000_000, using: &random)),
                    currency: .literal("EUR"),
                    period: .hour
                )
            ),
            links: some { .literal("https://a.example/?q=1&b=%20") }
        )
    }
}
