import { Agent, request } from 'node:http';
import { EngineError, type Doc } from '../engine';
import { decodeText, encodeText } from '../../wire/ejson';
import type { Subject } from './subject';

const now = () => Date.now();

interface Answer {
  readonly code?: string;
  readonly message?: string;
  readonly transactionId?: string;
  readonly data?: { readonly list?: readonly string[]; readonly doc?: string | null };
}

function post(url: URL, agent: Agent, body: object): Promise<Answer> {
  const text = JSON.stringify(body);
  const headers = { 'content-type': 'application/json', 'x-client-timestamp': String(now()) };
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method: 'POST', agent, headers }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString('utf8')) as Answer));
    });
    outgoing.on('error', reject);
    outgoing.end(text);
  });
}

/** A database behind `/admin`, over as many connections as there are requests at a time. */
export function adminSubject(baseUrl: string): Subject & { close(): void } {
  const agent = new Agent({ keepAlive: true });
  const url = new URL('/admin?env=local-env', baseUrl);
  const ask = async (action: string, body: object = {}): Promise<Answer> => {
    const answer = await post(url, agent, { action: `database.${action}`, ...body });
    if (answer.code !== undefined) throw new EngineError(answer.code, answer.message ?? '');
    return answer;
  };
  const within = (transactionId: string | undefined) => (transactionId === undefined ? {} : { transactionId });
  return {
    start: async () => String((await ask('startTransaction')).transactionId),
    find: async (collectionName, query, transaction) => {
      const body = { collectionName, query: encodeText(query), queryType: 'WHERE', ...within(transaction) };
      const { data } = await ask('getDocument', body);
      return (data?.list ?? []).map((text) => decodeText(text, now) as Doc);
    },
    update: async (collectionName, { query = {}, update, upsert = false }, transaction) => {
      const texts = { query: encodeText(query), data: encodeText(update) };
      const options = { queryType: 'DOC', multi: false, merge: true, upsert };
      await ask('modifyDocument', { collectionName, ...texts, ...options, ...within(transaction) });
    },
    updateAndReturn: async (collectionName, query, update, transaction) => {
      const texts = { query: encodeText(query), data: encodeText(update) };
      const { data } = await ask('modifyAndReturnDoc', { collectionName, ...texts, ...within(transaction) });
      return data?.doc == null ? null : (decodeText(data.doc, now) as Doc);
    },
    commit: async (transactionId) => void (await ask('commitTransaction', { transactionId })),
    abort: async (transactionId) => void (await ask('abortTransaction', { transactionId })),
    close: () => agent.destroy(),
  };
}
