/** Node's HTTP server with nothing behind it: prepared answers, as long as the emulator's. Writes `ready URL`. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ejsonText } from '../../emulator/wire/ejsonText';
import { orderOf, randomOf } from './documents';

const random = randomOf(7);
const requestId = '00000000-0000-4000-8000-000000000000';
const page = (limit: number) => {
  const list = Array.from({ length: limit }, (_, index) => ejsonText(orderOf(index, random)));
  return Buffer.from(JSON.stringify({ data: { list, limit, offset: 0 }, requestId }));
};

const one = page(1);
const twenty = page(20);
const acknowledged = Buffer.from(JSON.stringify({ data: { updated: 1 }, requestId }));

function answerTo(body: string): Buffer {
  if (body.includes('"limit":20')) return twenty;
  return body.includes('"limit":1') ? one : acknowledged;
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const answer = answerTo(Buffer.concat(chunks).toString());
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': answer.length });
    response.end(answer);
  });
});
server.listen(0, '127.0.0.1', () => console.log(`ready http://127.0.0.1:${(server.address() as AddressInfo).port}`));
