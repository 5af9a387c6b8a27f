import Contract
import Foundation
import HTTP
import NIOConcurrencyHelpers
import Testing
import Vocabulary

/// An organization that interviews: who is in it, whom it interviews, and a stranger.
struct InterviewsOffice: Sendable {
    /// A member and their identifier.
    struct Member: Sendable {
        let id: UserID
        let visitor: Visitor
    }

    let admin: Visitor
    let interviewer: Member
    let manager: Member
    let candidate: CandidateID
    /// The administrator of another organization.
    let stranger: Visitor

    private static let shared = NIOLockedValueBox<[String: Task<InterviewsOffice, any Error>]>([:])

    /// The one of these programs: an address may sign up so many organizations, and no more.
    static func of(_ vouch: RunningVouch) async throws -> InterviewsOffice {
        try await shared.withLockedValue { offices in
            let office = offices[vouch.home] ?? Task { try await InterviewsOffice(vouch) }
            offices[vouch.home] = office
            return office
        }.value
    }

    private init(_ vouch: RunningVouch) async throws {
        admin = try await vouch.administrator(of: "Interviewing").visitor
        stranger = try await vouch.administrator(of: "Beside").visitor
        interviewer = try await Self.member(.interviewer, admin)
        manager = try await Self.member(.hiringManager, admin)
        let fields = CandidateFields(name: "Ada Byron")
        candidate = try await admin.send(CreateCandidate(fields: fields)).id
    }

    /// Invites somebody, who finds the link in the mail and accepts.
    private static func member(_ role: Role, _ admin: Visitor) async throws -> Member {
        let address = "\(UUID().uuidString.lowercased())@members.example"
        let email = try #require(EmailAddress(address))
        let user = try await admin.send(InviteUser(email: email, name: "Member", role: role))
        let stranger = Visitor(vouch: admin.vouch)
        let signIn = try await stranger.send(
            AcceptInvitation(
                token: Confidential(try await token(to: address, admin.vouch)),
                password: Confidential("correct horse \(UUID().uuidString)")
            )
        )
        return Member(
            id: user.id,
            visitor: Visitor(vouch: admin.vouch, token: signIn.accessToken.text)
        )
    }

    /// What the link in a message carries, once the message is there.
    private static func token(to address: String, _ vouch: RunningVouch) async throws -> String {
        let folder = URL(filePath: vouch.home).appending(path: "mail")
        let end = ContinuousClock.now + .seconds(30)
        while ContinuousClock.now < end {
            let files = try? FileManager.default.contentsOfDirectory(
                at: folder,
                includingPropertiesForKeys: nil
            )
            for file in files ?? [] {
                guard let text = try? String(contentsOf: file, encoding: .utf8),
                    text.contains(address),
                    let link = text.firstMatch(of: /#token=(\S+)/)
                else { continue }
                return String(link.1)
            }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw RunningVouch.NotReady()
    }
}

extension Visitor {
    /// Sends what somebody typed, to a path as it stands.
    func reply(
        _ verb: String,
        _ path: String,
        _ body: String? = nil,
        type: String = "application/json",
        key: String? = nil,
        ifMatch: String? = nil
    ) async throws -> Reply {
        var request = ClientRequest(Method(verb), path)
        if let body {
            request.head.headers.append(.contentType, type)
            request.body = .bytes(Array(body.utf8))
        }
        if let token { request.head.headers.append(.authorization, "Bearer \(token)") }
        if let key { request.head.headers.append("idempotency-key", key) }
        if let ifMatch { request.head.headers.append("if-match", ifMatch) }
        return try await reply(to: request, within: .seconds(30))
    }
}
