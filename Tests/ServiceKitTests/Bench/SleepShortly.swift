import Foundation

/// Blocks the thread for a moment.
func sleepShortly() { Thread.sleep(forTimeInterval: 0.005) }
