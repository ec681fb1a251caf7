/** Changes of the numbers of operation: each from its hour on, none ever overwritten, so that anybody can see what held when. */
import { Refusal } from '../refusal';
import type { OperationParameters } from './parameters';

/** `acceptance.waveSize` */
export type ParameterPath = string;

export interface ParameterChange {
  readonly path: ParameterPath;
  readonly value: number;
  /** From this instant on. */
  readonly from: number;
  /** When it was decided: of two from the same hour the later decision holds. */
  readonly at: number;
}

type Groups = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** A process remembers its numbers for half a minute; a minute ahead all of them have heard of a change. */
const HEARD_EVERYWHERE_MS = 60_000;

/** The numbers as they are at `now`. A change of a number that does not exist any more changes nothing. */
export function effective(
  base: OperationParameters,
  changes: readonly ParameterChange[],
  now: number,
): OperationParameters {
  const due = changes.filter(({ from }) => from <= now).sort((a, b) => a.from - b.from || a.at - b.at);
  return due.reduce((p, { path, value }) => (numberAt(p, path) === null ? p : withNumber(p, path, value)), base);
}

export function numberAt(p: OperationParameters, path: ParameterPath): number | null {
  const [group = '', name = ''] = path.split('.');
  const groups = p as unknown as Groups;
  const found = Object.hasOwn(groups, group) ? groups[group] : undefined;
  return found && Object.hasOwn(found, name) ? (found[name] ?? null) : null;
}

function withNumber(p: OperationParameters, path: ParameterPath, value: number): OperationParameters {
  const [group = '', name = ''] = path.split('.');
  return { ...p, [group]: { ...(p as unknown as Groups)[group], [name]: value } } as OperationParameters;
}

/** What a change is written down as: refused where the number does not exist, or would make no sense. */
export function changed(
  p: OperationParameters,
  { path, value, from }: { readonly path: ParameterPath; readonly value: number; readonly from: number | null },
  now: number,
): ParameterChange & { readonly was: number } {
  const was = numberAt(p, path);
  if (was === null) throw new Refusal('PARAMETER_UNKNOWN', { path });
  if (!isWithin(path, value) || !makesSense(withNumber(p, path, value))) {
    throw new Refusal('PARAMETER_OUT_OF_RANGE', { path, value });
  }
  return { path, value, was, from: Math.max(from ?? 0, now + HEARD_EVERYWHERE_MS), at: now };
}

interface Range {
  readonly names: RegExp;
  readonly least: number;
  readonly most: number;
  readonly whole: boolean;
}

/** By the unit in the name, the first that fits; so a new number has its bounds without being listed. */
const RANGES: readonly Range[] = [
  { names: /Weight$|Quality$|^perWaitedMinute$/, least: 0, most: 1, whole: false },
  { names: /^uneven/, least: 0, most: 10, whole: false },
  { names: /Factor$/, least: 1, most: 3, whole: false },
  { names: /Minute$/, least: 0, most: 1440, whole: true },
  { names: /^gridMinutes$/, least: 30, most: 30, whole: true },
  { names: /^(wave|deadline)Minutes$|ScaleMinutes$/, least: 1, most: 240, whole: true },
  { names: /Minutes$/, least: 0, most: 20_160, whole: true },
  { names: /^rushPercent$/, least: 100, most: 300, whole: true },
  // A disclosed premium is a fifth at most (published rule "Priority and premium").
  { names: /^starPremiumPercent$/, least: 0, most: 20, whole: true },
  // What others are divided by.
  {
    names:
      /^(quality|volume|complaint|punctuality)Points$|PerThousand$|^halfLife|^lateCancelZero|^(professional|attitude)Percent$/,
    least: 1,
    most: 1000,
    whole: true,
  },
  { names: /Tenths$/, least: 10, most: 50, whole: true },
  { names: /Percent$/, least: 0, most: 100, whole: true },
  { names: /Fen/, least: 0, most: 1_000_000, whole: true },
  { names: /(Size|Max|Limit|AtOnce|Visits|KmPerHour|Radius.*)$|^band/, least: 1, most: 100_000, whole: true },
];
const ANY: Range = { names: /./, least: 0, most: 100_000, whole: true };

export function rangeOf(path: ParameterPath): Pick<Range, 'least' | 'most' | 'whole'> {
  const [, name = ''] = path.split('.');
  return RANGES.find(({ names }) => names.test(name)) ?? ANY;
}

function isWithin(path: ParameterPath, value: number): boolean {
  const { least, most, whole } = rangeOf(path);
  return Number.isFinite(value) && value >= least && value <= most && (!whole || Number.isInteger(value));
}

/** Numbers that stand in an order with each other. */
function makesSense({ acceptance: a, cancellation: c, lateness: l, dispatch: d }: OperationParameters): boolean {
  return (
    a.deadlineMinutes <= a.operatorsAfterMinutes &&
    a.operatorsAfterMinutes <= a.autoCancelMinutes &&
    a.urgentOperatorsAfterMinutes <= a.urgentAutoCancelMinutes &&
    c.lastLeadMinutes <= c.nearLeadMinutes &&
    c.nearLeadMinutes <= c.freeLeadMinutes &&
    l.tellMinutes <= l.freeCancelMinutes &&
    l.freeCancelMinutes <= l.noShowMinutes &&
    d.batchAcceptMax <= MOST_AT_ONCE
  );
}

/** More than these are never looked at in one call (contract/acceptOrder.ts). */
const MOST_AT_ONCE = 8;
