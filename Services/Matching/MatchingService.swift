import Postgres
import ServiceKit
import ServiceStore
import Vocabulary

/// Starts, keeps its schema, answers health; its operations are still to come.
@main
enum MatchingService {
    static func main() async {
        await Program.run(.matching, settings: StoreSettings.all) { runtime in
            _ = try await ServiceStore.open(runtime, of: Ownership(of: "matching"))
            return [any Handling]()
        }
    }
}
