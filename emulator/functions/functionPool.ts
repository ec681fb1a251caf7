import { setTimeout as pause } from 'node:timers/promises';
import type { FunctionDefinition } from './definition';
import { type CallOrder, type CallOutcome, FunctionProcess, type ProcessSurroundings } from './functionProcess';

export interface PooledCall {
  readonly definition: FunctionDefinition;
  /** Built when a process is free, so that the clock's offset and the environment are those of the moment. */
  readonly order: () => CallOrder;
  readonly onOutput: (text: string) => void;
}

export interface PoolOptions {
  readonly maxProcesses: number;
  readonly idleMs: number;
  /** Added to the start of each process: the cloud takes longer than one's own machine. */
  readonly coldStartMs: number;
  readonly surroundings: (definition: FunctionDefinition) => ProcessSurroundings;
  readonly onLateFault: (message: string) => void;
}

interface Member {
  isNew: boolean;
  readonly process: FunctionProcess;
  /** Output goes to the call that runs, or to the last one that ran. */
  onOutput: (text: string) => void;
  reaper?: NodeJS.Timeout;
}

interface Waiting {
  readonly call: PooledCall;
  readonly settle: (outcome: CallOutcome) => void;
}

/** The processes of one function: one call at a time each, as many as are needed up to a limit, then a queue. */
export class FunctionPool {
  private readonly members = new Set<Member>();
  private readonly idle: Member[] = [];
  private readonly queue: Waiting[] = [];
  private closed = false;

  constructor(private readonly options: PoolOptions) {}

  get counts(): { processes: number; busy: number; queued: number } {
    const { size } = this.members;
    return { processes: size, busy: size - this.idle.length, queued: this.queue.length };
  }

  run(call: PooledCall): Promise<CallOutcome> {
    return new Promise((settle) => {
      this.queue.push({ call, settle });
      this.serve();
    });
  }

  /** Ends one of the processes that are at work, whatever it is doing; false: none is. */
  crashOne(): boolean {
    const busy = [...this.members].find((member) => !this.idle.includes(member));
    if (busy) void busy.process.end('the process was killed');
    return busy !== undefined;
  }

  setOffset(offsetMs: number): void {
    for (const member of this.members) member.process.setOffset(offsetMs);
  }

  async close(reason: string): Promise<void> {
    this.closed = true;
    for (const { settle } of this.queue.splice(0))
      settle({ ok: false, code: 'FUNCTIONS_EXECUTE_FAIL', message: reason });
    const members = [...this.members];
    for (const member of members) clearTimeout(member.reaper);
    await Promise.all(members.map((member) => member.process.end(reason)));
  }

  private serve(): void {
    while (!this.closed && this.queue.length > 0) {
      const [waiting] = this.queue as [Waiting];
      const member = this.take(waiting.call.definition) ?? this.grow(waiting.call);
      if (!member) return;
      this.queue.shift();
      void this.use(member, waiting);
    }
  }

  /** The most recently used process first, so that the others grow old and are reaped. */
  private take(definition: FunctionDefinition): Member | undefined {
    for (let member = this.idle.pop(); member; member = this.idle.pop()) {
      clearTimeout(member.reaper);
      const { usable, version, isCurrent } = member.process;
      if (usable && version === definition.version && isCurrent) return member;
      this.dismiss(member, 'the code has changed');
    }
    return undefined;
  }

  private grow(call: PooledCall): Member | undefined {
    if (this.members.size >= this.options.maxProcesses) return undefined;
    const member: Member = {
      isNew: true,
      onOutput: call.onOutput,
      process: new FunctionProcess(call.definition, this.options.surroundings(call.definition), {
        onOutput: (text) => member.onOutput(text),
        onLateFault: (message) => {
          member.onOutput(`${message}\n`);
          this.options.onLateFault(message);
        },
        onExit: () => {
          this.forget(member);
          this.serve();
        },
      }),
    };
    this.members.add(member);
    return member;
  }

  private async use(member: Member, { call, settle }: Waiting): Promise<void> {
    member.onOutput = call.onOutput;
    if (member.isNew && this.options.coldStartMs > 0) await pause(this.options.coldStartMs);
    member.isNew = false;
    const outcome = await member.process.call(call.order());
    if (member.process.usable && !this.closed) this.rest(member);
    settle(outcome);
    this.serve();
  }

  private rest(member: Member): void {
    this.idle.push(member);
    member.reaper = setTimeout(() => this.dismiss(member, 'idle'), this.options.idleMs);
    member.reaper.unref();
  }

  /** A process that is being ended no longer counts: its place is free at once. Called while serving: serves nobody. */
  private dismiss(member: Member, reason: string): void {
    this.forget(member);
    void member.process.end(reason);
  }

  private forget(member: Member): void {
    clearTimeout(member.reaper);
    this.members.delete(member);
    const position = this.idle.indexOf(member);
    if (position >= 0) this.idle.splice(position, 1);
  }
}
