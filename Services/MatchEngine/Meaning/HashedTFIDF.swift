#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The built-in encoder: TF-IDF over words, hashed into a few signed components.
///
/// It needs no model and gives the same vector on every machine. Words that two texts do not
/// share meet by chance only, which adds noise of about `1/√dimension` to a similarity.
public struct HashedTFIDF: TextEncoder {
    /// 64 components in 4 bits each are 32 bytes a text: what an index can keep hot.
    public static let defaultDimension = 64
    /// Text beyond this is not read.
    public static let textBytesMax = 16_384

    public let id: EncoderID
    private let dimension: Int
    private let frequencies: DocumentFrequencies

    /// - Parameter dimension: 16…``EngineLimits/vectorDimensionMax``
    /// - Throws: ``InputError/outOfRange(_:)``
    public init(
        dimension: Int = defaultDimension,
        frequencies: DocumentFrequencies = .english
    ) throws(InputError) {
        guard (16...EngineLimits.vectorDimensionMax).contains(dimension) else {
            throw .outOfRange(.mission)
        }
        self.dimension = dimension
        self.frequencies = frequencies
        // Any other dimension or table makes another encoder, whose vectors do not compare.
        let digest = frequencies.counts.sorted { $0.key < $1.key }.reduce(
            Self.hash("\(dimension) \(frequencies.documents)")
        ) { $0 &* 31 &+ Self.hash("\($1.key) \($1.value)") }
        id = EncoderID(rawValue: UInt32(truncatingIfNeeded: digest ^ digest >> 32))
    }

    /// `(1 + ln tf) · ln((1 + N)/(1 + df))` for each word, in alphabetical order.
    public func encode(_ text: String) -> TextVector? {
        var counts: [String: Int] = [:]
        for word in Self.words(of: text) { counts[word, default: 0] += 1 }
        var components = [Double](repeating: 0, count: dimension)
        for (word, count) in counts.sorted(by: { $0.key < $1.key }) {
            let weight = (1 + log(Double(count))) * frequencies.inverse(of: word)
            let hash = Self.hash(word)
            let sign: Double = hash >> 63 == 0 ? 1 : -1
            components[Int(hash % UInt64(dimension))] += sign * weight
        }
        return try? TextVector(components.map { Float($0) }, encoder: id)
    }

    /// Small letters and digits between everything else, plurals in -s cut.
    static func words(of text: String) -> [String] {
        let read = String(decoding: text.utf8.prefix(textBytesMax), as: UTF8.self).lowercased()
        return read.split { !$0.isLetter && !$0.isNumber }.map { word in
            let isPlural =
                word.utf8.count > 4 && word.hasSuffix("s")
                && !["ss", "us", "is"].contains { word.hasSuffix($0) }
            return String(isPlural ? word.dropLast() : word)
        }
    }

    /// FNV-1a with a final mix, because its low bits alone are poor.
    private static func hash(_ text: String) -> UInt64 {
        var hash = text.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01B3
        }
        hash = (hash ^ hash >> 33) &* 0xFF51_AFD7_ED55_8CCD
        return hash ^ hash >> 33
    }
}

/// In how many documents of a collection each word occurs.
public struct DocumentFrequencies: Hashable, Sendable {
    /// N, at least 1.
    public let documents: Int
    public let counts: [String: Int]

    public init(documents: Int, counts: [String: Int]) {
        self.documents = max(1, documents)
        self.counts = counts
    }

    /// `ln((1 + N)/(1 + df))`, never below 0.
    func inverse(of word: String) -> Double {
        max(0, log(Double(1 + documents) / Double(1 + (counts[word] ?? 0))))
    }

    /// A rough table of our own for English mission statements: of a thousand texts nearly all
    /// have the first words, a good part the second.
    public static let english = DocumentFrequencies(
        documents: 1000,
        counts: Dictionary(
            Self.everywhere.map { ($0, 900) } + Self.common.map { ($0, 200) },
            uniquingKeysWith: max
        )
    )

    private static let everywhere = words(
        """
        a all also an and any are as at be been being but by can do every for from has have how i
        if in into is it its may more most my not of on one or other our out over so than that the
        their them there these they this those through to up us was we were what when where which
        who will with you your
        """
    )

    private static let common = words(
        """
        about across around become believe best better bring build business change come company
        create customer deliver enable everyone everything first future give global goal good
        great grow growth help high impact improve industry lead leader leading life like live
        make many mission need new offer organization people place power product provide quality
        right serve service solution support take team technology thing time together use value
        vision want way well work working world year
        """
    )

    private static func words(_ list: String) -> [String] { HashedTFIDF.words(of: list) }
}
