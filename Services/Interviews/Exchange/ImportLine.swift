import Contract
import Vocabulary

/// A line of an import: a process with its past.
struct ImportLine: Hashable, Sendable {
    let line: Int
    let candidateID: CandidateID
    let companyName: String
    let roleTitle: String
    let status: InterviewStatus
    let feederSource: String?
    let recruiterName: String?
    let hiringManagerID: UserID?
    let startedOn: CalendarDate?
    let endedOn: CalendarDate?
    let reasonCode: String?
}

/// Reads the lines of an import, and everything that is wrong with any of them.
struct ImportReader {
    /// The columns there are; the first three must be there.
    static let columns = [
        "candidate_id", "company_name", "role_title", "status", "feeder_source", "recruiter_name",
        "hiring_manager_id", "started_on", "ended_on", "reason_code",
    ]
    private static let requiredCount = 3
    /// Scalars of a column's name that are said back.
    private static let shownMax = 64
    /// Faults that are all told; of more, the first of each line is.
    private static let faultsMax = 1_000

    private let reasonCodes: Set<String>
    private let today: CalendarDate
    private(set) var lines: [ImportLine] = []
    private(set) var faults: [FieldError] = []

    init(_ text: String, reasonCodes: [String], today: CalendarDate) {
        self.reasonCodes = Set(reasonCodes)
        self.today = today
        do throws(CSVText.Fault) {
            let records = try CSVText.records(text, atMost: Limits.csvLines + 1)
            read(records)
        } catch {
            switch error {
            case .quote(let line):
                report(line, nil, .malformed, "has a quote that is not closed or not at an end")
            case .tooWide(let line):
                report(line, nil, .tooMany, "must have at most \(CSVText.fieldsMax) fields")
            case .tooLong:
                faults.append(
                    FieldError("csv", .tooMany, "must have at most \(Limits.csvLines) lines")
                )
            }
        }
    }

    private mutating func read(_ records: [CSVText.Record]) {
        guard let header = records.first else {
            faults.append(FieldError("csv", .tooShort, "must have a header line"))
            return
        }
        let names = header.fields.map { $0.trimmed.lowercased() }
        for (index, name) in names.enumerated() {
            if !Self.columns.contains(name) {
                // Somebody else's words, so not all of them.
                let shown = String(name.unicodeScalars.prefix(Self.shownMax))
                report(header.line, shown, .unknownField, "is no column of an import")
            } else if names[..<index].contains(name) {
                report(header.line, name, .duplicateField, "is there more than once")
            }
        }
        for name in Self.columns.prefix(Self.requiredCount) where !names.contains(name) {
            report(header.line, name, .missing, "is required")
        }
        guard faults.isEmpty else { return }
        for record in records.dropFirst() {
            guard record.fields.count == names.count else {
                report(record.line, nil, .inconsistent, "must have \(names.count) fields")
                continue
            }
            read(record, Dictionary(zip(names, record.fields.map(\.trimmed))) { first, _ in first })
        }
    }

    private mutating func read(_ record: CSVText.Record, _ fields: [String: String]) {
        let count = faults.count
        let codes = reasonCodes
        let candidate = value("candidate_id", fields, record, isRequired: true) {
            CandidateID($0)
        }
        let company = name("company_name", fields, record, isRequired: true)
        let role = name("role_title", fields, record, isRequired: true)
        let status = value("status", fields, record) { InterviewStatus(rawValue: $0) }
        let line = ImportLine(
            line: record.line,
            candidateID: candidate ?? CandidateID(UUID128(high: 0, low: 0)),
            companyName: company ?? "",
            roleTitle: role ?? "",
            status: status ?? .inProgress,
            feederSource: name("feeder_source", fields, record),
            recruiterName: name("recruiter_name", fields, record),
            hiringManagerID: value("hiring_manager_id", fields, record) { UserID($0) },
            startedOn: value("started_on", fields, record) { CalendarDate($0) },
            endedOn: value("ended_on", fields, record) { CalendarDate($0) },
            reasonCode: value("reason_code", fields, record) {
                codes.contains($0) ? $0 : nil
            }
        )
        // What a status that is none would allow is not known.
        if status != nil || fields["status", default: ""].isEmpty { check(line) }
        if faults.count == count { lines.append(line) }
    }

    /// Fields that are each right by themselves.
    private mutating func check(_ line: ImportLine) {
        if line.endedOn != nil, !line.status.isTerminal {
            report(line.line, "ended_on", .inconsistent, "is only for processes that ended")
        }
        if line.reasonCode != nil, !line.status.isTerminal {
            report(line.line, "reason_code", .inconsistent, "is only for processes that ended")
        }
        if let end = line.endedOn, let start = line.startedOn, end < start {
            report(line.line, "ended_on", .inconsistent, "must not be before started_on")
        }
        for (name, date) in [("started_on", line.startedOn), ("ended_on", line.endedOn)] {
            if let date, date > today {
                report(line.line, name, .inconsistent, "must not be in the future")
            }
        }
    }

    /// Everything that is wrong, or the first of each line where that is too much to read.
    static func told(_ faults: [FieldError]) -> [FieldError] {
        guard faults.count > faultsMax else { return faults }
        var lines: Set<Substring> = []
        return faults.filter { lines.insert($0.field.prefix { $0 != "." }).inserted }
    }

    private mutating func name(
        _ field: String,
        _ fields: [String: String],
        _ record: CSVText.Record,
        isRequired: Bool = false
    ) -> String? {
        let text = value(field, fields, record, isRequired: isRequired) { $0 }
        guard let text else { return nil }
        if text.unicodeScalars.count > Limits.name {
            report(record.line, field, .tooLong, "must have at most \(Limits.name) characters")
        }
        if text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
            report(record.line, field, .controlCharacter, "must not contain control characters")
        }
        return text
    }

    private mutating func value<Value>(
        _ field: String,
        _ fields: [String: String],
        _ record: CSVText.Record,
        isRequired: Bool = false,
        _ read: (String) -> Value?
    ) -> Value? {
        guard let text = fields[field], !text.isEmpty else {
            if isRequired { report(record.line, field, .missing, "is required") }
            return nil
        }
        guard let value = read(text) else {
            report(record.line, field, .malformed, "is not what this column holds")
            return nil
        }
        return value
    }

    private mutating func report(
        _ line: Int,
        _ field: String?,
        _ code: FieldError.Code,
        _ message: String
    ) {
        let place = field.map { "lines[\(line)].\($0)" } ?? "lines[\(line)]"
        faults.append(FieldError(place, code, message))
    }
}
