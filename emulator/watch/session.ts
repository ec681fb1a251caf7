/** The realtime protocol on one WebSocket: LOGIN, INIT_WATCH, REBUILD_WATCH, CHECK_LAST, CLOSE_WATCH, PING. */
import { randomUUID } from 'node:crypto';
import type { Identity } from '../auth/identity';
import { EngineError } from '../database/engine';
import type { Platform } from '../platform';
import type { WatchHub } from './hub';
import { watchQueryOf } from './initRequest';
import { Login } from './login';
import { readMessage, type Message } from './message';
import { readQueryId } from './queryId';
import { refuse, wireCode } from './refusal';
import type { Listener, Subscription } from './subscription';
import type { Watch, WatchQuery } from './watch';
import type { WireEvent } from './wireEvent';

/** The server's end of the socket. */
export interface Line {
  send(message: object): void;
  hangUp(reason: string): void;
}

/** What a socket is used for: shown by the inspector. */
export interface SessionReport {
  readonly identity: Identity | undefined;
  readonly watches: readonly (WatchQuery & { readonly watchId: string; readonly batchesSent: number })[];
}

interface Attached {
  readonly subscription: Subscription;
  readonly listener: Listener;
}

const queryIdOf = ({ msgData }: Message): string => (typeof msgData?.queryID === 'string' ? msgData.queryID : '');

export class WatchSession {
  private readonly login: Login;
  private readonly watches = new Map<string, Attached>();
  private hasEnded = false;

  constructor(
    private readonly platform: Platform,
    private readonly hub: WatchHub,
    private readonly line: Line,
  ) {
    this.login = new Login(platform, (reason) => line.hangUp(reason));
  }

  /** Handles one frame; every refusal is answered, none closes the socket. */
  async receive(text: string): Promise<void> {
    let message: Message = { msgType: 'unreadable' };
    try {
      message = readMessage(text);
      await this.handle(message);
    } catch (error) {
      const code = error instanceof EngineError ? wireCode(error.code) : 'SYS_ERR';
      const isUnexpected = !(error instanceof EngineError) && message.msgType !== 'unreadable';
      if (isUnexpected) this.platform.log(`watch: ${String((error as Error).stack ?? error)}`);
      this.answer(message, 'ERROR', { code, message: (error as Error).message });
    }
  }

  report(): SessionReport {
    const watches = [...this.watches].map(
      ([
        watchId,
        {
          subscription: { query, watch },
        },
      ]) => {
        return { watchId, ...query, batchesSent: watch?.currEvent ?? 0 };
      },
    );
    return { identity: this.login.identity, watches };
  }

  /** The socket is gone. */
  end(): void {
    this.hasEnded = true;
    this.login.end();
    for (const { subscription, listener } of this.watches.values()) subscription.detach(listener);
    this.watches.clear();
  }

  private async handle(message: Message): Promise<void> {
    switch (message.msgType) {
      case 'LOGIN':
        return this.logIn(message);
      case 'PING':
        return this.answer(message, 'PONG', null);
      case 'INIT_WATCH':
        return this.init(message);
      case 'REBUILD_WATCH':
        return this.rebuild(message);
      case 'CHECK_LAST':
        return this.checkLast(message);
      case 'CLOSE_WATCH':
        return this.closeWatch(message.watchId ?? '');
      default:
        refuse('SYS_ERR', `the emulator does not know the message ${message.msgType}`);
    }
  }

  private logIn(message: Message): void {
    const isSomebodyElse = this.login.take(message);
    // What the former user watched is none of the new one's business.
    if (isSomebodyElse) for (const watchId of [...this.watches.keys()]) this.closeWatch(watchId);
    this.answer(message, 'LOGIN_RES', { envId: this.platform.envId });
  }

  private async init(message: Message): Promise<void> {
    const identity = this.login.required();
    const watchId = watchIdOf(message);
    const query = watchQueryOf(this.platform, identity, message.msgData ?? {});
    const subscription = await this.hub.open(query, identity);
    // No await from here on: what happens after this answer must be delivered after it.
    const watch = subscription.watch as Watch;
    this.answerEvents(message, 'INIT_EVENT', watch, watch.initEvents());
    this.attach(watchId, subscription);
  }

  /** Sends what a client has missed; when that is not known any more, everything anew. */
  private async rebuild(message: Message): Promise<void> {
    const identity = this.login.required();
    const watchId = watchIdOf(message);
    const eventId = message.msgData?.eventID as number;
    if (!Number.isInteger(eventId)) refuse('INVALID_PARAM', 'eventID must be a whole number');
    const queryId = queryIdOf(message);
    const running = this.hub.find(queryId);
    if (running && !running.belongsTo(identity)) refuse('QUERYID_INVALID_ERROR', 'no such watch');
    const missed = running?.watch?.since(eventId);
    if (running?.watch && missed) {
      this.answerEvents(message, 'NEXT_EVENT', running.watch, missed);
      return this.attach(watchId, running);
    }
    running?.end();
    const query = readQueryId(queryId) ?? refuse('QUERYID_INVALID_ERROR', 'no such watch');
    const fresh = await this.hub.open(query, identity, { queryId, eventId });
    const watch = fresh.watch as Watch;
    this.answerEvents(message, 'NEXT_EVENT', watch, watch.initEvents());
    this.attach(watchId, fresh);
  }

  private checkLast(message: Message): void {
    const found = this.hub.find(queryIdOf(message));
    if (!found?.watch || !found.belongsTo(this.login.identity)) refuse('QUERYID_INVALID_ERROR', 'no such watch');
    const { queryId, currEvent } = found.watch;
    this.answer(message, 'CHECK_EVENT', { queryID: queryId, currEvent });
    found.review();
  }

  private closeWatch(watchId: string): void {
    this.watches.get(watchId)?.subscription.end();
    this.watches.delete(watchId);
  }

  private attach(watchId: string, subscription: Subscription): void {
    const earlier = this.watches.get(watchId);
    if (earlier && earlier.subscription !== subscription) earlier.subscription.end();
    const listener = this.listenerOf(watchId, subscription);
    this.watches.set(watchId, { subscription, listener });
    subscription.attach(listener);
    if (this.hasEnded) this.end(); // the socket went while the first documents were read
  }

  private listenerOf(watchId: string, subscription: Subscription): Listener {
    return {
      deliver: (events) => {
        const msgData = { queryID: subscription.watch?.queryId, currEvent: events[0]?.ID, events };
        this.line.send({ watchId, requestId: randomUUID(), msgType: 'NEXT_EVENT', msgData });
      },
      refuse: ({ code, message }) => {
        this.watches.delete(watchId);
        const msgData = { code: wireCode(code), message };
        this.line.send({ watchId, requestId: randomUUID(), msgType: 'ERROR', msgData });
      },
    };
  }

  private answerEvents(message: Message, msgType: string, watch: Watch, events: readonly WireEvent[]): void {
    this.answer(message, msgType, { queryID: watch.queryId, currEvent: watch.currEvent, events });
  }

  private answer({ watchId, requestId }: Message, msgType: string, msgData: object | null): void {
    this.line.send({ ...(watchId === undefined ? {} : { watchId }), requestId, msgType, msgData });
  }
}

function watchIdOf({ watchId }: Message): string {
  if (typeof watchId !== 'string' || watchId === '') refuse('INVALID_PARAM', 'watchId is missing');
  return watchId;
}
