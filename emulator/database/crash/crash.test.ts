import { inScratch } from '../store/scratch';
import { buildVictim } from './buildVictim';
import { CrashRun } from './harness';

/** `CRASH_KILLS=500` for the long run; run.ts prints what it hit. */
const kills = Number(process.env.CRASH_KILLS ?? 25);
const seed = Number(process.env.CRASH_SEED ?? 1);

test(
  `${kills} kills under load lose nothing acknowledged and leave nothing half done`,
  () =>
    inScratch(async (dir) => {
      const report = await new CrashRun({ script: buildVictim(dir), dir, kills, seed }).run();
      expect(report.faults).toEqual([]);
      expect(report.kills).toBe(kills);
      expect(report.acknowledgements).toBeGreaterThan(kills * 5);
      expect(report.indexedQueries).toBeGreaterThan(kills);
      expect(report.duringCompaction).toBeGreaterThan(0);
      expect(report.duringStart).toBeGreaterThan(0);
    }),
  1_200_000,
);

test(
  'the same run finds out a disk that says "written" before it is',
  () =>
    inScratch(async (dir) => {
      const run = new CrashRun({ script: buildVictim(dir), dir, kills: 60, seed, isLying: true });
      const { faults } = await run.run();
      expect(faults.join('\n')).toMatch(/is lost|open order/);
    }),
  300_000,
);
