import StudioModel

/// The sign and the word at the start of a job's line.
struct LiveMark {
  let sign: String
  let word: String
  let tone: Tone

  init(_ entry: LiveJob, beat: Int) {
    let status = entry.job.status
    var (sign, word, tone) = (JobSign.still(status), JobSign.word(status), JobSign.tone(status))
    switch entry.stand {
    case .working:
      sign = JobSign.turning(beat)
      if status == .unconfirmed { word = "searching" }
    case .paused: (sign, word, tone) = ("⏸", "paused", .warning)
    case .blocked: (sign, word, tone) = ("!", "disk", .error)
    case .needsPerson: (sign, tone) = ("?", .warning)
    case .heldElsewhere, .unattended, .ended: break
    }
    self.sign = sign
    self.word = word
    self.tone = tone
  }
}
