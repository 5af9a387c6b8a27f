import Testing

@testable import Postgres

@Suite("What a schema lacks is decided from the list and the record")
struct MigrationPlanTests {
    private static let list = [
        Migration("0001_a", "1"), Migration("0002_b", "2"), Migration("0003_c", "3"),
    ]
    private static let checksums = list.map { Bytes(Array($0.sql.utf8)) }
    private static let records = zip(1..., zip(list, checksums)).map { number, pair in
        MigrationPlan.Applied(number: number, name: pair.0.name, checksum: pair.1)
    }

    @Test(
        "names are four digits, an underscore and lower-case words",
        arguments: [
            ("0001_a", 1), ("0042_add_index_2", 42), ("9999_z", 9999), ("001_a", nil),
            ("0001", nil),
            ("0001_", nil), ("0001-a", nil), ("0001_A", nil), ("0001_a.sql", nil), ("00a1_a", nil),
            ("", nil), ("٠٠٠١_a", nil), ("0001_é", nil),
        ]
    )
    func names(name: String, number: Int?) {
        #expect(Migration(name, "").number == number)
        if number == nil {
            #expect(throws: MigrationError.self) {
                try MigrationPlan.check([Migration(name, "")])
            }
        }
    }

    @Test(
        "a repetition and another order are refused by name",
        arguments: [
            (["0001_a", "0001_b"], "0001_b"), (["0001_a", "0003_c", "0002_b"], "0002_b"),
            (["0000_a"], "0000_a"),
        ]
    )
    func numbers(names: [String], culprit: String) {
        let error = #expect(throws: MigrationError.self) {
            try MigrationPlan.check(names.map { Migration($0, "") })
        }
        guard case .outOfOrder(culprit) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test("migrations follow one another until there are no more")
    func next() throws {
        let plan = MigrationPlan(Self.list, checksums: Self.checksums)
        for count in 0...3 {
            let next = try plan.next(after: Array(Self.records[..<count]))
            #expect(next == (count < 3 ? Self.list[count] : nil))
        }
        try MigrationPlan.check([Migration("0002_a", ""), Migration("0010_b", "")])
        let older = MigrationPlan(Array(Self.list[..<1]), checksums: Array(Self.checksums[..<1]))
        #expect(try older.next(after: Self.records) == nil)
    }

    @Test("an edited file and another file are refused by name; what came in between is applied")
    func refusals() throws {
        let plan = MigrationPlan(Self.list, checksums: Self.checksums)
        let edited = MigrationPlan.Applied(number: 1, name: "0001_a", checksum: Bytes([0]))
        let error = #expect(throws: MigrationError.self) { try plan.next(after: [edited]) }
        #expect(error?.description == "The migration 0001_a was edited after it was applied.")

        let renamed = MigrationPlan.Applied(
            number: 2,
            name: "0002_z",
            checksum: Self.checksums[1]
        )
        let other = #expect(throws: MigrationError.self) {
            try plan.next(after: [Self.records[0], renamed])
        }
        #expect(
            other?.description
                == "The schema was migrated by 0002_z, which is now called 0002_b."
        )

        let late = [Self.records[0], Self.records[2]]
        #expect(try plan.next(after: late) == Self.list[1])
    }
}
