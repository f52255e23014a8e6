import StudioImaging
import Testing

@testable import ProviderSimulator

@Suite struct DownloadTests {
  @Test(arguments: [SimulatorPictureFormat.jpeg, .png])
  func filesAreRealPicturesOfTheAskedSize(format: SimulatorPictureFormat) throws {
    let bench = try Bench { $0.pictureFormat = format }
    let url = try bench.outputs(try bench.acceptedID(["size": "320*213"]))[0]
    let file = try bench.client.download(url)
    #expect(file.status == 200)
    #expect(file.headers["content-type"] == "image/\(format.rawValue)")
    #expect(PictureSignature.type(of: file.body) == "image/\(format.rawValue)")
    let raster = try PictureDecoder.decode(bytes: file.body, fitting: (width: 400, height: 400))
    #expect(raster.width == 320)
    #expect(raster.height == 213)
  }

  @Test func rangesResumeADownload() throws {
    let bench = try Bench()
    let url = try bench.outputs(try bench.acceptedID())[0]
    let whole = try bench.client.download(url)
    let tag = try #require(whole.headers["etag"])
    #expect(whole.headers["accept-ranges"] == "bytes")
    let size = whole.body.count
    let rest = try bench.client.download(url, ["Range": "bytes=100-", "If-Range": tag])
    #expect(rest.status == 206)
    #expect(rest.headers["content-range"] == "bytes 100-\(size - 1)/\(size)")
    #expect(rest.body == Array(whole.body[100...]))
    let part = try bench.client.download(url, ["Range": "bytes=5-9"])
    #expect(part.body == Array(whole.body[5...9]))
    let end = try bench.client.download(url, ["Range": "bytes=-7"])
    #expect(end.body == Array(whole.body.suffix(7)))
    let other = try bench.client.download(url, ["Range": "bytes=5-", "If-Range": "\"x\""])
    #expect(other.status == 200)
    #expect(other.body == whole.body)
    let beyond = try bench.client.download(url, ["Range": "bytes=\(size)-"])
    #expect(beyond.status == 416)
    #expect(beyond.headers["content-range"] == "bytes */\(size)")
    #expect(try bench.client.download(url, ["Range": "lines=1-2"]).status == 200)
  }

  @Test func headAnswersWithoutTheBody() throws {
    var bench = try Bench()
    let url = try bench.outputs(try bench.acceptedID())[0]
    let whole = try bench.client.download(url)
    bench.client.key = nil
    let head = try bench.client.send("HEAD", bench.client.path(url))
    #expect(head.status == 200)
    #expect(head.headers["content-length"] == String(whole.body.count))
    #expect(head.body.isEmpty)
  }

  @Test func aKeyThatReachesTheFilesIsNoted() throws {
    let bench = try Bench()
    let url = try bench.outputs(try bench.acceptedID())[0]
    let leak = try bench.client.get(bench.client.path(url))
    #expect(leak.status == 400)
    #expect(bench.server.keyLeaks.count == 1)
    #expect(try bench.client.download(url).status == 200)
    #expect(bench.server.keyLeaks.count == 1)
  }

  @Test func guessedAddressesAreNotServed() throws {
    let bench = try Bench()
    let id = try bench.acceptedID()
    let url = try bench.outputs(id)[0]
    let token = Simulation.token(id, 0)
    let guess = String(repeating: "0", count: 32)
    let wrong = bench.client.path(url).split(separator: "/").map {
      $0 == token ? guess : String($0)
    }
    #expect(try bench.client.download("/" + wrong.joined(separator: "/")).status == 404)
    #expect(try bench.client.download(url.dropLast(6) + "3.jpeg").status == 404)
  }
}
