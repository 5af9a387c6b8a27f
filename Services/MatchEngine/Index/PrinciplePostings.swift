/// Who holds which value or cause, transposed, and how many each row holds.
struct PrinciplePostings: Sendable {
    /// Principles that occur, ascending; cold records refer to them by index.
    let vocabulary: [Principle]
    /// `rows[starts[i]..<starts[i + 1]]` hold `vocabulary[i]`; one longer than `vocabulary`.
    let starts: [UInt32]
    let rows: [UInt16]
    /// How many principles each row holds; 0 also where they were never stated.
    let counts: [UInt8]

    /// Also returns each row's indices into the vocabulary, ascending.
    static func transposing(
        _ sets: [Set<Principle>?]
    ) -> (postings: PrinciplePostings, codes: [[UInt32]?]) {
        var known: Set<Principle> = []
        for case let set? in sets { known.formUnion(set) }
        let vocabulary = known.sorted()
        var codeOf: [Principle: UInt32] = [:]
        for (code, principle) in vocabulary.enumerated() { codeOf[principle] = UInt32(code) }
        let codes = sets.map { $0.map { $0.compactMap { codeOf[$0] }.sorted() } }
        var starts = [UInt32](repeating: 0, count: vocabulary.count + 1)
        for row in codes { for code in row ?? [] { starts[Int(code) + 1] += 1 } }
        for code in vocabulary.indices { starts[code + 1] += starts[code] }
        var next = starts
        var rows = [UInt16](repeating: 0, count: Int(starts[vocabulary.count]))
        for (row, held) in codes.enumerated() {
            for code in held ?? [] {
                rows[Int(next[Int(code)])] = UInt16(truncatingIfNeeded: row)
                next[Int(code)] += 1
            }
        }
        let counts = codes.map { UInt8($0?.count ?? 0) }
        return (
            PrinciplePostings(vocabulary: vocabulary, starts: starts, rows: rows, counts: counts),
            codes
        )
    }

    func code(of principle: Principle) -> Int? {
        let index = vocabulary.partitionPoint { $0 >= principle }
        return index < vocabulary.count && vocabulary[index] == principle ? index : nil
    }

    func holders(of code: Int) -> Range<Int> { Int(starts[code])..<Int(starts[code + 1]) }

    var byteCount: Int { starts.count * 4 + rows.count * 2 + counts.count + vocabulary.count * 24 }
}
