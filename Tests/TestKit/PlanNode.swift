/// A node of a plan, as `EXPLAIN (FORMAT JSON, VERBOSE)` prints it.
struct PlanNode: Codable, Sendable {
    let type: String
    let schema: String?
    let relation: String?
    let alias: String?
    let index: String?
    let indexCondition: String?
    let recheckCondition: String?
    let filter: String?
    let plans: [PlanNode]?

    enum CodingKeys: String, CodingKey {
        case type = "Node Type"
        case schema = "Schema"
        case relation = "Relation Name"
        case alias = "Alias"
        case index = "Index Name"
        case indexCondition = "Index Cond"
        case recheckCondition = "Recheck Cond"
        case filter = "Filter"
        case plans = "Plans"
    }

    /// What the index finds rows by: for a bitmap, the parts that its indexes answered.
    var condition: String? { indexCondition ?? recheckCondition }
    var children: [PlanNode] { plans ?? [] }

    /// The whole answer of EXPLAIN.
    struct Explained: Codable, Sendable {
        let plan: PlanNode

        enum CodingKeys: String, CodingKey {
            case plan = "Plan"
        }
    }
}
