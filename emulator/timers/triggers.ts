import type { FunctionDefinition } from '../functions/definition';
import type { LocalFunctionHost } from '../functions/localHost';
import { type Cron, parseCron } from './cron';
import type { Trigger } from './dueTicks';

/** Reads the triggers of every function at each question, so that a function added while running ticks too. */
export class Triggers {
  private readonly parsed = new Map<string, Cron>();
  private readonly complained = new Set<string>();

  constructor(
    private readonly host: LocalFunctionHost,
    private readonly log: (line: string) => void,
  ) {
    // A trigger that cannot be understood when the emulator starts stops it: a timer that never runs is worse.
    this.host.definitions().forEach((definition) => this.of(definition));
  }

  /** Later mistakes are logged once each; the other functions go on ticking. */
  current(): Trigger[] {
    return this.host.definitions().flatMap((definition) => {
      try {
        return this.of(definition);
      } catch (error) {
        const message = (error as Error).message;
        if (!this.complained.has(message)) this.log(`timers of ${definition.name} stand still: ${message}`);
        this.complained.add(message);
        return [];
      }
    });
  }

  private of({ name, timers }: FunctionDefinition): Trigger[] {
    return timers.map((timer) => ({
      name,
      trigger: timer.name,
      argument: timer.argument,
      cron: this.cron(name, timer.config),
    }));
  }

  private cron(name: string, text: string): Cron {
    const known = this.parsed.get(text);
    if (known) return known;
    try {
      const cron = parseCron(text);
      this.parsed.set(text, cron);
      return cron;
    } catch (error) {
      throw new Error(`${name}/config.json: ${(error as Error).message}`, { cause: error });
    }
  }
}
