/** The realtime protocol on one WebSocket: LOGIN, INIT_WATCH, REBUILD_WATCH, CHECK_LAST, CLOSE_WATCH, PING. */
import { randomUUID } from 'node:crypto';
import type { Identity } from '../auth/identity';
import { EngineError, type Doc } from '../database/engine';
import type { Platform } from '../platform';
import { databaseOf } from '../wire/client';
import { decodeText } from '../wire/ejson';
import type { Subscription, WatchHub } from './hub';
import type { WireEvent } from './watch';

interface Message {
  readonly watchId?: string;
  readonly requestId?: string;
  readonly msgType: string;
  readonly msgData?: Readonly<Record<string, unknown>> | null;
  readonly exMsgData?: Readonly<Record<string, unknown>>;
}

export type Send = (message: object) => void;

function refuse(code: string, message: string): never {
  throw new EngineError(code, message);
}

function orderOf(value: unknown): (readonly [string, 1 | -1])[] {
  return Object.entries((value ?? {}) as Record<string, unknown>).map(([field, direction]) => {
    if (direction !== 'asc' && direction !== 'desc') refuse('INVALID_PARAM', 'orderBy must be asc or desc');
    return [field, direction === 'asc' ? 1 : -1] as const;
  });
}

export class WatchSession {
  private identity: Identity | undefined;
  private readonly watches = new Map<string, Subscription>();

  constructor(
    private readonly platform: Platform,
    private readonly hub: WatchHub,
    private readonly send: Send,
  ) {}

  /** Handles one frame; every refusal is answered, none closes the socket. */
  async receive(text: string): Promise<void> {
    let message: Message = { msgType: 'unreadable' };
    try {
      message = JSON.parse(text) as Message;
      await this.handle(message);
    } catch (error) {
      const code = error instanceof EngineError ? wireCode(error.code) : 'SYS_ERR';
      if (code === 'SYS_ERR') this.platform.log(`watch: ${String((error as Error).stack ?? error)}`);
      this.answer(message, 'ERROR', { code, message: (error as Error).message });
    }
  }

  /** The socket is gone. */
  end(): void {
    for (const subscription of this.watches.values()) subscription.detach();
    this.watches.clear();
  }

  private async handle(message: Message): Promise<void> {
    switch (message.msgType) {
      case 'LOGIN':
        return this.login(message);
      case 'PING':
        return this.answer(message, 'PONG', null);
      case 'INIT_WATCH':
        return this.init(message);
      case 'REBUILD_WATCH':
        return this.rebuild(message);
      case 'CHECK_LAST': {
        const { watch } = this.subscription(message);
        return this.answer(message, 'CHECK_EVENT', { queryID: watch?.queryId, currEvent: watch?.currEvent });
      }
      case 'CLOSE_WATCH':
        this.watches.get(message.watchId ?? '')?.end();
        this.watches.delete(message.watchId ?? '');
        return;
      default:
        refuse('SYS_ERR', `the emulator does not know the message ${message.msgType}`);
    }
  }

  private login(message: Message): void {
    if (message.msgData?.envId !== this.platform.envId) {
      refuse('INVALIID_ENV', `this is environment ${this.platform.envId}`);
    }
    const identity = this.platform.sessions.identityOfWatch(String(message.exMsgData?.signStr ?? ''));
    if (!identity) refuse('SIGN_INVALID_ERROR', 'the signature is wrong or has expired');
    this.identity = identity;
    this.answer(message, 'LOGIN_RES', { envId: this.platform.envId });
  }

  private async init(message: Message): Promise<void> {
    if (!this.identity) refuse('CHECK_LOGIN_FAILED', 'LOGIN comes first');
    const data = message.msgData ?? {};
    const collection = String(data.collName ?? '');
    const given = decodeText(data.query ?? '{}', this.platform.clock.now) as Doc;
    const query = databaseOf(this.platform, this.identity).query(given);
    const limit = typeof data.limit === 'number' ? data.limit : undefined;
    const subscription = await this.hub.open({ collection, query, order: orderOf(data.orderBy), limit }, this.identity);
    const watch = subscription.watch;
    if (!watch) refuse('SYS_ERR', 'the watch did not begin');
    // No await from here on: what happens after this answer must be delivered after it.
    this.answer(message, 'INIT_EVENT', {
      queryID: watch.queryId,
      currEvent: watch.currEvent,
      events: watch.initEvents(),
    });
    this.attach(message, subscription);
  }

  private rebuild(message: Message): void {
    if (!this.identity) refuse('CHECK_LOGIN_FAILED', 'LOGIN comes first');
    const subscription = this.subscription(message);
    const missed = subscription.watch?.since(Number(message.msgData?.eventID));
    if (!missed) refuse('QUERYID_INVALID_ERROR', 'the events since then are no longer kept');
    const { queryId, currEvent } = subscription.watch as { queryId: string; currEvent: number };
    this.answer(message, 'NEXT_EVENT', { queryID: queryId, currEvent, events: missed });
    this.attach(message, subscription);
  }

  private attach({ watchId }: Message, subscription: Subscription): void {
    if (!watchId) refuse('SYS_ERR', 'watchId is missing');
    this.watches.set(watchId, subscription);
    subscription.attach((events: readonly WireEvent[]) => {
      const queryID = subscription.watch?.queryId;
      const msgData = { queryID, currEvent: events[0]?.ID, events };
      this.send({ watchId, requestId: randomUUID(), msgType: 'NEXT_EVENT', msgData });
    });
  }

  /** Only its own holder may go on with a watch. */
  private subscription(message: Message): Subscription {
    const found = this.hub.find(String(message.msgData?.queryID ?? ''));
    if (!found || !found.belongsTo(this.identity)) refuse('QUERYID_INVALID_ERROR', 'no such watch');
    return found;
  }

  private answer({ watchId, requestId }: Message, msgType: string, msgData: object | null): void {
    this.send({ ...(watchId === undefined ? {} : { watchId }), requestId, msgType, msgData });
  }
}

/** Database refusals have names of their own here. */
function wireCode(code: string): string {
  if (code === 'DATABASE_PERMISSION_DENIED') return 'COLLECTION_PERMISSION_DENIED';
  return code;
}
