import CLibPQ

extension ServerReport {
    /// Copies what libpq knows of a failed result. Without SQLSTATE libpq itself made it up,
    /// which it does when the connection is gone.
    convenience init(of result: OpaquePointer) {
        func field(_ code: Character) -> String? {
            let code = Int32(code.asciiValue ?? 0)
            return unsafe PQresultErrorField(result, code).map { text in
                unsafe String(cString: text)
            }
        }
        self.init(
            sqlState: field("C") ?? "",
            severity: field("V") ?? "FATAL",
            message: field("M") ?? "",
            table: field("t"),
            column: field("c"),
            constraint: field("n"),
            routine: field("R")
        )
    }

    /// True when the server did not say it.
    var isOfLibPQ: Bool { sqlState.isEmpty }
}

extension PostgresError {
    init(_ report: ServerReport) {
        self.init(report.reason, report: report)
    }
}
