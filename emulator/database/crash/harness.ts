import * as fs from 'node:fs';
import * as path from 'node:path';
import { openEngine } from '../open';
import { copyAsKilled } from '../store/scratch';
import { type Found, inspect } from './inspect';
import { VictimProcess } from './life';
import { canonical } from './state';
import { Oracle, preparation, saysGoodbye } from './oracle';
import type { Death } from './order';
import { Random } from '../../testing/random';
import { cutsOfLastRecord, tearTail } from './tearTail';

export interface CrashOptions {
  /** The bundled victim. */
  readonly script: string;
  /** An empty directory for the data and the oracle's log. */
  readonly dir: string;
  readonly kills: number;
  readonly seed: number;
  readonly isLying?: boolean;
}

/** What the kills hit, so that a run can be trusted to have tried everything. */
export interface CrashReport {
  kills: number;
  acknowledgements: number;
  /** Killed before the engine had opened the data of the life before. */
  duringStart: number;
  /** A draft of a snapshot, or two logs, were lying there: killed during compaction. */
  duringCompaction: number;
  /** A write that the kill had interrupted, and one that was torn afterwards. */
  interruptedWrites: number;
  tornTails: number;
  cutsCompared: number;
  indexedQueries: number;
  faults: string[];
}

const laneCount = 6;
const tellers = 3;
/** Small, so that nearly every life compacts. */
const maxLogBytes = 6000;

type Ending = { readonly by: 'disk'; readonly death: Death } | { readonly by: 'opening' | 'answers' | 'closing' };

/** How the next life ends: mostly by a blow at any moment of the load, else at an exact call of the disk. */
function ending(random: Random): Ending {
  const kind = random.below(10);
  if (kind < 4) {
    const when = random.pick(['before', 'midway', 'midway', 'after'] as const);
    return { by: 'disk', death: { atCall: 1 + random.below(kind === 0 ? 6 : 80), when } };
  }
  return { by: kind === 4 ? 'opening' : kind === 5 ? 'closing' : 'answers' };
}

const pauseMs = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Kills over and over one process under load, and looks after each kill whether all that was acknowledged is there. */
export class CrashRun {
  private readonly random: Random;
  private readonly oracle: Oracle;
  private readonly data: string;
  private answers = 0;
  readonly report: CrashReport = {
    ...{ kills: 0, acknowledgements: 0, duringStart: 0, duringCompaction: 0 },
    ...{ interruptedWrites: 0, tornTails: 0, cutsCompared: 0, indexedQueries: 0, faults: [] },
  };

  constructor(private readonly options: CrashOptions) {
    this.random = new Random(options.seed);
    this.oracle = new Oracle(path.join(options.dir, 'oracle.log'), new Random(options.seed + 1), laneCount);
    this.data = path.join(options.dir, 'data');
  }

  async run(): Promise<CrashReport> {
    await this.prepare();
    while (this.report.kills < this.options.kills && this.report.faults.length === 0) {
      await this.oneLife(ending(this.random));
      this.report.kills += 1;
      await this.examine().catch((cause: unknown) => {
        this.report.faults.push((cause as Error).message); // above all: it could not be opened
      });
    }
    this.oracle.close();
    this.report.acknowledgements = this.oracle.acknowledgements;
    return this.report;
  }

  private start(death?: Death): VictimProcess {
    const { script, isLying } = this.options;
    return new VictimProcess(script, { dir: this.data, maxLogBytes, death, isLying });
  }

  private async prepare(): Promise<void> {
    const victim = this.start();
    await victim.says('ready');
    for (const order of preparation) {
      const { error } = await victim.carryOut(order);
      if (error) throw new Error(error);
    }
    await pauseMs(10); // even a lying disk has written by now
    victim.kill();
    await victim.dead;
  }

