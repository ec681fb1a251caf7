import { type ChildProcess, fork } from 'node:child_process';
import { dirname, join } from 'node:path';
import type { Writable } from 'node:stream';
import { serialize } from 'node:v8';
import { modifiedAt, type FunctionDefinition } from './definition';

export interface CallOrder {
  readonly entryFile: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly eventJson: string;
  readonly context: Readonly<Record<string, unknown>>;
  readonly offsetMs: number;
  readonly timeoutSeconds: number;
}

export type CallOutcome =
  | { readonly ok: true; readonly resultJson: string; readonly coldStartMs?: number }
  | { readonly ok: false; readonly code: string; readonly message: string; readonly coldStartMs?: number };

type WorkerMessage =
  | { type: 'started'; files: string[] }
  | { type: 'output'; text: string }
  | { type: 'fault'; message: string }
  | { type: 'reply'; ok: true; resultJson: string }
  | { type: 'reply'; ok: false; message: string };

interface RunningCall {
  readonly order: CallOrder;
  readonly settle: (outcome: CallOutcome) => void;
  timer?: NodeJS.Timeout;
  coldStartMs?: number;
}

export interface ProcessSurroundings {
  readonly environment: NodeJS.ProcessEnv;
  /** Where compiled code is kept; absent: nowhere. */
  readonly compiledStore?: string | undefined;
}

export interface ProcessEvents {
  readonly onOutput: (text: string) => void;
  /** An exception nobody caught, after the reply was already given. */
  readonly onLateFault: (message: string) => void;
  readonly onExit: () => void;
}

/** Loading a module has its own, generous limit on the platform; the function's timeout counts from `main`. */
const LOAD_LIMIT_SECONDS = 65;

const failed = (code: string, message: string): CallOutcome => ({ ok: false, code, message });
const timedOut = (seconds: number): CallOutcome =>
  failed('FUNCTIONS_TIME_LIMIT_EXCEEDED', `Invoking task timed out after ${seconds} seconds`);

/** One process of one function. It runs one call at a time; who calls it sees to that. */
export class FunctionProcess {
  readonly version: string;
  private readonly memoryMegabytes: number;
  private readonly child: ChildProcess;
  private readonly forkedAt = performance.now();
  private readonly exited: Promise<void>;
  private running: RunningCall | undefined;
  private loaded = false;
  private fault: string | undefined;
  private ended = false;
  private ordered = 0;
  /** The function's own files, and how old they were when they were loaded. */
  private readonly loadedAt = new Map<string, number>();
  /** The end of what node itself printed: how it says that memory ran out. */
  private lastPrint = '';

