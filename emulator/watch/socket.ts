/** Accepts WebSockets at `/ws` and gives each a session. */
import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { FaultyLine } from '../faults/watchFaults';
import type { Platform } from '../platform';
import { keepAlive } from './heartbeat';
import { WatchHub } from './hub';
import { Outbox } from './outbox';
import { WatchSession, type SessionReport } from './session';

/** A client that does not read is cut off when so much waits for it; its SDK comes back and rebuilds. */
const UNREAD_MAX_BYTES = 16 * 1024 * 1024;
/** The longest frame a client may send: queries are short. */
const FRAME_MAX_BYTES = 1024 * 1024;
/** Close codes: what an SDK takes for a reason to connect again. */
const POLICY_VIOLATION = 1008;
const SERVICE_RESTART = 1012;
/** How long a closing server waits for its clients to say goodbye. */
const GOODBYE_MS = 200;

/** One open socket, for the inspector. */
export interface Connection extends SessionReport {
  readonly openedAt: number;
  readonly clientIp: string;
}

interface Opened {
  readonly socket: WebSocket;
  /** What it runs over. */
  readonly stream: Duplex;
}

export interface WatchSockets {
  connections(): Connection[];
  close(): Promise<void>;
}

function send(platform: Platform, socket: WebSocket, message: object): void {
  if (socket.readyState !== socket.OPEN) return;
  socket.send(JSON.stringify(message));
  if (socket.bufferedAmount <= UNREAD_MAX_BYTES) return;
  platform.log(`watch socket: cut off, ${socket.bufferedAmount} bytes unread`);
  socket.terminate();
}

function accept(platform: Platform, hub: WatchHub, { socket, stream }: Opened): WatchSession {
  const line = new FaultyLine(platform.faults, {
    send: (message) => send(platform, socket, message),
    cut: () => socket.terminate(),
  });
  const outbox = new Outbox(stream, (message) => line.send(message));
  const session = new WatchSession(platform, hub, {
    send: (message) => outbox.put(message),
    hangUp: (reason) => socket.close(POLICY_VIOLATION, reason),
  });
  // Frames are handled one after the other: an answer must not overtake an earlier one.
  let tail: Promise<void> = Promise.resolve();
  socket.on('message', (data) => {
    tail = tail.then(() => line.receive(String(data), (text) => session.receive(text)));
  });
  socket.on('close', () => session.end());
  socket.on('error', (error) => platform.log(`watch socket: ${error.message}`));
  keepAlive(socket);
  return session;
}

/** Says goodbye, and does not wait for those who do not answer. */
async function closeAll(sockets: WebSocketServer): Promise<void> {
  const closed = [...sockets.clients].map((socket) => {
    socket.close(SERVICE_RESTART, 'Service Restart');
    return new Promise((resolve) => socket.once('close', resolve));
  });
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise((resolve) => (timer = setTimeout(resolve, GOODBYE_MS)));
  await Promise.race([Promise.all(closed), patience]);
  clearTimeout(timer);
  for (const socket of sockets.clients) socket.terminate();
  sockets.close();
}

export function openWatchSockets(server: Server, platform: Platform): WatchSockets {
  const hub = new WatchHub(platform);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: FRAME_MAX_BYTES });
  const open = new Map<WebSocket, () => Connection>();
  server.on('upgrade', (request, socket, head) => {
    if (new URL(request.url ?? '/', 'http://localhost').pathname !== '/ws') {
      socket.end('HTTP/1.1 404 Not Found\r\n\r\n');
      return;
    }
    const clientIp = request.socket.remoteAddress ?? '';
    sockets.handleUpgrade(request, socket, head, (opened) => {
      const openedAt = platform.clock.now();
      const session = accept(platform, hub, { socket: opened, stream: socket });
      open.set(opened, () => ({ openedAt, clientIp, ...session.report() }));
      opened.on('close', () => open.delete(opened));
    });
  });
  return {
    connections: () => [...open.values()].map((report) => report()),
    close: () => {
      hub.close();
      return closeAll(sockets);
    },
  };
}
