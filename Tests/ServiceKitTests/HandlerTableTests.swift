import Contract
import Testing
import Vocabulary

@testable import ServiceKit

@Suite("A service that does not answer its contract does not start")
struct HandlerTableTests {
    private static let greet = Handle(MakeGreeting.self) { (_: MakeGreeting, _: Call) in
        Greeting(text: "", version: 1)
    }
    private static let weather = Handle(GetWeather.self) { (_: GetWeather, _: Call) in
        Weather(sky: "grey")
    }
    private static let note = Handle(TakeNote.self) { (_: TakeNote, _: Call) in Nothing() }

    private func fault(_ handlers: [any Handling]) -> String? {
        do throws(HandlerFault) {
            _ = try HandlerTable(handlers, of: talentOperations, Metrics())
            return nil
        } catch {
            return error.description
        }
    }

    @Test("every operation once is well")
    func complete() { #expect(fault([Self.greet, Self.weather]) == nil) }

    @Test("what is missing, twice or another's is named")
    func named() {
        #expect(fault([Self.greet]) == "GetWeather is not handled.")
        #expect(fault([]) == "GetWeather is not handled. MakeGreeting is not handled.")
        #expect(
            fault([Self.greet, Self.weather, Self.greet]) == "MakeGreeting is handled twice."
        )
        #expect(
            fault([Self.greet, Self.weather, Self.note]) == "TakeNote is another service's."
        )
    }

    @Test("the program says so instead of serving")
    func program() async throws {
        let keys = try await TestKeys()
        defer { keys.remove() }
        await #expect(throws: HandlerFault.self) {
            try await RunningProgram.start(
                .identity,
                in: Surroundings(environment: environment(keys), log: { _ in }),
                answering: talentOperations
            ) { _ in [Self.greet] }
        }
    }
}
