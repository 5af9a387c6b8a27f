import Contract
import Vocabulary

extension Dossier {
    /// Adds a stage; pending ones behind its place move up.
    mutating func add(
        _ request: AddStage,
        at moment: Moment
    ) throws(InterviewObjection) -> Stage {
        try checkOpen()
        guard stages.count < Limits.stages else { throw .tooMany("stages") }
        let place = request.stageOrder ?? stages.count + 1
        try check(place: place, in: firstFreePlace...stages.count + 1)
        let name = request.stageName.trimmed
        let stage = Stage(
            id: moment.identifiers.next(),
            interviewProcessID: interview.id,
            version: 1,
            stageName: name,
            stageKind: request.stageKind ?? StageKind(guessedFrom: name),
            stageOrder: place,
            attempt: 1,
            scheduledDate: request.scheduledDate ?? request.scheduledAt?.date,
            scheduledAt: request.scheduledAt,
            timeZone: request.timeZone,
            outcome: .pending,
            ratings: StageRatings(),
            interviewerNames: request.interviewerNames ?? [],
            interviewerIDs: distinct(request.interviewerIDs ?? []),
            nextSteps: request.nextSteps,
            createdAt: moment.at,
            updatedAt: moment.at
        )
        stages.insert(stage, at: place - 1)
        renumber()
        events.append(
            InterviewEvent(
                .stageAdded,
                to: StageOutcome.pending.rawValue,
                stageID: stage.id,
                stageKind: stage.stageKind,
                stageName: .of(stage.stageName)
            )
        )
        return stage
    }

    /// Changes the fields that are given.
    mutating func update(
        _ request: UpdateStage,
        of index: Int,
        at moment: Moment
    ) throws(InterviewObjection) {
        try moment.check(request.completedDate.applied(to: nil), "completed_date")
        var stage = stages[index]
        stage.stageName = request.stageName?.trimmed ?? stage.stageName
        stage.stageKind = request.stageKind ?? stage.stageKind
        stage.scheduledAt = request.scheduledAt.applied(to: stage.scheduledAt)
        if case .set(let instant) = request.scheduledAt { stage.scheduledDate = instant.date }
        stage.scheduledDate = request.scheduledDate.applied(to: stage.scheduledDate)
        stage.timeZone = request.timeZone.applied(to: stage.timeZone)
        stage.completedDate = request.completedDate.applied(to: stage.completedDate)
        stage.interviewerNames = request.interviewerNames ?? stage.interviewerNames
        stage.interviewerIDs = distinct(request.interviewerIDs ?? stage.interviewerIDs)
        stage.nextSteps = request.nextSteps.applied(to: stage.nextSteps)
        if let completed = stage.completedDate, let scheduled = stage.scheduledDate,
            completed < scheduled
        {
            throw .completedBeforeScheduled
        }
        let fields = stage.fields(thatDifferFrom: stages[index])
        stages[index] = stage
        if let place = request.stageOrder, place != stage.stageOrder {
            try moveStage(at: index, to: place)
        }
        guard !fields.isEmpty, let now = stages.firstIndex(where: { $0.id == stage.id }) else {
            return
        }
        sayUpdated(now, fields: fields)
    }

    /// Removes a stage that is pending; those behind it move down.
    mutating func removeStage(at index: Int) throws(InterviewObjection) {
        guard stages[index].outcome == .pending else {
            throw .stageIsDecided(stages[index].outcome)
        }
        let stage = stages.remove(at: index)
        renumber()
        events.append(
            InterviewEvent(.stageRemoved, stageID: stage.id, stageKind: stage.stageKind)
        )
    }

    /// Gives a stage another date: another attempt, no correction.
    mutating func reschedule(
        _ request: RescheduleStage,
        at index: Int
    ) throws(InterviewObjection) {
        try checkOpen()
        switch stages[index].outcome {
        case .pending, .noShow: break
        case .passed, .failed, .cancelled: throw .stageIsDecided(stages[index].outcome)
        }
        events.append(
            InterviewEvent(
                .stageRescheduled,
                from: stages[index].outcome.rawValue,
                to: StageOutcome.pending.rawValue,
                stageID: stages[index].id,
                stageKind: stages[index].stageKind
            )
        )
        stages[index].attempt += 1
        stages[index].outcome = .pending
        stages[index].completedDate = nil
        stages[index].scheduledAt = request.scheduledAt
        stages[index].scheduledDate = request.scheduledDate ?? request.scheduledAt?.date
        stages[index].timeZone = request.timeZone
        stages[index].noShowBy = request.noShowBy ?? stages[index].noShowBy
    }

    /// What is decided keeps its place, so the first that is free lies behind it.
    private var firstFreePlace: Int {
        (stages.lastIndex { $0.outcome != .pending } ?? -1) + 2
    }

    private mutating func moveStage(at index: Int, to place: Int) throws(InterviewObjection) {
        guard stages[index].outcome == .pending else {
            throw .stageIsDecided(stages[index].outcome)
        }
        // Every stage before the last decided one keeps its place, this one included.
        guard index + 1 >= firstFreePlace else {
            throw .placeOfStage(allowed: index + 1...index + 1)
        }
        try check(place: place, in: firstFreePlace...stages.count)
        let stage = stages.remove(at: index)
        stages.insert(stage, at: place - 1)
        renumber()
        events.append(
            InterviewEvent(
                .stageUpdated,
                from: "\(index + 1)",
                to: "\(place)",
                stageID: stage.id,
                stageKind: stage.stageKind,
                ratings: stage.ratings,
                fields: ["stage_order"]
            )
        )
    }

    private func check(
        place: Int,
        in allowed: ClosedRange<Int>
    ) throws(InterviewObjection) {
        guard allowed.contains(place) else { throw .placeOfStage(allowed: allowed) }
    }

    private mutating func renumber() {
        for index in stages.indices { stages[index].stageOrder = index + 1 }
    }
}

extension Stage {
    /// The names of the fields that a person can change and that differ.
    fileprivate func fields(thatDifferFrom old: Stage) -> [String] {
        [
            ("stage_name", stageName != old.stageName),
            ("stage_kind", stageKind != old.stageKind),
            ("scheduled_date", scheduledDate != old.scheduledDate),
            ("scheduled_at", scheduledAt != old.scheduledAt),
            ("time_zone", timeZone != old.timeZone),
            ("completed_date", completedDate != old.completedDate),
            ("interviewer_names", interviewerNames != old.interviewerNames),
            ("interviewer_ids", interviewerIDs != old.interviewerIDs),
            ("next_steps", nextSteps != old.nextSteps),
        ].filter(\.1).map(\.0)
    }
}

/// Each once, in the order of their first.
func distinct<Element: Hashable>(_ elements: [Element]) -> [Element] {
    var seen: Set<Element> = []
    return elements.filter { seen.insert($0).inserted }
}
