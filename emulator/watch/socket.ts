/** Accepts WebSockets at `/ws` and gives each a session. */
import type { Server } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Platform } from '../platform';
import { WatchHub } from './hub';
import { WatchSession } from './session';

export interface WatchSockets {
  close(): void;
}

function accept(platform: Platform, hub: WatchHub, socket: WebSocket): void {
  const session = new WatchSession(platform, hub, (message) => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
  });
  // Frames are handled one after the other: an answer must not overtake an earlier one.
  let tail: Promise<void> = Promise.resolve();
  socket.on('message', (data) => {
    tail = tail.then(() => session.receive(String(data)));
  });
  socket.on('close', () => session.end());
  socket.on('error', (error) => platform.log(`watch socket: ${error.message}`));
}

export function openWatchSockets(server: Server, platform: Platform): WatchSockets {
  const hub = new WatchHub(platform.engine, platform.guard, platform.log);
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    if (new URL(request.url ?? '/', 'http://localhost').pathname !== '/ws') {
      socket.end('HTTP/1.1 404 Not Found\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (opened) => accept(platform, hub, opened));
  });
  return {
    close: () => {
      hub.close();
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
}
