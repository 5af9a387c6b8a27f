import Contract
import Foundation
import Postgres
import ServiceStore
import TestKit
import Testing
import Vocabulary

@testable import ServiceKit
@testable import identity

@Suite("Messages are sent once what they are about is kept")
struct MailDeliveryTests {
    @Test("one that was not taken is tried again later, and given up in the end")
    func retried() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            bench.mailbox.fail(.refused(451))
            let token = try await bench.startInviting("eve@example.com", ours, as: .recruiter)
            #expect(token == nil)
            var tries = 1
            for _ in 0..<20 {
                bench.clock.advance(by: .seconds(1_801))
                tries += try await bench.composition.delivery.deliver()
            }
            #expect(tries == Mail.triesMax)
            let waiting: Int = try await bench.schema.owner.row("SELECT count(*) FROM mails")
            #expect(waiting == 0)
        }
    }

    @Test("one that is taken at last carries a link that works")
    func late() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            bench.mailbox.fail(.unreachable)
            _ = try await bench.startInviting("eve@example.com", ours, as: .recruiter)
            bench.mailbox.fail(nil)
            #expect(try await bench.composition.delivery.deliver() == 0)
            bench.clock.advance(by: .seconds(31))
            try await bench.deliver()
            let token = try #require(bench.mailbox.messages.first?.token)
            let accept = AcceptInvitation(
                token: Confidential(token),
                password: Confidential(Bench.password)
            )
            _ = try await bench.send(accept)
        }
    }

    @Test("an address that the server refuses for good is not tried again")
    func final() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            bench.mailbox.fail(.undeliverable(550))
            _ = try await bench.startInviting("eve@example.com", ours, as: .recruiter)
            bench.clock.advance(by: .seconds(3_600))
            #expect(try await bench.composition.delivery.deliver() == 0)
        }
    }

    @Test("one whose sender died is sent by another, and by no two at once")
    func lease() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            for index in 0..<20 {
                _ = try await bench.send(
                    InviteUser(
                        email: .literal("m\(index)@example.com"),
                        name: "M",
                        role: .recruiter
                    ),
                    as: ours.token
                )
            }
            let dead = try await MailStore(bench.store.system).take(
                2,
                for: MailDelivery.lease,
                at: bench.clock.now
            )
            #expect(dead.count == 2)
            let others = (0..<3).map { _ in bench.replica().delivery }
            for _ in 0..<4 {
                _ = await bench.atOnce(3) { try await others[$0].deliver() }
            }
            #expect(bench.mailbox.messages.count == 18)
            bench.clock.advance(by: MailDelivery.lease)
            try await bench.deliver()
            let readers = bench.mailbox.messages.map(\.to.text)
            #expect(readers.count == 20 && Set(readers).count == 20)
        }
    }

    @Test("an invitation that was withdrawn meanwhile is not sent")
    func withdrawn() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            let invited = try await bench.send(
                InviteUser(email: .literal("eve@example.com"), name: "Eve", role: .recruiter),
                as: ours.token
            )
            _ = try await bench.send(UpdateUser(id: invited.id, disabled: true), as: ours.token)
            try await bench.deliver()
            #expect(bench.mailbox.messages.isEmpty)
        }
    }

    @Test("without a mail server, each lies in a file that only we can read")
    func spool() async throws {
        let blocking = BlockingWork(threads: 1)
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "vouch-spool-\(UUID().uuidString)/mail")
        defer { try? FileManager.default.removeItem(at: folder.deletingLastPathComponent()) }
        let spool = MailSpool(folder.path(), on: blocking)
        let message = MailMessage(
            from: .literal("a@vouch.example"),
            to: .literal("ada@example.com"),
            subject: "Your link",
            body: "Grüße\nhttps://vouch.example/x#token=vo_x\n",
            date: Instant(seconds: 0),
            id: MailID(5)
        )
        try await spool.send(message)
        try await spool.send(message)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path())
        #expect(names == ["\(MailID(5)).eml"])
        let text = try String(contentsOf: folder.appending(path: names[0]), encoding: .utf8)
        #expect(text.contains("\r\nhttps://vouch.example/x#token=vo_x\r\n"))
        #expect(text.contains("\r\nDate: Thu, 01 Jan 1970 00:00:00 +0000\r\n"))
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.path())
        #expect((attributes[.posixPermissions] as? Int) == 0o700)
        let blocked = MailSpool("/dev/null/mail", on: blocking)
        await #expect(throws: MailError.cannotSpool) { try await blocked.send(message) }
        await blocking.end()
    }
}
