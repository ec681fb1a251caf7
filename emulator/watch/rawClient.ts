/** A WebSocket that speaks the realtime protocol by hand: what the tests of this folder share. */
import WebSocket from 'ws';
import type { Emulator } from '../index';

export interface Frame {
  readonly watchId?: string;
  readonly requestId?: string;
  readonly msgType: string;
  // Its shape depends on the type; the tests say which.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- its shape depends on the message
  readonly msgData: any;
}

/** Frames in order of arrival, one at a time. */
export class RawClient {
  readonly closed: Promise<number>;
  private readonly frames: Frame[] = [];
  private waiting: ((frame: Frame) => void) | undefined;

  private constructor(readonly socket: WebSocket) {
    this.closed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('message', (data) => {
      const frame = JSON.parse(String(data)) as Frame;
      if (this.waiting) this.waiting(frame);
      else this.frames.push(frame);
      this.waiting = undefined;
    });
  }

  static async open(emulator: Emulator): Promise<RawClient> {
    const socket = new WebSocket(`${emulator.url.replace('http', 'ws')}/ws`);
    const client = new RawClient(socket);
    await new Promise((resolve) => socket.once('open', resolve));
    return client;
  }

  /** Signed in as one user. */
  static async of(emulator: Emulator, uid = 'alice'): Promise<RawClient> {
    const client = await RawClient.open(emulator);
    await client.login(emulator, uid);
    return client;
  }

  async login(emulator: Emulator, uid: string): Promise<Frame> {
    return this.ask(loginFrame(await signature(emulator, uid)));
  }

  next(): Promise<Frame> {
    const frame = this.frames.shift();
    return frame ? Promise.resolve(frame) : new Promise((resolve) => (this.waiting = resolve));
  }

  send(message: object): void {
    this.socket.send(JSON.stringify(message));
  }

  ask(message: object): Promise<Frame> {
    this.send(message);
    return this.next();
  }

  /** Begins a watch and answers its first events. */
  watch(collName: string, query: object, more: object = {}, watchId = 'w1'): Promise<Frame> {
    return this.ask({ ...initFrame(collName, query, more), watchId });
  }

  async close(): Promise<void> {
    this.socket.close(3001);
    await this.closed;
  }
}

// Different endpoints, different answers.
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- its shape depends on the message
export async function post(emulator: Emulator, path: string, body: object): Promise<any> {
  return (await fetch(`${emulator.url}${path}`, { method: 'POST', body: JSON.stringify(body) })).json();
}

/** The proof of identity that LOGIN shows. */
export async function signature(emulator: Emulator, uid: string): Promise<string> {
  const ticket = emulator.createTicket(uid);
  const { access_token } = await post(emulator, '/auth/v1/signin/custom', { provider_id: 'custom', ticket });
  const { data } = await post(emulator, '/web', { action: 'auth.wsWebSign', runtime: 'web', access_token });
  return data.signStr;
}

export const loginFrame = (signStr: string, envId = 'local-env') => ({
  requestId: 'R1',
  msgType: 'LOGIN',
  msgData: { envId, accessToken: '', referrer: 'web', sdkVersion: '', dataVersion: '' },
  exMsgData: { runtime: 'web', signStr, secretVersion: '1' },
});

export const initFrame = (collName: string, query: object, more: object = {}) => ({
  watchId: 'w1',
  requestId: 'R2',
  msgType: 'INIT_WATCH',
  msgData: { envId: 'local-env', collName, query: JSON.stringify(query), ...more },
});

export const rebuildFrame = (queryID: string, eventID: number) => ({
  watchId: 'w1',
  requestId: 'R7',
  msgType: 'REBUILD_WATCH',
  msgData: { envId: 'local-env', collName: 't', queryID, eventID },
});

/** What an event does, shortly: `add/enqueue d1`. */
export const steps = ({ msgData }: Frame): string[] =>
  (msgData.events as { DataType: string; QueueType: string; DocID: string }[]).map(
    ({ DataType, QueueType, DocID }) => `${DataType}/${QueueType} ${DocID}`,
  );

/** Sets the rules of a collection as a deployment script does. */
export async function setRules(emulator: Emulator, collection: string, rule: object): Promise<void> {
  const body = JSON.stringify({ CollectionName: collection, AclTag: 'CUSTOM', Rule: JSON.stringify(rule) });
  await fetch(emulator.url, { method: 'POST', headers: { 'x-tc-action': 'ModifySafeRule' }, body });
}
