import CImaging

/// What a call through the wall came to, as a typed failure.
enum LibraryOutcome {
  static func check(
    _ status: imaging_status,
    _ report: imaging_report
  ) throws(PictureFailure) {
    switch status {
    case IMAGING_OK: return
    case IMAGING_TRUNCATED: throw .truncated
    case IMAGING_UNSUPPORTED: throw .unsupported(detail: text(report))
    case IMAGING_TOO_LARGE: throw .tooLarge(detail: text(report))
    case IMAGING_NO_MEMORY: throw .outOfMemory
    case IMAGING_CANCELLED: throw .cancelled
    case IMAGING_READ_FAILED: throw .unreadable(errno: report.error_number)
    default: throw .damaged(detail: text(report))
    }
  }

  private static func text(_ report: imaging_report) -> String {
    let text = withUnsafePointer(to: report) { String(cString: imaging_report_text($0)) }
    return text.isEmpty ? "no detail" : text
  }
}

extension PictureHeader {
  /// A report that expects the size of this header.
  var report: imaging_report {
    var report = imaging_report()
    report.width = UInt32(clamping: width)
    report.height = UInt32(clamping: height)
    return report
  }
}
