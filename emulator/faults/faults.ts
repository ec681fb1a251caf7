/** The fault switches of one emulator. None is set until somebody sets it. */
import { checkedRule, type FaultRule, type Place } from './rule';
import { scheduleOf, type Schedule } from './schedule';

/** What a request is, as far as rules look at it. */
export interface Passage {
  readonly on: Place;
  readonly name: string;
  readonly collection?: string;
}

export interface FaultReport {
  readonly id: string;
  readonly rule: FaultRule;
  /** Requests it looked at and found to be meant. */
  readonly matched: number;
  readonly struck: number;
  /** Strikes to come; absent when there is no end. */
  readonly left?: number;
}

interface Switch {
  readonly id: string;
  readonly rule: FaultRule;
  readonly schedule: Schedule;
  readonly name: RegExp;
  matched: number;
  struck: number;
}

const patternOf = (glob = '*'): RegExp =>
  new RegExp(
    `^${glob
      .split('*')
      .map((part) => part.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&'))
      .join('.*')}$`,
    's',
  );

export class Faults {
  private readonly switches = new Map<string, Switch>();
  private made = 0;

  constructor(private readonly log: (line: string) => void = () => undefined) {}

  /** Answers the switch's id. Throws a RangeError when the rule makes no sense. */
  add(given: FaultRule): string {
    const rule = checkedRule(given);
    const id = `fault-${(this.made += 1)}`;
    this.switches.set(id, {
      ...{ id, rule, schedule: scheduleOf(rule), name: patternOf(rule.name) },
      ...{ matched: 0, struck: 0 },
    });
    return id;
  }

  remove(id: string): boolean {
    return this.switches.delete(id);
  }

  clear(): void {
    this.switches.clear();
  }

  /** Is there a switch that may still strike, here or anywhere? */
  isArmed(on?: Place): boolean {
    for (const { rule, schedule } of this.switches.values()) {
      if ((on === undefined || rule.on === on) && schedule.left() !== 0) return true;
    }
    return false;
  }

  list(): FaultReport[] {
    return [...this.switches.values()].map(({ id, rule, matched, struck, schedule }) => {
      const left = schedule.left();
      return { id, rule, matched, struck, ...(left === undefined ? {} : { left }) };
    });
  }

  /** The first switch that strikes this request, in the order they were set; it is counted. */
  strike(passage: Passage): FaultRule | undefined {
    for (const one of this.switches.values()) {
      const { rule, name, schedule, id } = one;
      if (rule.on !== passage.on || !name.test(passage.name)) continue;
      if (rule.collection !== undefined && rule.collection !== passage.collection) continue;
      if (schedule.left() === 0) continue;
      one.matched += 1;
      if (!schedule.strikesNow()) continue;
      one.struck += 1;
      this.log(`${id} strikes ${passage.on} ${passage.name}: ${rule.effect ?? `delay ${rule.delayMs} ms`}`);
      return rule;
    }
    return undefined;
  }
}
