import type { Collection } from '../collection';
import type { Doc } from '../engine';
import { onlyFields } from '../plan/conditions';
import { choosePlan } from '../plan/plan';
import { compileQuery } from '../query/compile';
import { select } from './select';
import { committedView } from './view';

/** Counts committed documents; an index that says it all is counted without looking at any document. */
export function countDocs(collection: Collection, query: Doc, now?: Date): number {
  if (Object.keys(query).length === 0) return collection.docs.size;
  if (onlyFields(query)) {
    compileQuery(query); // refuses what is wrong with it
    const counted = choosePlan(collection, { query, enough: Infinity }).weighed.find(
      ({ exactCount }) => exactCount !== undefined,
    );
    if (counted?.exactCount !== undefined) return counted.exactCount;
  }
  const wanted = now ? { query, now } : { query };
  return select(collection, committedView(collection), wanted).docs.length;
}
