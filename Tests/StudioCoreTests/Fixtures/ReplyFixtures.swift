import StudioModel
import Testing

@testable import StudioCore

/// A reply about a task and what it must be read as.
struct ReplyFixture: Sendable, CustomTestStringConvertible {
  var name: String
  var provider: ProviderID = .wavespeed
  var body: String
  var id: String? = "task-1"
  var phase: PredictionPhase
  var outputs: [PredictionOutput] = []
  var nsfw: [Bool] = []
  var time: Duration?

  var testDescription: String { name }
}

/// The first bytes of a PNG, enough to be taken for one.
let pictureBytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3]
let pictureBase64 = "iVBORw0KGgoBAgM="

enum ReplyFixtures {
  static let all = waiting + done + mixed + ended

  static let waiting = [
    ReplyFixture(
      name: "WaveSpeed as documented, created",
      body: #"""
        {"code":200,"message":"success","data":{"id":"task-1","model":"bytedance/seedream-v4",
        "outputs":[],"urls":{"get":"https://wavespeed.example/api/v3/predictions/task-1/result"},
        "has_nsfw_contents":[],"status":"created","created_at":"2026-01-31T08:00:00.123Z",
        "error":"","timings":{"inference":0}}}
        """#,
      phase: .waiting
    ),
    ReplyFixture(
      name: "flat, without envelope",
      body: #"{"id":"task-1","status":"processing"}"#,
      phase: .waiting
    ),
    ReplyFixture(
      name: "a status nobody knows keeps waiting",
      body: #"{"data":{"id":"task-1","status":"warming_up"}}"#,
      phase: .waiting
    ),
    ReplyFixture(
      name: "predictionId",
      provider: .atlascloud,
      body: #"{"code":200,"data":{"predictionId":"task-1","status":"starting"}}"#,
      phase: .waiting
    ),
    ReplyFixture(
      name: "Atlas flat submit reply",
      provider: .atlascloud,
      body: #"{"id":"task-1","status":"processing","model":"m","created_at":"now"}"#,
      phase: .waiting
    ),
    ReplyFixture(
      name: "the id as a number, the code as a string",
      body: #"{"code":"200","data":{"id":12345678901234567890,"status":"created"}}"#,
      id: "12345678901234567890",
      phase: .waiting
    ),
    ReplyFixture(
      name: "the id only in the result's address",
      body:
        #"{"data":{"status":"created","urls":{"get":"https://x/api/v3/predictions/task-1/result?a=1"}}}"#,
      phase: .waiting
    ),
    ReplyFixture(
      name: "an id and nothing else",
      body: #"{"data":{"id":"task-1"}}"#,
      phase: .waiting
    ),
    ReplyFixture(
      name: "outputs null while it works",
      body: #"{"data":{"id":"task-1","status":"processing","outputs":null,"error":null}}"#,
      phase: .waiting
    ),
  ]

  static let done = [
    ReplyFixture(
      name: "WaveSpeed completed",
      body: #"""
        {"code":200,"message":"success","data":{"id":"task-1","outputs":["https://cdn.example/1.png",
        "https://cdn.example/2.png"],"has_nsfw_contents":[false,true],"status":"completed",
        "error":"","timings":{"inference":12345.5}}}
        """#,
      phase: .completed,
      outputs: [.url("https://cdn.example/1.png"), .url("https://cdn.example/2.png")],
      nsfw: [false, true],
      time: .microseconds(12_345_500)
    ),
    ReplyFixture(
      name: "Atlas succeeded, seconds, short nsfw",
      provider: .atlascloud,
      body: #"""
        {"code":200,"data":{"id":"task-1","status":"succeeded","outputs":["https://cdn.example/1",
        "https://cdn.example/2"],"has_nsfw_contents":[true],"metrics":{"predict_time":"8.25"},
        "created_at":"2026-01-31T08:00:00Z","completed_at":"2026-01-31T08:00:09Z"}}
        """#,
      phase: .completed,
      outputs: [.url("https://cdn.example/1"), .url("https://cdn.example/2")],
      nsfw: [true],
      time: .milliseconds(8_250)
    ),
    ReplyFixture(
      name: "output as one string",
      provider: .atlascloud,
      body: #"{"data":{"id":"task-1","status":"completed","output":"https:\/\/cdn.example\/1"}}"#,
      phase: .completed,
      outputs: [.url("https://cdn.example/1")]
    ),
    ReplyFixture(
      name: "output as a list beside empty outputs",
      provider: .atlascloud,
      body:
        #"{"id":"task-1","status":"Completed","outputs":[],"output":["https://cdn.example/1"]}"#,
      phase: .completed,
      outputs: [.url("https://cdn.example/1")]
    ),
    ReplyFixture(
      name: "data addresses and naked base64",
      body: """
        {"data":{"id":"task-1","status":"completed","outputs":[
        "data:image/png;base64,\(pictureBase64)","\(pictureBase64)","iVBORw0K\\nGgoBAgM\\u003d"]}}
        """,
      phase: .completed,
      outputs: [.inline(pictureBytes), .inline(pictureBytes), .inline(pictureBytes)]
    ),
    ReplyFixture(
      name: "objects around the pictures",
      body: """
        {"data":{"id":"task-1","status":"completed","outputs":[{"url":"https://cdn.example/1"},
        {"image":"data:image/jpeg;base64,\(pictureBase64)"},{"output":"https://cdn.example/3"},
        {"image":{"url":"https://cdn.example/4"}},{"url":"","b64_json":"\(pictureBase64)"}]}}
        """,
      phase: .completed,
      outputs: [
        .url("https://cdn.example/1"), .inline(pictureBytes), .url("https://cdn.example/3"),
        .url("https://cdn.example/4"), .inline(pictureBytes),
      ]
    ),
    ReplyFixture(
      name: "pictures without a status",
      body: #"{"id":"task-1","outputs":["https://cdn.example/1"]}"#,
      phase: .completed,
      outputs: [.url("https://cdn.example/1")]
    ),
    ReplyFixture(
      name: "one nsfw flag for all",
      body:
        #"{"id":"task-1","status":"completed","outputs":["https://x/1","https://x/2"],"has_nsfw_contents":"true"}"#,
      phase: .completed,
      outputs: [.url("https://x/1"), .url("https://x/2")],
      nsfw: [true, true]
    ),
  ]

  static let mixed = [
    ReplyFixture(
      name: "gaps keep their place",
      body: #"""
        {"data":{"id":"task-1","status":"completed","outputs":[null,"https://x/2","",
        {"error":{"code":"OutputImageSensitiveContentDetected","message":"sensitive"}},
        {"url":null,"error":"no luck"},"moderated!","https://x/7",7,{}]}}
        """#,
      phase: .completed,
      outputs: [
        .missing(reason: missing), .url("https://x/2"), .missing(reason: missing),
        .refused(reason: "sensitive"), .refused(reason: "no luck"),
        .refused(reason: "moderated!"), .url("https://x/7"), .missing(reason: unreadable),
        .missing(reason: missing),
      ]
    ),
    ReplyFixture(
      name: "completed with nothing but refusals",
      body: #"{"data":{"id":"task-1","status":"completed","outputs":[null,{"error":"no luck"}]}}"#,
      phase: .failed,
      outputs: [.missing(reason: missing), .refused(reason: "no luck")]
    ),
  ]

  static let ended = [
    ReplyFixture(
      name: "completed without outputs",
      body: #"{"data":{"id":"task-1","status":"completed","outputs":[]}}"#,
      phase: .failed
    ),
    ReplyFixture(
      name: "failed as documented",
      body:
        #"{"code":200,"data":{"id":"task-1","status":"failed","error":"prompt","code":1400,"outputs":[]}}"#,
      phase: .failed
    ),
    ReplyFixture(
      name: "timeout",
      body: #"{"data":{"id":"task-1","status":"timeout"}}"#,
      phase: .failed
    ),
    ReplyFixture(
      name: "cancelled",
      body: #"{"data":{"id":"task-1","status":"Cancelled"}}"#,
      phase: .failed
    ),
    ReplyFixture(
      name: "deleted",
      body: #"{"data":{"id":"task-1","status":"deleted"}}"#,
      phase: .failed
    ),
    ReplyFixture(
      name: "failed after some pictures",
      body: #"{"data":{"id":"task-1","status":"failed","outputs":["https://x/1"]}}"#,
      phase: .failed,
      outputs: [.url("https://x/1")]
    ),
  ]

  private static let missing = "the service left this picture out and gave no reason"
  private static let unreadable = "the service sent something here that is not a picture"
}
