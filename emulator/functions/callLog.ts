import type { CallRecord } from './localHost';

const CALLS_KEPT = 200;
const LINES_KEPT = 500;
const CHARACTERS_KEPT = 4000;

/** Output that arrives in pieces becomes lines; the last one may still be open. */
export class OutputLines {
  readonly lines: string[] = [];
  private open = false;

  append(text: string): void {
    const pieces = text.split('\n');
    pieces.forEach((piece, index) => {
      if (index === 0 && this.open) this.extend(piece);
      else if (piece !== '' || index < pieces.length - 1) this.add(piece);
    });
    this.open = pieces.at(-1) !== '';
  }

  private extend(piece: string): void {
    const last = this.lines.length - 1;
    this.lines[last] = `${this.lines[last]}${piece}`.slice(0, CHARACTERS_KEPT);
  }

  private add(line: string): void {
    if (this.lines.length < LINES_KEPT) this.lines.push(line.slice(0, CHARACTERS_KEPT));
    else if (this.lines.length === LINES_KEPT) this.lines.push(`… more than ${LINES_KEPT} lines, the rest is not kept`);
  }
}

/** The last calls of one function, and what they add up to. */
export class CallLog {
  private readonly records: CallRecord[] = [];
  private totals = { calls: 0, errors: 0, coldStarts: 0 };
  private lastColdStartMs: number | undefined;

  add(record: CallRecord): void {
    this.records.push(record);
    if (this.records.length > CALLS_KEPT) this.records.shift();
    this.totals.calls += 1;
    if (record.result !== 'OK') this.totals.errors += 1;
    if (record.coldStartMs === undefined) return;
    this.totals.coldStarts += 1;
    this.lastColdStartMs = record.coldStartMs;
  }

  recent(): readonly CallRecord[] {
    return this.records;
  }

  summary(): { calls: number; errors: number; coldStarts: number; lastColdStartMs?: number } {
    return { ...this.totals, ...(this.lastColdStartMs === undefined ? {} : { lastColdStartMs: this.lastColdStartMs }) };
  }
}
