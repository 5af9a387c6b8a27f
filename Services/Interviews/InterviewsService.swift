import Contract
import Postgres
import ServiceKit
import ServiceStore
import Vocabulary

/// Interview processes, stages, scorecards, offers, and what they add up to.
@main
enum InterviewsService {
    static func main() async {
        await Program.run(.interviews, settings: StoreSettings.all) { runtime in
            let store = try await ServiceStore.open(
                runtime,
                of: Ownership(of: "interviews"),
                migrations: InterviewsMigrations.all
            )
            let desk = Desk(store: store, now: runtime.now, identifiers: runtime.identifiers)
            let sweeper = OfferSweeper(desk: desk)
            runtime.background("marking expired offers", every: OfferSweeper.interval) {
                try await sweeper.sweep()
            }
            let days = DayRollup(store: store, now: runtime.now)
            runtime.background("adding up days", every: DayRollup.interval) { try await days.run() }
            let identity = runtime.peers[.identity]
            let relay = PlacementRelay(store: store) { _ = try await identity.send($0) }
            store.tell(
                "telling identity of jobs",
                of: PlacementRelay.types,
                atOnce: PlacementRelay.atOnce,
                in: runtime
            ) {
                try await relay.tell($0)
            }
            let register = Register(
                findCandidates: { try await identity.send($0, for: $1) },
                findUsers: { try await identity.send($0, for: $1) }
            )
            return InterviewsRoutes(desk: desk, register: register).routes
        }
    }
}
