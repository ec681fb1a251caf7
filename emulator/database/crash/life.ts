import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { encode } from '../store/codec';
import type { Answer, Life, Order } from './order';

/** How long to wait for a process that should have died or answered. */
const patienceMs = 20_000;

/** One victim process and the conversation with it. */
export class VictimProcess {
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly waiting = new Map<number, (answer: Answer) => void>();
  private readonly said = new Map<string, () => void>();
  private count = 0;
  private complaints = '';
  isReady = false;
  /** Settles when it is dead, however that came about. */
  readonly dead: Promise<void>;

  constructor(script: string, life: Life) {
    this.child = spawn(process.execPath, [script, JSON.stringify(life)]);
    this.child.stderr.on('data', (chunk: Buffer) => (this.complaints += chunk.toString()));
    this.child.stdin.on('error', () => undefined); // it is dead already; `dead` says how
    createInterface({ input: this.child.stdout }).on('line', (line) => this.hear(line));
    this.dead = new Promise((resolve, reject) => {
      const impatient = setTimeout(() => reject(new Error('the victim neither died nor went on')), patienceMs);
      this.child.on('error', reject);
      this.child.on('close', (code, signal) => {
        clearTimeout(impatient);
        if (signal === 'SIGKILL') resolve();
        else reject(new Error(`the victim ended by itself with ${code}: ${this.complaints}`));
      });
    });
  }

  private hear(line: string): void {
    if (line === 'ready') this.isReady = true;
    this.said.get(line)?.();
    if (!line.startsWith('{')) return;
    const answer = JSON.parse(line) as Answer;
    this.waiting.get(answer.number)?.(answer);
    this.waiting.delete(answer.number);
  }

  /** Never settles if it dies first. */
  says(line: 'opening' | 'ready'): Promise<void> {
    return new Promise((resolve) => this.said.set(line, resolve));
  }

  /** Answers what the engine acknowledged or refused; never settles if the process dies first. */
  carryOut(order: Order): Promise<Answer> {
    this.count += 1;
    const number = this.count;
    return new Promise((resolve) => {
      this.waiting.set(number, resolve);
      this.child.stdin.write(`${encode({ number, order })}\n`);
    });
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }
}
