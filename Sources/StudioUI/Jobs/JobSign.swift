public import StudioModel

/// The signs and short words that tell the states of sequences apart without colours.
public enum JobSign {
  private static let spinner = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"]

  /// A sign of one cell that turns while something runs; `step` may be anything.
  public static func turning(_ step: Int) -> String {
    let remainder = step % spinner.count
    return spinner[remainder < 0 ? remainder + spinner.count : remainder]
  }

  /// A sign of one cell that stands still.
  public static func still(_ status: JobStatus) -> String {
    switch status {
    case .finished: "✓"
    case .failed: "✗"
    case .cancelled: "-"
    case .partial: "!"
    case .unconfirmed: "?"
    case .drafted, .queued, .submitting, .submitted, .running, .downloading: "○"
    }
  }

  /// One word of at most eleven cells.
  public static func word(_ status: JobStatus) -> String {
    switch status {
    case .drafted: "draft"
    case .queued: "queued"
    case .submitting: "sending"
    case .submitted: "accepted"
    case .running: "running"
    case .downloading: "downloading"
    case .finished: "finished"
    case .partial: "partial"
    case .failed: "failed"
    case .cancelled: "cancelled"
    case .unconfirmed: "unconfirmed"
    }
  }

  public static func tone(_ status: JobStatus) -> Tone {
    switch status {
    case .drafted, .queued, .cancelled: .faint
    case .submitting, .submitted, .running, .downloading: .active
    case .finished: .good
    case .partial, .unconfirmed: .warning
    case .failed: .error
    }
  }
}
