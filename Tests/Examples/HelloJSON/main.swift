import HTTP

let server = try await Server.start(ServerConfiguration(port: 0)) { _ in
    .json(Array(#"{"hello":"world"}"#.utf8))
}
let hello = Upstream("hello", at: [.init("127.0.0.1", server.port)], over: .http2)
let call = ClientRequest.json(.post, "/greetings", Array(#"{"from":"the client"}"#.utf8))
let answer = try await Client().send(call, to: hello, deadline: .after(.seconds(2)))
print(answer.status.code, String(decoding: try await answer.collect(), as: UTF8.self))
try await server.drain()
