/** Tells a cloud function how a payment or refund ended, again and again until it says that it has understood. */
import type { SteerableClock } from '../clock';
import type { FunctionHost } from '../functions/host';

/** Waits between attempts, in seconds, as WeChat Pay documents them: about a day in all. */
const WAITS_SECONDS = [15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10800, 10800, 10800, 21600, 21600];

export interface Notification {
  readonly functionName: string;
  readonly openid: string;
  readonly event: Readonly<Record<string, unknown>>;
}

/** One attempt, kept for whoever looks. */
export interface Attempt extends Notification {
  readonly at: number;
  readonly accepted: boolean;
  readonly answer: string;
}

interface Pending {
  readonly notification: Notification;
  readonly attempts: number;
  readonly dueAt: number;
}

export interface NotificationsOptions {
  readonly host: FunctionHost;
  readonly clock: SteerableClock;
  readonly appid: string;
  readonly log: (line: string) => void;
}

const ATTEMPTS_KEPT = 200;

export class Notifications {
  readonly attempts: Attempt[] = [];
  private pending: Pending[] = [];
  private alarm: NodeJS.Timeout | undefined;
  private closed = false;
  private readonly underWay = new Set<Promise<unknown>>();
  private readonly forgetClock: () => void;

  constructor(private readonly options: NotificationsOptions) {
    this.forgetClock = options.clock.onChange(() => this.arm());
  }

  /** Resolves after the first attempt; the others follow by the clock. */
  async send(notification: Notification): Promise<boolean> {
    return this.attempt({ notification, attempts: 0, dueAt: this.options.clock.now() });
  }

  get waiting(): readonly { functionName: string; dueAt: number }[] {
    return this.pending.map(({ notification: { functionName }, dueAt }) => ({ functionName, dueAt }));
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.alarm);
    this.forgetClock();
    await Promise.all(this.underWay);
  }

  private attempt(pending: Pending): Promise<boolean> {
    const work = this.call(pending);
    this.underWay.add(work);
    return work.finally(() => this.underWay.delete(work));
  }

  private async call({ notification, attempts }: Pending): Promise<boolean> {
    const { functionName, openid, event } = notification;
    const { appid, clock, host, log } = this.options;
    const at = clock.now();
    const result = await host.invoke({
      name: functionName,
      event: { ...event, userInfo: { appId: appid, openId: openid } },
      caller: { openid, appid, loginType: 'WECHAT', clientIp: '127.0.0.1' },
      source: 'wx_paycallback',
    });
    const answer = result.ok ? result.resultJson : `${result.code} ${result.message}`;
    const accepted = result.ok && understood(result.resultJson);
    this.attempts.push({ ...notification, at, accepted, answer });
    if (this.attempts.length > ATTEMPTS_KEPT) this.attempts.shift();
    if (accepted) return true;
    const wait = WAITS_SECONDS[attempts];
    log(`pay: ${functionName} did not answer {errcode: 0} but ${answer.slice(0, 200)}${wait ? '' : '; given up'}`);
    if (wait && !this.closed) {
      this.pending.push({ notification, attempts: attempts + 1, dueAt: clock.now() + wait * 1000 });
      this.arm();
    }
    return false;
  }

  private arm(): void {
    clearTimeout(this.alarm);
    if (this.closed || this.pending.length === 0) return;
    const soonest = Math.min(...this.pending.map(({ dueAt }) => dueAt));
    const waitMs = Math.min(Math.max(soonest - this.options.clock.now(), 0), 60_000);
    this.alarm = setTimeout(() => this.sweep(), waitMs);
    this.alarm.unref();
  }

  private sweep(): void {
    const now = this.options.clock.now();
    const due = this.pending.filter(({ dueAt }) => dueAt <= now);
    this.pending = this.pending.filter(({ dueAt }) => dueAt > now);
    for (const pending of due) void this.attempt(pending);
    this.arm();
  }
}

function understood(resultJson: string): boolean {
  const value: unknown = JSON.parse(resultJson);
  return value !== null && typeof value === 'object' && (value as { errcode?: unknown }).errcode === 0;
}
