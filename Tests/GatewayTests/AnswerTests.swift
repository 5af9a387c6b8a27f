import HTTP
import Testing

@testable import gateway

/// What every answer says, and what none does.
@Suite struct AnswerTests {
    @Test func namesOfARequestArePassedOnOrMade() async throws {
        let trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
        try await withEdge { edge in
            let given = try await edge.ask(
                .get,
                "/open",
                [("x-request-id", "mine.1_2-3"), ("traceparent", trace)]
            )
            #expect(given[.requestID] == "mine.1_2-3")
            #expect(given.text.contains("\nx-request-id: mine.1_2-3\n"))
            #expect(given.text.contains("\ntraceparent: \(trace)\n"))
            let bad = [
                ("x-request-id", #"a"b"#), ("traceparent", trace.uppercased()),
                ("x-request-id", ""),
                ("x-request-id", String(repeating: "a", count: 65)),
                ("traceparent", "00-00000000000000000000000000000000-b7ad6b7169203331-01"),
            ]
            for field in bad {
                let made = try await edge.ask(.get, "/open", [field])
                #expect(made[.requestID] != field.1)
                #expect(!made.text.contains(": \(field.1)\n"))
                let name = try #require(made[.requestID])
                #expect(name.count == 32)
                #expect(made.text.contains("\ntraceparent: 00-\(name)-"))
            }
            let (one, other) = (
                try await edge.ask(.get, "/open"), try await edge.ask(.get, "/open")
            )
            #expect(one[.requestID] != other[.requestID])
        }
    }

    @Test func everyAnswerIsSafeToShow() async throws {
        try await withEdge(handler: { _ in
            var headers = Headers()
            for (name, value) in [
                ("server", "secret/1.0"), ("x-powered-by", "x"), ("etag", "\"5\""),
                ("content-type", "application/json"), ("connection", "close"),
            ] { headers.append(name: name.utf8, value: value.utf8) }
            return Response(.ok, headers: headers, body: .bytes(Array("{}".utf8)))
        }) { edge in
            let answer = try await edge.ask(.get, "/open")
            #expect(answer[.server] == nil)
            #expect(answer.headers.contains("x-powered-by") == false)
            #expect(answer["etag"] == "\"5\"")
            #expect(answer[.contentType] == "application/json")
            #expect(answer[.contentTypeOptions] == "nosniff")
            #expect(answer[.transportSecurity] == nil, "the listener is in clear")
            #expect(answer.headers.all(.date).count == 1)
            #expect(answer.headers.all(.requestID).count == 1)
            #expect(answer.headers.all(.contentLength).count == 1)
        }
    }

    @Test func aRefusalOfAServicePassesUnchangedAndIsNotStored() async throws {
        try await withEdge(handler: { _ in .problem(.conflict, title: "Taken.") }) { edge in
            let answer = try await edge.ask(.get, "/open")
            #expect(answer.status == 409)
            #expect(answer.text.contains("Taken."))
            #expect(answer[.cacheControl] == "no-store")
        }
    }

    @Test func theAccessLogSaysWhatWasDoneAndNotByWhom() async throws {
        try await withEdge { edge in
            let token = try edge.token()
            _ = try await edge.ask(.get, "/things/very-secret?q=hidden", token: token)
            _ = try await edge.ask(.get, "/nowhere/ada@example.com")
            _ = try await edge.ask(.other("SMUGGLE"), "/open")
            try await expectEventually { edge.lines.text.split(separator: "\n").count == 3 }
            let lines = edge.lines.text.split(separator: "\n").map(String.init)
            #expect(lines[0].contains(#""method":"GET","operation":"ReadThing","#))
            #expect(lines[0].contains(#""path":"/things/{id}","to":"matching","status":200"#))
            #expect(lines[0].contains(#""caller":"user""#))
            #expect(lines[1].contains(#""status":404"#))
            #expect(lines[2].contains(#""method":"other""#))
            let secrets = ["secret", "hidden", "ada@", token, "127.0.0.1", "SMUGGLE", "0000-0000"]
            for secret in secrets { #expect(!edge.lines.text.contains(secret), "\(secret)") }
        }
    }

    @Test func thePagesAreServed() async throws {
        try await withEdge { edge in
            let contract = try await edge.ask(.get, "/openapi.json")
            #expect(contract.text.contains(#""openapi": "3.1.0""#))
            let tag = try #require(contract["etag"])
            let again = try await edge.ask(.get, "/openapi.json", [("if-none-match", tag)])
            #expect(again.status == 304)
            let page = try await edge.ask(.get, "/docs")
            #expect(page[.contentType] == "text/html; charset=utf-8")
            #expect(!page.text.contains("/*script*/"))
            #expect(!page.text.contains("/*style*/"))
            let policy = try #require(page[.contentPolicy])
            #expect(policy.contains("default-src 'none'"))
            #expect(!policy.contains("unsafe"))
            #expect(try await edge.ask(.get, "/healthz").text == #"{"status":"alive"}"#)
            try await expect(404, edge.ask(.get, "/metrics"))
        }
    }
}
