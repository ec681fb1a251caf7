/** Adds up what every part of the test run says, for the one closing line. */
import { readFileSync } from 'node:fs';

export class Tally {
  passed = 0;
  failed = 0;
  skipped = 0;
  readonly parts: string[] = [];

  add(part: string, { passed, failed, skipped = 0 }: { passed: number; failed: number; skipped?: number }): void {
    this.passed += passed;
    this.failed += failed;
    this.skipped += skipped;
    this.parts.push(`${part}: ${passed} passed${failed > 0 ? `, ${failed} FAILED` : ''}`);
  }

  /** A suite that could not even start counts as one failure: it must not vanish from the sum. */
  addJest(part: string, file: string): void {
    const result = JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>;
    this.add(part, {
      passed: result.numPassedTests ?? 0,
      failed: (result.numFailedTests ?? 0) + (result.numRuntimeErrorTestSuites ?? 0),
      skipped: result.numPendingTests ?? 0,
    });
  }

  closingLine(): string {
    return `${this.passed} passed, ${this.failed} failed${this.skipped > 0 ? `, ${this.skipped} skipped` : ''}`;
  }
}