  constructor(
    definition: FunctionDefinition,
    { environment, compiledStore }: ProcessSurroundings,
    private readonly events: ProcessEvents,
  ) {
    this.version = definition.version;
    this.memoryMegabytes = definition.memoryMegabytes;
    this.child = fork(
      join(__dirname, 'worker.cjs'),
      compiledStore ? [compiledStore, dirname(definition.entryFile)] : [],
      {
        cwd: dirname(definition.entryFile),
        env: environment,
        execArgv: [`--max-old-space-size=${definition.memoryMegabytes}`],
        serialization: 'advanced',
        stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'ipc'],
      },
    );
    // A pipe that breaks is told by the end of the process.
    this.orders.on('error', () => undefined);
    // The worker sends its output as messages; only what node itself prints when it dies comes by the pipes.
    for (const pipe of [this.child.stdout, this.child.stderr]) {
      pipe?.setEncoding('utf8').on('data', (text: string) => this.printed(text));
    }
    this.child.on('message', (message) => this.receive(message as WorkerMessage));
    this.child.on('error', (error) => this.finish(failed('FUNCTIONS_EXECUTE_FAIL', error.message)));
    this.exited = new Promise((resolve) => this.child.once('close', () => this.closed(resolve)));
  }

  /** False once the process has ended or is being ended. */
  get usable(): boolean {
    return !this.ended && this.child.connected;
  }

  /** False once a file it has loaded is another one. */
  get isCurrent(): boolean {
    for (const [file, at] of this.loadedAt) if (modifiedAt(file) !== at) return false;
    return true;
  }

  call(order: CallOrder): Promise<CallOutcome> {
    if (this.ended) return Promise.resolve(failed('FUNCTIONS_EXECUTE_FAIL', 'the process was ended'));
    return new Promise((settle) => {
      this.running = { order, settle };
      this.limit(this.loaded ? order.timeoutSeconds : LOAD_LIMIT_SECONDS);
      const { timeoutSeconds: _, ...message } = order;
      this.hand(message);
    });
  }

  /** The order itself goes by a pipe that a process at rest waits on; the message is for one that is still awake. */
  private hand(message: object): void {
    const body = serialize(message);
    const head = Buffer.alloc(4);
    head.writeUInt32BE(body.length);
    this.orders.write(Buffer.concat([head, body]));
    this.ordered += 1;
    this.child.send({ type: 'order', number: this.ordered }, (error) => {
      if (error) this.finish(failed('FUNCTIONS_EXECUTE_FAIL', `the process is gone: ${error.message}`));
    });
  }

  setOffset(offsetMs: number): void {
    if (this.usable) this.child.send({ type: 'offset', offsetMs }, () => undefined);
  }

  /** Ends the process at once and waits for its exit; a running call answers with `reason`. */
  end(reason: string): Promise<void> {
    this.ended = true;
    this.finish(failed('FUNCTIONS_EXECUTE_FAIL', reason));
    this.child.kill('SIGKILL');
    return this.exited;
  }

  private receive(message: WorkerMessage): void {
    if (message.type === 'output') this.events.onOutput(message.text);
    else if (message.type === 'fault') this.faulted(message.message);
    else if (message.type === 'started') this.started(message.files);
    else if (message.ok) this.finish({ ok: true, resultJson: message.resultJson });
    else this.finish(failed('FUNCTIONS_EXECUTE_FAIL', message.message));
  }

  private started(files: readonly string[]): void {
    if (!this.running) return;
    this.loaded = true;
    for (const file of files) this.loadedAt.set(file, modifiedAt(file));
    this.running.coldStartMs = Math.round(performance.now() - this.forkedAt);
    this.limit(this.running.order.timeoutSeconds);
  }

  private limit(seconds: number): void {
    const running = this.running;
    if (!running) return;
    clearTimeout(running.timer);
    running.timer = setTimeout(() => {
      this.ended = true;
      this.finish(timedOut(seconds));
      this.child.kill('SIGKILL');
    }, seconds * 1000);
  }

  private faulted(message: string): void {
    this.ended = true;
    this.fault = message;
    if (this.running) this.finish(failed('FUNCTIONS_EXECUTE_FAIL', message));
    else this.events.onLateFault(message);
  }

  private finish(outcome: CallOutcome): void {
    const running = this.running;
    if (!running) return;
    this.running = undefined;
    clearTimeout(running.timer);
    const { coldStartMs } = running;
    running.settle(coldStartMs === undefined ? outcome : { ...outcome, coldStartMs });
  }

  private get orders(): Writable {
    return this.child.stdio[3] as Writable;
  }

  private printed(text: string): void {
    this.lastPrint = (this.lastPrint + text).slice(-10_000);
    this.events.onOutput(text);
  }

  private closed(resolve: () => void): void {
    this.ended = true;
    this.finish(failed('FUNCTIONS_EXECUTE_FAIL', this.fault ?? this.exitText()));
    this.events.onExit();
    resolve();
  }

  private exitText(): string {
    if (/heap out of memory|allocation failed/i.test(this.lastPrint)) {
      return `Memory limit exceeded: the function needs more than its ${this.memoryMegabytes} MB (memorySize)`;
    }
    const how = this.child.signalCode ?? `exit code ${this.child.exitCode}`;
    return `the process ended (${how}) before it replied`;
  }
}
