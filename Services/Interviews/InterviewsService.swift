import Postgres
import ServiceKit
import ServiceStore
import Vocabulary

/// Starts, keeps its schema, answers health; its operations are still to come.
@main
enum InterviewsService {
    static func main() async {
        await Program.run(.interviews, settings: StoreSettings.all) { runtime in
            _ = try await ServiceStore.open(runtime, of: Ownership(of: "interviews"))
            return []
        }
    }
}
