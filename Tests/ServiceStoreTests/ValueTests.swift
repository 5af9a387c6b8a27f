import Postgres
import ServiceStore
import TestKit
import Testing
import Vocabulary

@Suite("The vocabulary's values are stored as what they are")
struct ValueTests {
    private func check<Value: PostgresElement & Equatable>(
        _ values: [Value?],
        _ database: Postgres
    ) async throws {
        for case let value? in values {
            #expect(try await database.row("SELECT \(value)") as Value == value)
            #expect(
                try await database.row("SELECT \([value, value])") as [Value] == [value, value]
            )
        }
        let none: Value? = nil
        #expect(try await database.rows("SELECT \(none)") as [Value?] == [nil])
    }

    @Test("they come back as they went, alone, in arrays and as NULL")
    func roundTrips() async throws {
        try await withTestDatabase { test in
            let database = Postgres(PostgresConfiguration(test.connectionString()))
            try await check([UUID128(high: 0x0123_4567_89AB_CDEF, low: .max)], database)
            try await check([CandidateID.test(0), .test(.max)], database)
            try await check(
                [Instant(microseconds: 0), .now(), Instant(microseconds: -1), .earliest, .latest],
                database
            )
            try await check(
                [
                    CalendarDate.earliest, .latest, CalendarDate(year: 2000, month: 1, day: 1),
                    CalendarDate(year: 2024, month: 2, day: 29),
                ],
                database
            )
            try await check([EmailAddress("ada@example.com")], database)
            try await check([WebAddress("https://a.example/b")], database)
            try await check([CountryCode("SE"), CountryCode("ZW")], database)
            try await check([CurrencyCode("SEK")], database)
            try await check([PartialDate("2024"), PartialDate("2024-05")], database)
            try await check(Role.allCases.map(Optional.some), database)
            try await check(TokenKind.allCases.map(Optional.some), database)
            try await check(Service.allCases.map(Optional.some), database)
            try await check(LanguageLevel.allCases.map(Optional.some), database)
            try await check([StageRating(1), StageRating(5)], database)
            try await check([SkillRating(10)], database)
            try await check([MatchScore(0), MatchScore(0.123_456_789), MatchScore(1)], database)
            try await check([InterviewScore(99.5)], database)
            try await check([Confidence(0.5)], database)
            try await check([Amount(hundredths: 0), Amount("45.5"), .max], database)
            await database.close()
        }
    }

    @Test("they are the server's own types and values")
    func meanings() async throws {
        try await withTestDatabase { test in
            let database = Postgres(PostgresConfiguration(test.connectionString()))
            let moment = try #require(Instant("2026-05-04T09:30:00.25Z"))
            let day = try #require(CalendarDate("2026-05-04"))
            let id: CandidateID = try #require(CandidateID("0198f3a0-0000-7000-8000-000000000001"))
            let isSame: Bool = try await database.row(
                """
                SELECT \(moment) = timestamptz '2026-05-04 09:30:00.25Z'
                    AND \(day) = date '2026-05-04'
                    AND \(id) = uuid '0198f3a0-0000-7000-8000-000000000001'
                    AND \(Amount("45.5")) = 4550
                    AND \(Role.hiringManager) = 'hiring_manager'
                """
            )
            #expect(isSame)
            await database.close()
        }
    }

    @Test("what is none of them is refused when it is read")
    func refused() async throws {
        try await withTestDatabase { test in
            let database = Postgres(PostgresConfiguration(test.connectionString()))
            await #expect(throws: PostgresError.self) {
                try await database.row("SELECT 'nobody'") as Role
            }
            await #expect(throws: PostgresError.self) {
                try await database.row("SELECT 'no address'") as EmailAddress
            }
            await #expect(throws: PostgresError.self) {
                try await database.row("SELECT 6") as StageRating
            }
            await #expect(throws: PostgresError.self) {
                try await database.row("SELECT date 'infinity'") as CalendarDate
            }
            await #expect(throws: PostgresError.self) {
                try await database.row("SELECT -1::bigint") as Amount
            }
            await database.close()
        }
    }
}
