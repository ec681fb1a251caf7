/** Fault switches on realtime messages, both ways: `LOGIN`, `INIT_WATCH`, … come in, `INIT_EVENT`, `NEXT_EVENT`, … go out. */
import { carryOut, ConnectionCut, pause } from './carryOut';
import type { Faults } from './faults';
import type { FaultRule } from './rule';

interface Frame {
  readonly watchId?: string;
  readonly requestId?: string;
  readonly msgType?: string;
  readonly msgData?: Readonly<Record<string, unknown>> | null;
}

export interface SocketEnd {
  readonly send: (message: object) => void;
  /** Closes the socket without a word. */
  readonly cut: () => void;
}

function frameOf(text: string): Frame {
  try {
    return (JSON.parse(text) as Frame | null) ?? {};
  } catch {
    return {}; // the session says what it thinks of it
  }
}

function errorFrame({ watchId, requestId }: Frame, code = 'SYS_ERR', message = 'set by a fault switch'): object {
  return { watchId, requestId, msgType: 'ERROR', msgData: { code, message } };
}

/** One socket's messages, on their way through the switches. */
export class FaultyLine {
  private muted = false;
  /** Messages that wait for a delayed one before them: none overtakes another. */
  private waiting: Promise<void> | undefined;

  constructor(
    private readonly faults: Faults,
    private readonly end: SocketEnd,
  ) {}

  /** Hands a client's frame to the session, or does what a switch says. */
  async receive(text: string, session: (text: string) => Promise<void>): Promise<void> {
    const frame = frameOf(text);
    const rule = this.strike(frame);
    if (!rule) return session(text);
    // Swallowed, not hanging: the frames behind it are still read.
    if (rule.effect === 'timeout') return;
    if (rule.effect === 'dropAfter') this.muted = true;
    try {
      await carryOut(
        rule,
        () => session(text),
        ({ code, message }) => this.end.send(errorFrame(frame, code, message)),
      );
    } catch (error) {
      if (!(error instanceof ConnectionCut)) throw error;
      this.end.cut();
    }
  }

  send(message: object): void {
    if (this.muted) return;
    const rule = this.strike(message as Frame);
    if (!rule && !this.waiting) return this.end.send(message);
    const before = this.waiting ?? Promise.resolve();
    const sent = before.then(() => this.sendAs(rule, message));
    this.waiting = sent;
    void sent.then(() => {
      if (this.waiting === sent) this.waiting = undefined;
    });
  }

  private async sendAs(rule: FaultRule | undefined, message: object): Promise<void> {
    if (rule?.delayMs) await pause(rule.delayMs);
    if (rule?.effect === 'timeout') return;
    if (rule?.effect === 'dropBefore') return this.end.cut();
    if (rule?.effect === 'error') return this.end.send(errorFrame(message as Frame, rule.code, rule.message));
    this.end.send(message);
    if (rule?.effect === 'dropAfter') this.end.cut();
  }

  private strike({ msgType = '', msgData }: Frame): FaultRule | undefined {
    if (!this.faults.isArmed('watch')) return undefined;
    const collection = typeof msgData?.collName === 'string' ? { collection: msgData.collName } : {};
    return this.faults.strike({ on: 'watch', name: msgType, ...collection });
  }
}
