import type { Reporter, TestModule } from 'vitest/node';

/** Prints the last line of a test run, alone and in plain text: `N passed, N failed`, and `, N skipped` where tests were. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    let passed = 0;
    let skipped = 0;
    let failed = unhandledErrors.length;
    for (const module of modules) {
      const before = failed;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') passed++;
        else if (state === 'skipped') skipped++;
        else failed++;
      }
      // A file that could not be collected has no failed test of its own.
      if (module.state() === 'failed' && failed === before) failed++;
    }
    process.once('exit', () => {
      console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
    });
  }
}
