import Testing

@testable import MatchEngine

@Suite struct MeaningTests {
    let innovation: Principle
    let transparency: Principle
    let climate: Principle
    let encoder: HashedTFIDF

    init() throws {
        innovation = try Principle(.value, "innovation")
        transparency = try Principle(.value, "transparency")
        climate = try Principle(.cause, "climate_action")
        encoder = try HashedTFIDF()
    }

    @Test func `overlap is weighted recall where anything has a weight`() throws {
        let asked = [
            try AskedPrinciple(innovation, weight: 1.5), try AskedPrinciple(transparency),
            try AskedPrinciple(climate, weight: 2.5),
        ]
        func overlap(_ held: Set<Principle>?) -> Measure {
            MeaningMeasures.overlap(asked: asked, held: held)
        }
        #expect(overlap([innovation]) == .known(0.3))
        #expect(overlap([innovation, transparency, climate]) == .known(1))
        #expect(overlap([]) == .known(0))
        #expect(overlap(nil) == .unknown)
        // What is not asked for costs nothing.
        let other = try Principle(.value, "craft")
        #expect(overlap([innovation, other]) == .known(0.3))
    }

    @Test func `overlap is Jaccard where nothing has a weight`() throws {
        let asked = [try AskedPrinciple(innovation), try AskedPrinciple(climate)]
        let other = try Principle(.value, "craft")
        #expect(
            MeaningMeasures.overlap(asked: asked, held: [innovation, other]) == .known(1.0 / 3)
        )
        #expect(MeaningMeasures.overlap(asked: [], held: [innovation]) == .notApplicable)
    }

    @Test func `a value and a cause of one name are two`() throws {
        let cause = try Principle(.cause, "innovation")
        let asked = [try AskedPrinciple(innovation, weight: 1)]
        #expect(MeaningMeasures.overlap(asked: asked, held: [cause]) == .known(0))
    }

    @Test func `similarity is a clamped cosine of vectors of one encoder`() throws {
        func vector(_ components: [Float], _ encoder: UInt32 = 1) throws -> TextVector {
            try TextVector(components, encoder: EncoderID(rawValue: encoder))
        }
        let one = try vector([3, 4])
        #expect(try #require(one.similarity(to: vector([4, 3]))).isNear(0.96, within: 1e-6))
        #expect(try one.similarity(to: vector([-3, -4])) == 0)
        #expect(try #require(one.similarity(to: vector([300, 400]))).isNear(1, within: 1e-6))
        #expect(try one.similarity(to: vector([3, 4], 2)) == nil)
        #expect(try one.similarity(to: vector([3, 4, 0])) == nil)
        #expect(throws: InputError.self) { try vector([0, 0]) }
        #expect(throws: InputError.self) { try vector([.nan, 1]) }
        #expect(throws: InputError.self) { try vector([]) }
    }

    @Test func `texts about one thing are nearer than texts about two`() throws {
        let shop = try #require(encoder.encode("Fair payments for small shops in Europe"))
        let shops = try #require(encoder.encode("We bring payments to every small shop"))
        let forest = try #require(encoder.encode("Restoring old forests with local farmers"))
        let near = try #require(shop.similarity(to: shops))
        let far = try #require(shop.similarity(to: forest))
        #expect(near > 0.4 && far < 0.3)
        #expect(try #require(shop.similarity(to: shop)).isNear(1, within: 1e-6))
    }

    @Test func `case, marks, order and plurals do not matter, and nothing is nothing`() {
        let one = encoder.encode("Small shops, fair payments!")
        #expect(one == encoder.encode("PAYMENT fair shop small"))
        #expect(encoder.encode("  ,. ") == nil)
    }

    @Test func `the encoding is the same on every machine`() throws {
        // Guards hash, weights and order: a change here makes another encoder.
        let vector = try #require(encoder.encode("fair payments"))
        let present = vector.components.enumerated().filter { $0.element != 0 }
        #expect(present.map(\.offset) == [43, 56])
        #expect(encoder.id == (try HashedTFIDF()).id)
        #expect(encoder.id != (try HashedTFIDF(dimension: 128)).id)
        let others = DocumentFrequencies(documents: 10, counts: ["fair": 3])
        #expect(encoder.id != (try HashedTFIDF(frequencies: others)).id)
    }
}
