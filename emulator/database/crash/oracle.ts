import * as fs from 'node:fs';
import type { Found } from './inspect';
import { Lane, type Planned } from './lane';
import type { Order } from './order';
import type { Random } from '../../testing/random';
import { differences, type State } from './state';

const openingBalance = 1000;
export const accounts = ['a0', 'a1', 'a2', 'a3'] as const;

/** What everything is prepared with; these are acknowledged before the first kill. */
export const preparation: readonly Order[] = [
  ...['things', 'others', 'accounts', 'journal'].map((name) => ({ do: 'createCollection', name }) as const),
  { do: 'createIndex', in: 'things', index: { name: 'u', keys: { u: 1 }, unique: true } },
  { do: 'createIndex', in: 'things', index: { name: 'lane', keys: { lane: 1, n: 1 } } },
  { do: 'insert', in: 'accounts', docs: accounts.map((id) => ({ _id: id, balance: openingBalance })) },
];

/** What an engine that is being closed answers: the order may have been carried out just before. */
export const saysGoodbye = (error: string | undefined): boolean =>
  error !== undefined && /the database is closed|Transaction does not exist/.test(error);

interface Pending {
  readonly before: State;
  readonly planned: Planned;
}

/**
 * Knows what must be there. It is told of every order before it is sent and of every acknowledgement that arrives, by the
 * process that gives the orders, and keeps both in a log of its own.
 */
export class Oracle {
  readonly lanes: readonly Lane[];
  private readonly pending = new Map<Lane, Pending>();
  private readonly acknowledged = new Set<string>();
  private readonly ordered = new Set<string>();
  private readonly log: number;
  private transfers = 0;
  acknowledgements = 0;

  constructor(
    file: string,
    private readonly random: Random,
    laneCount: number,
  ) {
    this.log = fs.openSync(file, 'a');
    this.lanes = Array.from({ length: laneCount }, (_, i) => new Lane(String(i), random));
  }

  private write(line: object): void {
    fs.writeSync(this.log, `${JSON.stringify(line)}\n`);
  }

  next(lane: Lane): Planned {
    const before = lane.state;
    const planned = lane.plan();
    this.pending.set(lane, { before, planned });
    this.write({ ordered: planned.order, lane: lane.name });
    return planned;
  }

  /** The engine answered; what it says must be what was planned. */
  answered(lane: Lane, error: string | undefined): void {
    const { planned } = this.pending.get(lane) as Pending;
    this.write({ answered: error ?? 'done', lane: lane.name });
    if (saysGoodbye(error)) return; // as good as unanswered
    if ((error === undefined) === Boolean(planned.isRefused) || (error && !error.includes('E11000'))) {
      throw new Error(`${JSON.stringify(planned.order)} was answered with ${error ?? 'done'}`);
    }
    this.pending.delete(lane);
    this.acknowledgements += 1;
  }

  nextTransfer(): Extract<Order, { do: 'transfer' }> {
    this.transfers += 1;
    const from = this.random.pick(accounts);
    const to = this.random.pick(accounts.filter((account) => account !== from));
    const order = { do: 'transfer', from, to, amount: 1 + this.random.below(50), id: `t${this.transfers}` } as const;
    this.ordered.add(order.id);
    this.write({ ordered: order });
    return order;
  }

  transferred(id: string, error: string | undefined): void {
    this.write({ answered: error ?? 'done', transfer: id });
    if (saysGoodbye(error)) return;
    if (error) throw new Error(`transfer ${id} was answered with ${error}`);
    this.acknowledged.add(id);
    this.acknowledgements += 1;
  }

  /** Compares and goes on from what was found: an order without an answer may have happened, whole. */
  judge(found: Found): string[] {
    const faults = [...found.faults, ...this.judgeAccounts(found)];
    for (const lane of this.lanes) {
      const state = found.lanes.get(lane.name) as State;
      const asPlanned = differences(lane.state, state);
      const pending = this.pending.get(lane);
      this.pending.delete(lane);
      if (asPlanned.length === 0) continue;
      if (pending && differences(pending.before, state).length === 0) lane.takeBack();
      else faults.push(`lane ${lane.name}, ${pending ? 'with' : 'without'} an open order:`, ...asPlanned);
    }
    return faults;
  }

  private judgeAccounts({ journal, balances }: Found): string[] {
    const faults: string[] = [];
    for (const id of this.acknowledged) if (!journal.has(id)) faults.push(`the acknowledged transfer ${id} is lost`);
    const expected = new Map<string, number>(accounts.map((account) => [account, openingBalance]));
    for (const [id, { from, to, amount }] of journal) {
      if (!this.ordered.has(id)) faults.push(`nobody ordered transfer ${id}`);
      expected.set(String(from), (expected.get(String(from)) ?? 0) - (amount as number));
      expected.set(String(to), (expected.get(String(to)) ?? 0) + (amount as number));
    }
    for (const [account, balance] of expected) {
      const there = balances.get(account);
      if (there !== balance) faults.push(`account ${account}: the journal says ${balance}, it holds ${there}`);
    }
    return faults;
  }

  close(): void {
    fs.closeSync(this.log);
  }
}
