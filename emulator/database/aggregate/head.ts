import type { Collection } from '../collection';
import type { Doc } from '../engine';
import type { Order } from '../plan/plan';
import type { Predicate } from '../query/predicate';
import { select } from '../read/select';
import { committedView } from '../read/view';
import { isTrue } from '../query/expression';
import { type Compiling, type Running, scopeOf, type Source } from './context';
import { compileGeoNear } from './geoNear';
import { equalitiesOf, hintsOf } from './hints';
import { limitOf } from './limit';
import { compileMatch, matchArgument, usesExpressions } from './match';
import { repeatedSearch } from './repeatedSearch';
import { skipOf } from './skip';
import { orderArgument } from './sort';

/** Takes stages from the front of a pipeline as long as they are of the kind asked for. */
class Front {
  constructor(readonly rest: Doc[]) {}

  take<T>(name: string, read: (argument: unknown) => T): T | undefined {
    const [first] = this.rest;
    if (!first || !Object.hasOwn(first, name)) return undefined;
    this.rest.shift();
    return read(first[name]);
  }

  takeAll<T>(name: string, read: (argument: unknown) => T): T[] {
    const taken: T[] = [];
    for (let one = this.take(name, read); one !== undefined; one = this.take(name, read)) taken.push(one);
    return taken;
  }
}

/** The parts of a query that a plan can be made from, and those with $expr, which are tested document by document. */
function split(queries: readonly Doc[]): { plannable: Doc[]; expressions: Doc[] } {
  const parts = queries.flatMap((query) => Object.entries(query).map(([name, condition]) => ({ [name]: condition })));
  return {
    plannable: parts.filter((part) => !usesExpressions(part)),
    expressions: parts.filter(usesExpressions),
  };
}

const conjunction = (parts: readonly Doc[]): Doc => (parts.length > 1 ? { $and: parts } : (parts[0] ?? {}));

/** The parts with $expr as a test for each run, and what they tell the planner. */
function compileExpressions(parts: readonly Doc[], compiling: Compiling) {
  const equalities = parts.flatMap(({ $expr }) => equalitiesOf($expr, compiling.declared));
  const predicateFor = parts.length === 0 ? undefined : predicateOf(parts, compiling);
  return {
    equalities,
    hints: (running: Running) => hintsOf(equalities, running),
    predicate: (running: Running): Predicate | undefined => predicateFor?.(running),
  };
}

/** An $expr that stands alone is compiled once for all runs; among other operators it is not. */
function predicateOf(parts: readonly Doc[], compiling: Compiling): (running: Running) => Predicate {
  if (!parts.every((part) => '$expr' in part)) return compileMatch(conjunction(parts), compiling);
  const tests = parts.map(({ $expr }) => compiling.expression($expr));
  return (running) => (doc) => {
    const scope = scopeOf(doc, running);
    return tests.every((test) => isTrue(test(scope)));
  };
}

export interface Page {
  readonly order: Order | undefined;
  readonly skip: number;
  readonly limit: number | undefined;
}

/** Documents may only be counted off once all tests are done: with an $expr left to test the page is cut here. */
function search(collection: Collection, query: Doc, page: Page, predicate: Predicate | undefined): Iterable<Doc> {
  const { order, skip, limit } = page;
  const view = committedView(collection);
  if (!predicate) return select(collection, view, { query, order, skip, limit }).docs;
  const { docs } = select(collection, view, { query, order });
  return docs.filter((doc) => predicate(doc)).slice(skip, limit === undefined ? undefined : skip + limit);
}

/** The leading $match, $sort, $skip and $limit become one planned search, a leading $geoNear another kind of it. */
export function compileHead(
  collection: Collection,
  stages: readonly Doc[],
  compiling: Compiling,
): { source: Source; rest: readonly Doc[]; ownsDocs: boolean } {
  const front = new Front([...stages]);
  const nearest = front.take('$geoNear', (argument) => compileGeoNear(collection, argument, compiling));
  if (nearest) return { source: nearest, rest: front.rest, ownsDocs: true };
  const queries = front.takeAll('$match', matchArgument);
  queries.forEach((query) => compileMatch(query, compiling));
  const { plannable, expressions } = split(queries);
  const tests = compileExpressions(expressions, compiling);
  const page: Page = {
    order: front.take('$sort', orderArgument),
    skip: front.take('$skip', skipOf) ?? 0,
    limit: front.take('$limit', limitOf),
  };
  const again = repeatedSearch(collection, conjunction(plannable), tests.equalities, page);
  const source: Source = (running) => {
    const found = again?.(running, tests.predicate(running));
    if (found) return found;
    const query = conjunction([...plannable, ...tests.hints(running)]);
    return search(collection, query, page, tests.predicate(running));
  };
  return { source, rest: front.rest, ownsDocs: false };
}
