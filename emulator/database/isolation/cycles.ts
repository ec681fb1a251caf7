import type { Anomaly, AnomalyName } from './anomaly';
import type { Edge, Graph } from './graph';

/** The shortest way from one node to another over edges that `allowed` lets pass after the previous one. */
function pathBetween(
  graph: Graph,
  first: Edge,
  target: number,
  allowed: (previous: Edge, next: Edge) => boolean,
): Edge[] | undefined {
  const cameBy = new Map<string, readonly [Edge, Edge | undefined]>();
  const name = (edge: Edge) => `${edge.to}${edge.kind === 'rw' ? '!' : ''}`;
  const queue: Edge[] = [first];
  cameBy.set(name(first), [first, undefined]);
  for (let edge = queue.shift(); edge; edge = queue.shift()) {
    for (const next of graph.from(edge.to)) {
      if (!allowed(edge, next)) continue;
      if (next.to === target && allowed(next, first)) {
        const path = [next];
        for (let at: Edge | undefined = edge; at; at = cameBy.get(name(at))?.[1]) path.unshift(at);
        return path;
      }
      if (cameBy.has(name(next))) continue;
      cameBy.set(name(next), [next, edge]);
      queue.push(next);
    }
  }
  return undefined;
}

function nameOf(path: readonly Edge[]): AnomalyName {
  const count = path.filter(({ kind }) => kind === 'rw').length;
  if (count > 1) return 'G-nonadjacent';
  if (count === 1) return 'G-single read skew';
  return path.some(({ kind }) => kind === 'wr') ? 'G1c circular information flow' : 'G0 write cycle';
}

const describe = (path: readonly Edge[]) =>
  path.map(({ from, kind }) => `${from} -${kind}->`).join(' ') + ` ${path[0]?.from}`;

/** Snapshot isolation allows a circle only where two anti-dependencies follow each other (Cerone and Gotsman). */
export function forbiddenCycle(graph: Graph): Anomaly | undefined {
  const isApart = (previous: Edge, next: Edge) => previous.kind !== 'rw' || next.kind !== 'rw';
  // Circles without any anti-dependency are named first: they are the graver ones.
  const firsts = graph.all().sort((a, b) => Number(a.kind === 'rw') - Number(b.kind === 'rw'));
  for (const first of firsts) {
    const onlyHard = first.kind !== 'rw';
    const path = pathBetween(graph, first, first.from, (previous, next) =>
      onlyHard ? next.kind !== 'rw' && previous.kind !== 'rw' : isApart(previous, next),
    );
    if (path) return { name: nameOf(path), what: describe(path) };
  }
  return undefined;
}

/** A circle that remains when the forbidden ones are excluded is write skew. */
export function writeSkew(graph: Graph): Anomaly | undefined {
  for (const first of graph.all()) {
    if (first.kind !== 'rw') continue;
    const path = pathBetween(graph, first, first.from, () => true);
    if (path) return { name: 'G2-item write skew', what: describe(path) };
  }
  return undefined;
}
