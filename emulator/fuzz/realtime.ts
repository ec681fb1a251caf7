/** Bends frames of the realtime protocol: the socket must answer a ping afterwards, or say goodbye. */
import WebSocket from 'ws';
import type { Random } from '../testing/random';
import { bendValue } from './mutate';

const PATIENCE_MS = 10_000;
const watch = { watchId: 'watchid_1', requestId: 'r1' };

const FRAMES: readonly object[] = [
  { ...watch, msgType: 'LOGIN', msgData: {}, exMsgData: { runtime: 'web', signStr: 'a.b.c', secretVersion: '1' } },
  {
    ...watch,
    msgType: 'INIT_WATCH',
    msgData: { envId: 'local-env', collName: 'orders', query: '{"n":1}', orderBy: '{}', limit: 5 },
  },
  { ...watch, msgType: 'REBUILD_WATCH', msgData: { envId: 'local-env', collName: 'orders', queryID: 'q', eventID: 3 } },
  { ...watch, msgType: 'CHECK_LAST', msgData: { queryID: 'q', eventID: 1 } },
  { watchId: 'watchid_1', msgType: 'CLOSE_WATCH', msgData: null },
];

const frame = (random: Random): string => {
  const text = JSON.stringify(bendValue(random.pick(FRAMES), random)) ?? '';
  return random.chance(0.1) ? text.slice(0, random.below(text.length)) : text;
};

/** Rejects when the socket neither answers nor ends. */
export function bendSocket(url: string, random: Random): Promise<void> {
  const frames = Array.from({ length: 1 + random.below(6) }, () => frame(random));
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/ws?envId=local-env`);
    const tooLong = setTimeout(() => reject(new Error(`no pong after ${frames.join(' ').slice(0, 600)}`)), PATIENCE_MS);
    const done = () => {
      clearTimeout(tooLong);
      socket.terminate();
      resolve();
    };
    socket.on('open', () => {
      for (const text of frames) socket.send(text);
      socket.send(JSON.stringify({ watchId: 'ping', requestId: 'ping', msgType: 'PING' }));
    });
    socket.on('message', (data: Buffer) => data.toString().includes('"PONG"') && done());
    socket.on('close', done);
    socket.on('error', done);
  });
}
