/** Delivers notifications until they are acknowledged, on WeChat Pay's published schedule, by the stand-in's clock. */
import { type Clock } from '../clock';
import { type Delivery, type Ledger, type Notification } from './ledger';
import { type PlatformKeys } from './merchantKeys';
import { newNotificationId, notificationMessage } from './notificationMessage';
import { nextNotify, type NotifyMode, type Script } from './script';

const ANSWER_WITHIN_MS = 5_000;
const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** 15s/15s/30s/3m/10m/20m/30m/30m/30m/60m/3h/3h/3h/6h/6h after the attempt before, then it is given up. */
export const RETRY_DELAYS_MS = [
  ...[15, 15, 30].map((seconds) => seconds * SECOND_MS),
  ...[3, 10, 20, 30, 30, 30, 60].map((minutes) => minutes * MINUTE_MS),
  ...[3, 3, 3, 6, 6].map((hours) => hours * HOUR_MS),
];

export type Announcement = Pick<
  Notification,
  'outTradeNo' | 'url' | 'eventType' | 'originalType' | 'summary' | 'plain'
>;

export interface Notifier {
  /** Remembers the notification and starts its first delivery. */
  announce(announcement: Announcement, nowMs: number): void;
  /** Starts what is due. */
  startDue(nowMs: number): void;
  /** Delivers the newest notification of the order once more, whatever became of it; its retry schedule is untouched. */
  resend(outTradeNo: string): Promise<Notification | undefined>;
  /** Waits for deliveries under way. */
  settled(): Promise<void>;
}

export function openNotifier(ledger: Ledger, keys: PlatformKeys, script: Script, clock: Clock): Notifier {
  const underWay = new Map<string, Promise<void>>();

  const attempt = async (id: string, nowMs: number, scheduled: boolean): Promise<void> => {
    const before = ledger.notifications.get(id);
    if (before === undefined) throw new Error(`no notification ${id}`);
    const mode = nextNotify(script, 'sent');
    const amountFen = before.originalType === 'transaction' ? script.amountFen.take() : undefined;
    const signed = () => ({ keys, signsWith: script.signsWith.take() });
    const send = () => deliver(before.url, notificationMessage(before, signed(), mode, nowMs, amountFen), mode, nowMs);
    const deliveries = await Promise.all(mode === 'twice' ? [send(), send()] : [send()]);
    const now = ledger.notifications.get(id) ?? before;
    ledger.notifications.put(id, afterAttempt(now, deliveries, scheduled, nowMs));
  };

  const start = (id: string, nowMs: number): void => {
    if (underWay.has(id)) return;
    const done = attempt(id, nowMs, true).finally(() => underWay.delete(id));
    underWay.set(id, done);
    done.catch((error: unknown) => console.error('notification failed:', id, error));
  };

  const settled = async (): Promise<void> => {
    await Promise.allSettled([...underWay.values()]);
  };

  return {
    announce: (announcement, nowMs) => {
      const made = newNotification(announcement, script, nowMs);
      ledger.notifications.put(made.id, made);
      if (isDue(made, nowMs)) start(made.id, nowMs);
    },
    startDue: (nowMs) => {
      const due = ledger.notifications.rows().filter((notification) => isDue(notification, nowMs));
      for (const { id } of due) start(id, nowMs);
    },
    resend: async (outTradeNo) => {
      const newest = ledger.notifications
        .rows()
        .filter((row) => row.outTradeNo === outTradeNo)
        .at(-1);
      if (newest === undefined) return undefined;
      await attempt(newest.id, await clock.now(), false);
      return ledger.notifications.get(newest.id);
    },
    settled,
  };
}

function newNotification(announcement: Announcement, script: Script, nowMs: number): Notification {
  const mode = nextNotify(script, 'made');
  return {
    id: newNotificationId(),
    ...announcement,
    createdAtMs: nowMs,
    state: mode === 'never' ? 'withheld' : 'due',
    tries: 0,
    nextAtMs: nowMs + (mode === 'delay' ? script.notifyDelayMs.take() : 0),
    deliveries: [],
  };
}

function isDue(notification: Notification, nowMs: number): boolean {
  return notification.state === 'due' && notification.nextAtMs <= nowMs;
}

function afterAttempt(before: Notification, made: Delivery[], scheduled: boolean, nowMs: number): Notification {
  const after = { ...before, deliveries: [...before.deliveries, ...made] };
  if (made.some(({ status }) => status === 200 || status === 204)) return { ...after, state: 'acknowledged' };
  if (!scheduled || before.state !== 'due') return after;
  const delayMs = RETRY_DELAYS_MS[before.tries];
  if (delayMs === undefined) return { ...after, state: 'givenUp' };
  return { ...after, tries: before.tries + 1, nextAtMs: nowMs + delayMs };
}

async function deliver(
  url: string,
  { headers, body }: { headers: Record<string, string>; body: string },
  mode: NotifyMode,
  nowMs: number,
): Promise<Delivery> {
  // A stand-in never talks to anybody outside this machine, whatever address it was given.
  if (new URL(url).hostname !== '127.0.0.1') return { atMs: nowMs, mode, error: 'only 127.0.0.1 is notified' };
  try {
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal });
    return { atMs: nowMs, mode, status: response.status, answer: (await response.text()).slice(0, 500) };
  } catch (error) {
    return { atMs: nowMs, mode, error: reasonOf(error) };
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
