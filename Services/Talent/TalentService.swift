import Postgres
import ServiceKit
import ServiceStore
import Vocabulary

/// Starts, keeps its schema, answers health; its operations are still to come.
@main
enum TalentService {
    static func main() async {
        await Program.run(.talent, settings: StoreSettings.all) { runtime in
            _ = try await ServiceStore.open(runtime, of: Ownership(of: "talent"))
            return [any Handling]()
        }
    }
}
