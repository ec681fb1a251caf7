/** Notices a peer that is gone without a word: the network took it, nobody closed the socket. */
import type { WebSocket } from 'ws';

const EVERY_MS = 30_000;

/** Pings below the protocol of watches; browsers answer by themselves, also in a tab that sleeps. */
export function keepAlive(socket: WebSocket, everyMs = EVERY_MS): void {
  let hasAnswered = true;
  const timer = setInterval(() => {
    if (!hasAnswered) return socket.terminate();
    hasAnswered = false;
    socket.ping();
  }, everyMs);
  timer.unref();
  socket.on('pong', () => (hasAnswered = true));
  socket.on('close', () => clearInterval(timer));
}
