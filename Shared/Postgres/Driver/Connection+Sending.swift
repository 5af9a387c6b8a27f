import CLibPQ

extension Connection {
    /// Sends a segment: scope, statement and Sync, in front of them `BEGIN` where a transaction
    /// opens.
    ///
    /// - Returns: false when the connection does not take it; it was then not executed.
    func send(
        _ call: Call?,
        begin: String?,
        scope: Scope?,
        now: Int64,
        resends: Int = 0
    ) -> Bool {
        var sent = Sent(call: call, scope: scope, resends: resends)
        var steps: Steps = []
        if let orphan = statements.popOrphan() {
            guard sendText("DEALLOCATE \(orphan.text)") else { return false }
            sent.orphan = orphan
            steps.insert(.deallocate)
        }
        if let begin {
            guard sendText(begin) else { return false }
            steps.insert(.begin)
        }
        if let scope {
            let statement = scope.statement
            guard
                send(statement, steps: &steps, .prepareScope, .scope, name: &sent.scopeName)
            else { return false }
        }
        if let call {
            guard sendWork(of: call, steps: &steps, name: &sent.statementName) else {
                return false
            }
        }
        guard unsafe PQpipelineSync(raw) == 1 else { return false }
        if pipeline.isEmpty { heardAt = now }
        pipeline.sent(Segment(sent, steps: steps, sentAt: now))
        return flush()
    }

    private func sendWork(of call: Call, steps: inout Steps, name: inout StatementCache.Name)
        -> Bool
    {
        switch call.work {
        case .statement(let statement):
            return send(statement, steps: &steps, .prepare, .statement, name: &name)
        case .commit:
            steps.insert(.statement)
            return sendText("COMMIT")
        case .rollback:
            steps.insert(.statement)
            return sendText("ROLLBACK")
        case .script, .copyIn, .copyData, .copyEnd, .copyOut, .copyRead:
            return false
        }
    }

    private func send(
        _ statement: Statement,
        steps: inout Steps,
        _ prepareStep: Steps,
        _ executeStep: Steps,
        name: inout StatementCache.Name
    ) -> Bool {
        steps.insert(executeStep)
        guard statement.isPrepared else { return unsafe Parameters.send(statement, on: raw) }
        switch statements.look(up: statement.shape) {
        case .prepared(let known):
            name = known
            return unsafe Parameters.send(statement, preparedAs: known.text, on: raw)
        case .absent(let new):
            name = new
            steps.insert(prepareStep)
            return unsafe Parameters.prepare(statement, as: new.text, on: raw)
                && Parameters.send(statement, preparedAs: new.text, on: raw)
        }
    }

    private func sendText(_ sql: String) -> Bool {
        unsafe PQsendQueryParams(raw, sql, 0, nil, nil, nil, nil, 1) == 1
    }
}
