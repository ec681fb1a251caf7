/** Genuine requests of wx-server-sdk, recorded elsewhere, replayed: each must get an answer of the recorded shape. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { start, type Emulator } from '../index';

interface RecordedRequest {
  readonly step: string;
  readonly method: string;
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly json?: Record<string, unknown>;
  readonly multipart_fields?: Record<string, string | { hex: string }>;
  readonly body_bytes?: number;
  readonly reply: { json?: { code?: string; data?: Record<string, unknown> } };
}

const { records } = JSON.parse(readFileSync(join(__dirname, 'recorded-requests.json'), 'utf8')) as {
  records: RecordedRequest[];
};
let emulator: Emulator;

beforeAll(async () => {
  emulator = await start({});
  for (const name of ['orders', 'nurses']) await emulator.engine.createCollection(name);
  await emulator.engine.createIndex('nurses', { name: 'near', keys: { loc: '2dsphere' } });
});

afterAll(() => emulator.stop());

async function send(record: RecordedRequest, transaction: string | undefined): Promise<Response> {
  const url = `${emulator.url}${record.path.replace('<seq>', '1')}`;
  if (record.multipart_fields) {
    const form = new FormData();
    for (const [name, value] of Object.entries(record.multipart_fields)) {
      if (typeof value === 'string') form.set(name, value);
      else form.set(name, new Blob([Buffer.from(value.hex, 'hex')]));
    }
    return fetch(url, { method: 'POST', body: form });
  }
  const body = transaction ? { ...record.json, transactionId: transaction } : record.json;
  return fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}

/** Recordings stand in the order they were made; transactions carry on with the id this server gave. */
test('every recorded request is answered in its shape', async () => {
  let transaction: string | undefined;
  const seen: string[] = [];
  for (const record of records.filter(({ method }) => method === 'POST')) {
    const action = String(record.json?.action ?? record.multipart_fields?.action);
    if (action === 'database.insertDocument' && record.reply.json?.code) {
      await emulator.engine.update('orders', { query: { _id: 'o1' }, update: {}, replace: true, upsert: true });
    }
    const carried = record.json && 'transactionId' in record.json ? transaction : undefined;
    const reply = await send(record, carried);
    expect([record.step, reply.status]).toEqual([record.step, 200]);
    if (record.multipart_fields) {
      // An envelope in answer to a form would be an error; the pay API says what is wrong in its own words.
      const isRefused = reply.headers.get('content-type') === 'application/json; charset=utf-8';
      expect([record.step, isRefused]).toEqual([record.step, false]);
      seen.push(action);
      continue;
    }
    const answer = (await reply.json()) as { code?: string; data?: object; transactionId?: string };
    transaction = answer.transactionId ?? transaction;
    seen.push(action);
    if (action === 'functions.invokeFunction') {
      expect(answer.code).toBe('FUNCTION_NOT_FOUND'); // no function is deployed here
    } else if (record.reply.json?.code && record.reply.json.code !== 'DATABASE_TRANSACTION_CONFLICT') {
      expect([record.step, answer.code]).toEqual([record.step, record.reply.json.code]);
    } else {
      expect([record.step, answer.code]).toEqual([record.step, undefined]);
      expect(Object.keys(answer.data ?? {})).toEqual(
        expect.arrayContaining(Object.keys(record.reply.json?.data ?? {})),
      );
    }
  }
  expect(new Set(seen).size).toBe(16);
});

test('the recording is complete', () => {
  expect(records).toHaveLength(34);
});
