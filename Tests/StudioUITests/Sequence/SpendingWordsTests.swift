import CellGrid
import StudioModel
import StudioUI
import Testing

@Suite struct SpendingWordsTests {
  private func form(
    today: Int64 = 0,
    underWay: Int64 = 0,
    dailyCap: Int64? = nil,
    jobCap: Int64? = nil
  ) -> Form {
    var form = Form()
    form.account.spending = SpendingNow(
      today: Money(microdollars: today),
      underWay: Money(microdollars: underWay),
      dailyCap: dailyCap.map { Money(microdollars: $0) },
      jobCap: jobCap.map { Money(microdollars: $0) }
    )
    return form
  }

  @Test func thePriceShowsAtEverySize() {
    for height in [1, 2, 3, 4, 6, 9, 16, 40] {
      for references in [0, 1, 10] {
        var form = Form(Form.edit40, references: references)
        form.size = Size(width: 38, height: height)
        #expect(form.said.contains("up to 4 × $0.027 = $0.108"))
      }
    }
  }

  @Test func whatWasSpentStandsBelowThePrice() {
    var form = form(today: 1_240_000, underWay: 108_000, dailyCap: 10_000_000)
    form.account.balances[.wavespeed] = Money(microdollars: 12_300_000)
    #expect(
      form.said.contains("today $1.24 of $10.00 · under way up to $0.108 · balance $12.30")
    )
  }

  @Test func theCapIsPassedOnlyByTheWholeSum() {
    let fits = form(today: 800_000, underWay: 92_000, dailyCap: 1_000_000)
    #expect(!fits.said.contains("over the cap"))
    let over = form(today: 800_000, underWay: 92_001, dailyCap: 1_000_000)
    #expect(
      over.said.contains(
        "over the cap: will not be sent ($0.80 today + $0.092001 under way + $0.108, of $1.00 a day)"
      )
    )
  }

  @Test func theCapOfOneSequenceCounts() {
    #expect(!form(jobCap: 108_000).shown.contains("over the cap"))
    let over = form(jobCap: 107_999)
    #expect(over.said.contains("over the cap: will not be sent ($0.107999 a sequence)"))
  }

  @Test func theCapComesFirstWhereThereIsOneLine() {
    var form = form(today: 5_000_000, dailyCap: 1_000_000)
    form.size = Size(width: 38, height: 6)
    #expect(form.said.contains("over the cap: will not be sent"))
  }

  @Test func aSmallBalanceIsSaid() {
    var form = form()
    form.account.balances[.wavespeed] = Money(microdollars: 50_000)
    #expect(form.said.contains("balance $0.05 is less than this can cost"))
    form.account.balances[.wavespeed] = Money(microdollars: 108_000)
    #expect(!form.said.contains("is less than"))
  }

  @Test func nothingCostsAnythingInTheDemo() {
    var form = form(today: 5_000_000, dailyCap: 1_000_000)
    form.account.isDemo = true
    #expect(form.said.contains("demo: nothing costs anything"))
    #expect(!form.said.contains("over the cap"))
    #expect(form.said.contains("up to 4 × $0.027 = $0.108"))
    #expect(form.row("Provider").contains("simulated"))
  }

  @Test func anEstimateSaysThatItIsOne() {
    var form = Form(Form.text40, .atlascloud)
    form.size = Size(width: 118, height: 36)
    #expect(form.said.contains("$0.108, estimate"))
    #expect(form.said.contains("does not say whether it bills the number asked or delivered"))
  }
}