  private async oneLife(end: Ending): Promise<void> {
    const victim = this.start(end.by === 'disk' ? end.death : undefined);
    let isOver = false;
    const working = this.work(victim, () => isOver).catch((cause: unknown) => {
      this.report.faults.push((cause as Error).message);
      victim.kill();
    });
    const over = victim.dead.finally(() => (isOver = true));
    if (end.by === 'opening') await Promise.race([this.killWhileOpening(victim), over]);
    else if (end.by === 'disk')
      void pauseMs(1500).then(() => victim.kill()); // a call that is never reached
    else await Promise.race([this.killUnderLoad(victim, end.by === 'closing'), over]);
    await over;
    if (!victim.isReady) this.report.duringStart += 1;
    await Promise.race([working, pauseMs(0)]);
  }

  private async killWhileOpening(victim: VictimProcess): Promise<void> {
    await victim.says('opening');
    const delay = this.random.below(6);
    if (delay > 0) await pauseMs(delay);
    victim.kill();
  }

  private async killUnderLoad(victim: VictimProcess, isClosing: boolean): Promise<void> {
    const enough = this.answers + this.random.below(150);
    while (this.answers < enough) await pauseMs(1);
    if (isClosing) {
      void victim.carryOut({ do: 'close' });
      await pauseMs(this.random.below(8));
    }
    victim.kill();
  }

  /** All clients at once, each waiting for its answer before it goes on. */
  private async work(victim: VictimProcess, isOver: () => boolean): Promise<void> {
    await victim.says('ready');
    const lanes = this.oracle.lanes.map(async (lane) => {
      while (!isOver()) {
        const { error } = await victim.carryOut(this.oracle.next(lane).order);
        this.answers += 1;
        this.oracle.answered(lane, error);
        if (saysGoodbye(error)) return;
      }
    });
    const transfers = Array.from({ length: tellers }, async () => {
      while (!isOver()) {
        const order = this.oracle.nextTransfer();
        const { error } = await victim.carryOut(order);
        this.answers += 1;
        this.oracle.transferred(order.id, error);
        if (saysGoodbye(error)) return;
      }
    });
    await Promise.all([...lanes, ...transfers]);
  }

  /** Looks at a copy, so that the next life has to recover from the very state the kill left. */
  private async examine(): Promise<void> {
    const { report, random } = this;
    const names = fs.readdirSync(this.data);
    if (names.some((name) => name.endsWith('.tmp')) || names.filter((name) => name.startsWith('log-')).length > 1) {
      report.duringCompaction += 1;
    }
    if (random.below(8) === 0 && tearTail(this.data, random)) report.tornTails += 1;
    const { found, told } = await this.open(this.data);
    report.interruptedWrites += told.filter((line) => line.includes('was interrupted')).length;
    report.indexedQueries += found.indexedQueries;
    report.faults.push(...this.oracle.judge(found));
    if (random.below(8) === 0) await this.compareCuts();
  }

  private async open(dir: string, change?: (copy: string) => void): Promise<{ found: Found; told: string[] }> {
    const copy = path.join(this.options.dir, 'copy');
    copyAsKilled(dir, copy);
    change?.(copy);
    const told: string[] = [];
    try {
      const engine = await openEngine({ dir: copy, now: () => 0, tell: (line) => told.push(line) });
      const names = this.oracle.lanes.map(({ name }) => name);
      const found = await inspect(engine, names).finally(() => engine.close());
      return { found, told };
    } finally {
      fs.rmSync(copy, { recursive: true });
    }
  }

  /** A last record that is cut anywhere must leave what there is without it: no half of it. */
  private async compareCuts(): Promise<void> {
    const cuts = cutsOfLastRecord(this.data, this.random);
    if (!cuts) return;
    const cutAt = async (bytes: number) => {
      const { found } = await this.open(this.data, (copy) => fs.truncateSync(path.join(copy, cuts.log), bytes));
      const lanes = [...found.lanes].map(([name, state]) => [name, [...state]]);
      return canonical({ lanes, journal: [...found.journal.values()], balances: [...found.balances] });
    };
    this.report.cutsCompared += 1;
    if ((await cutAt(cuts.within)) !== (await cutAt(cuts.before))) {
      this.report.faults.push('half of a record that was cut was read');
    }
  }
}
