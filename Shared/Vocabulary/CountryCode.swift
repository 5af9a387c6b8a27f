/// A country by its ISO 3166-1 alpha-2 code, as officially assigned.
public struct CountryCode: Hashable, Sendable {
    private let letters: TwoLetters

    /// `nil` for what is not assigned; lower case is not a code.
    public init?(_ text: String) {
        guard let letters = TwoLetters(text.utf8), Self.assigned.contains(letters) else {
            return nil
        }
        self.letters = letters
    }

    /// All assigned codes, in order.
    public static let all: [CountryCode] = codes.split(whereSeparator: \.isWhitespace)
        .compactMap { CountryCode(String($0)) }

    private static let assigned = Set(
        codes.split(whereSeparator: \.isWhitespace).compactMap { TwoLetters($0.utf8) }
    )

    private static let codes = """
        AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ
        BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM
        DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS
        GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN
        KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ
        MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM
        PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV
        SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI
        VN VU WF WS YE YT ZA ZM ZW
        """
}

extension CountryCode: LosslessStringConvertible {
    /// The two letters.
    public var description: String { letters.text }
}

/// Two bytes in one word: cheap to hash and to compare.
private struct TwoLetters: Hashable {
    private let word: UInt16

    init?(_ utf8: some Collection<UInt8>) {
        guard utf8.count == 2 else { return nil }
        word = utf8.reduce(0) { $0 << 8 | UInt16($1) }
    }

    var text: String {
        String(decoding: [UInt8(word >> 8), UInt8(word & 0xFF)], as: UTF8.self)
    }
}
