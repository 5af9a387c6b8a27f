import Synchronization
import Testing
import Vocabulary

@Suite("Identifiers")
struct IdentifierTests {
    @Test("are read back from their text, in the order of their bytes")
    func roundTrip() throws {
        var random = SeededGenerator(state: 11)
        var texts: [String] = []
        var identifiers: [CandidateID] = []
        for _ in 0..<2_000 {
            let identifier = CandidateID(UUID128(high: random.next(), low: random.next()))
            #expect(CandidateID(identifier.description) == identifier)
            texts.append(identifier.description)
            identifiers.append(identifier)
        }
        #expect(identifiers.sorted().map(\.description) == texts.sorted())
        #expect(
            CandidateID(UUID128(high: 0x0123_4567_89AB_CDEF, low: 0xFEDC_BA98_7654_3210))
                .description == "01234567-89ab-cdef-fedc-ba9876543210"
        )
    }

    @Test(
        "have one spelling",
        arguments: [
            "", "0198f3a0", "0198F3A0-0000-7000-8000-000000000001",
            "0198f3a000007000800000000000000100000", "{0198f3a0-0000-7000-8000-00000000000}",
            "0198f3a0-0000-7000-8000-00000000000g", "0198f3a0-0000-7000-8000-0000000000011",
            "0198f3a0-0000-7000-80000-00000000001", "０198f3a0-0000-7000-8000-00000000000",
        ]
    )
    func refused(_ text: String) {
        #expect(CandidateID(text) == nil)
    }

    @Test("of version 7 carry their millisecond and sort by microsecond")
    func version7() {
        let clock = Mutex(Instant(seconds: 1_780_000_000))
        let source = IdentifierSource(
            now: {
                clock.withLock { instant in
                    instant = instant + .microseconds(1)
                    return instant
                }
            }
        )
        var last: UserID = source.next()
        for step in 2...5_000 {
            let next: UserID = source.next()
            let microseconds = 1_780_000_000_000_000 + UInt64(step)
            #expect(next.uuid.high >> 16 == microseconds / 1_000)
            #expect(next.uuid.high >> 12 & 0xF == 7 && next.uuid.low >> 62 == 0b10)
            #expect(last < next)
            last = next
        }
    }

    @Test("that must tell nothing are of version 4, whatever the random bits")
    func version4() {
        for bits in [UInt64.min, .max, 0x0123_4567_89AB_CDEF] {
            let source = IdentifierSource(now: { Instant(seconds: 0) }, bits: { bits })
            let identifier: TokenID = source.random()
            #expect(identifier.uuid.high >> 12 & 0xF == 4 && identifier.uuid.low >> 62 == 0b10)
            #expect(identifier.uuid.high | 0xF000 == bits | 0xF000)
        }
    }
}
