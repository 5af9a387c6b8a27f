import Vocabulary

/// When a stage is to take place, as a request says it.
struct StageSchedule {
    let date: CalendarDate?
    let moment: Instant?
    let zone: String?

    /// A day and a moment that are not the same anywhere, and zones that are none.
    var faults: [FieldError] {
        var faults: [FieldError] = []
        if let date, let day = moment?.date, abs(date.daysSinceEpoch - day.daysSinceEpoch) > 1 {
            faults.append(
                FieldError("scheduled_date", .inconsistent, "must be the day of scheduled_at")
            )
        }
        if let zone, !Self.isZone(zone) {
            faults.append(
                FieldError("time_zone", .malformed, "must be a zone as in Europe/Stockholm")
            )
        }
        return faults
    }

    /// As the names of the IANA's data base look; which there are changes every year.
    private static func isZone(_ name: String) -> Bool {
        name.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
            part.utf8.first.map { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A } ?? false
                && part.utf8.allSatisfy { byte in
                    (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A
                        || byte >= 0x30 && byte <= 0x39 || "_+-".utf8.contains(byte)
                }
        }
    }
}
