/**
 * The name of a watch carries what it watches. A client that comes back with REBUILD_WATCH tells only this name; so a
 * watch that nobody remembers any more, because it was away for long or the emulator was restarted, can begin anew. It
 * grants nothing: the rules are asked again.
 */
import { randomUUID } from 'node:crypto';
import type { Doc } from '../database/engine';
import { decodeText, encodeText } from '../wire/ejson';
import type { WatchQuery } from './watch';
import type { Order } from './window';

interface Carried {
  readonly c: string;
  /** Canonical EJSON, so that dates and patterns survive. */
  readonly q: string;
  readonly o: Order;
  readonly l?: number;
}

const base64 = (text: string) => Buffer.from(text).toString('base64url');

export function newQueryId({ collection, query, order, limit }: WatchQuery): string {
  const carried: Carried = {
    c: collection,
    q: encodeText(query),
    o: order,
    ...(limit === undefined ? {} : { l: limit }),
  };
  return `q${randomUUID().replaceAll('-', '')}.${base64(JSON.stringify(carried))}`;
}

const isCarried = (value: Partial<Carried> | null): value is Carried =>
  typeof value?.c === 'string' && typeof value.q === 'string' && Array.isArray(value.o);

/** What a name stands for; undefined when it was not made here. */
export function readQueryId(queryId: string): WatchQuery | undefined {
  const [, text] = queryId.split('.');
  if (!text) return undefined;
  try {
    const carried = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as Partial<Carried> | null;
    if (!isCarried(carried)) return undefined;
    const query = decodeText(carried.q, () => 0) as Doc;
    return { collection: carried.c, query, order: carried.o, limit: carried.l };
  } catch {
    return undefined; // not JSON: not one of ours
  }
}
