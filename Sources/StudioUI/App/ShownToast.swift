import StudioModel

/// A toast on screen, and until when.
struct ShownToast: Hashable, Sendable {
  var toast: Toast
  var until: Timestamp
}

extension Toast {
  /// Long enough to read it twice; what went wrong stays longer.
  var lasting: Duration {
    let base: Duration =
      switch level {
      case .done, .note: .seconds(3)
      case .warning: .seconds(5)
      case .error: .seconds(8)
      }
    return base + .milliseconds(30 * min(text.utf8.count, 200))
  }
}

extension AppState {
  /// Shows a message, above those that are there; the same text is not shown twice.
  mutating func show(_ toast: Toast) {
    toasts.removeAll { $0.toast.text == toast.text }
    toasts.append(ShownToast(toast: toast, until: now + toast.lasting))
    if toasts.count > 3 { toasts.removeFirst(toasts.count - 3) }
  }
}
