import type { AddressInfo } from 'node:net';
import WebSocket, { WebSocketServer } from 'ws';
import { keepAlive } from './heartbeat';

test('a peer that does not answer is cut off, one that answers stays', async () => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  server.on('connection', (socket) => keepAlive(socket, 20));
  const { port } = server.address() as AddressInfo;
  const open = async (autoPong: boolean) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}`, { autoPong });
    await new Promise((resolve) => socket.once('open', resolve));
    return socket;
  };
  const lively = await open(true);
  const deaf = await open(false);
  const code = await new Promise((resolve) => deaf.once('close', resolve));
  expect(code).toBe(1006);
  // Two more rounds of pings, both answered.
  await new Promise((resolve) => lively.once('ping', resolve));
  await new Promise((resolve) => lively.once('ping', resolve));
  expect(lively.readyState).toBe(WebSocket.OPEN);
  lively.terminate();
  await new Promise((resolve) => server.close(resolve));
});
