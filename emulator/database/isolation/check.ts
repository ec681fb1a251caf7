import type { Anomaly, AnomalyName } from './anomaly';
import { forbiddenCycle, writeSkew } from './cycles';
import { Graph } from './graph';
import type { History, Transaction } from './history';
import { observe, type Observation, type Observations } from './observations';

const anomaly = (name: AnomalyName, what: string): Anomaly => ({ name, what });

/** Everything that was committed is there, once, and nothing else is. */
function checkFinal({ transactions, final }: History, { writers }: Observations): Anomaly[] {
  const found: Anomaly[] = [];
  const there = new Set<number>();
  for (const [key, list] of Object.entries(final)) {
    for (const value of list) {
      const writer = writers.get(value);
      if (there.has(value)) found.push(anomaly('incompatible order', `${key} holds ${value} twice`));
      if (writer?.transaction.outcome !== 'committed') found.push(anomaly('G1a aborted read', `${key} keeps ${value}`));
      there.add(value);
    }
  }
  for (const { id, outcome, operations } of transactions) {
    if (outcome !== 'committed') continue;
    for (const operation of operations) {
      if (operation.kind !== 'append' || there.has(operation.value)) continue;
      found.push(anomaly('lost write', `${operation.value} of transaction ${id} is not in ${operation.key}`));
    }
  }
  return found;
}

function checkRead({ transaction, key, base }: Observation, history: History, { writers }: Observations): Anomaly[] {
  const who = `transaction ${transaction.id} read ${key} = [${base.join()}]`;
  const aborted = base.find((value) => writers.get(value)?.transaction.outcome !== 'committed');
  if (aborted !== undefined) return [anomaly('G1a aborted read', `${who}, ${aborted} was never committed`)];
  const final = history.final[key] ?? [];
  if (base.some((value, i) => value !== final[i])) {
    return [anomaly('incompatible order', `${who}, in the end it is [${final.join()}]`)];
  }
  const last = base.at(-1);
  if (last !== undefined && !writers.get(last)?.isLast) {
    return [anomaly('G1b intermediate read', `${who}, which is half of a transaction`)];
  }
  return [];
}

/** Within one transaction a key stays what it was. */
function checkRepeatable({ seen, absent }: Observations): Anomaly[] {
  const found: Anomaly[] = [];
  const before = new Map<string, number>();
  for (const { transaction, key, base } of seen) {
    const name = `${transaction.id} ${key}`;
    const known = before.get(name);
    if (known !== undefined && known !== base.length) {
      found.push(anomaly('non-repeatable read', `transaction ${transaction.id} saw ${key} change under it`));
    }
    before.set(name, base.length);
  }
  for (const { transaction, key, fewerThan } of absent) {
    const known = before.get(`${transaction.id} ${key}`);
    if (known !== undefined && known >= fewerThan) {
      found.push(anomaly('non-repeatable read', `a scan of transaction ${transaction.id} missed ${key}`));
    }
  }
  return found;
}

const keysWritten = ({ operations }: Transaction) =>
  new Set(operations.flatMap((operation) => (operation.kind === 'append' ? [operation.key] : [])));

/** Both certainly open at the same time, as far as the clients can tell. */
function overlap(one: Transaction, other: Transaction): boolean {
  // A plain write is one moment: it must lie wholly inside the other.
  if (one.plain) return one.began > other.snapshotBy && one.ended < other.commitCalled;
  if (other.plain) return overlap(other, one);
  return one.snapshotBy < other.commitCalled && other.snapshotBy < one.commitCalled;
}

/** Of two concurrent writers of a key only one may commit. */
function checkWriters({ transactions }: History): Anomaly[] {
  const found: Anomaly[] = [];
  const committed = transactions.filter(({ outcome }) => outcome === 'committed');
  committed.forEach((one, i) => {
    for (const other of committed.slice(i + 1)) {
      if ((one.plain && other.plain) || !overlap(one, other)) continue;
      const keys = keysWritten(other);
      const both = [...keysWritten(one)].find((key) => keys.has(key));
      if (both) found.push(anomaly('concurrent writers', `${one.id} and ${other.id} have both written ${both}`));
    }
  });
  return found;
}

/** What is wrong with a history under strong snapshot isolation, and what is odd but allowed. */
export function check(history: History): Anomaly[] {
  const observations = observe(history);
  const found = [
    ...observations.internal.map((what) => anomaly('internal: own writes not seen', what)),
    ...checkFinal(history, observations),
    ...observations.seen.flatMap((observation) => checkRead(observation, history, observations)),
    ...checkRepeatable(observations),
    ...checkWriters(history),
  ];
  const graph = new Graph(history, observations);
  const cycle = forbiddenCycle(graph);
  if (cycle) found.push(cycle);
  else {
    const skew = writeSkew(graph);
    if (skew) found.push(skew);
  }
  return found;
}
