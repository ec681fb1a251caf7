import { randomUUID } from 'node:crypto';
import type { SteerableClock } from '../clock';
import { callContext, callEnvironment, type Surroundings } from './callEnvironment';
import { CallLog, OutputLines } from './callLog';
import { openCompiledStore } from './compiledStore';
import { checkFolder, type FunctionDefinition, passedOver, readDefinition, readDefinitions } from './definition';
import { FunctionPool } from './functionPool';
import type { CallOrder, CallOutcome } from './functionProcess';
import type { Invocation, InvocationResult } from './host';
import type { CallInProgress, CallRecord, FunctionReport, LocalFunctionHost } from './localHost';

export interface FunctionHostOptions {
  /** Each sub-folder with an `index.js` is a function. */
  readonly dir: string;
  readonly envId: string;
  readonly appid?: string;
  /** The emulator's origin, without `/admin`; asked at each call, because the port may be chosen late. */
  readonly serverUrl: () => string;
  /** Added to every function's environment; `NODE_PATH` here makes packages outside the folder visible. */
  readonly env: Readonly<Record<string, string>>;
  readonly clock: SteerableClock;
  readonly log: (line: string) => void;
  readonly maxProcessesPerFunction?: number;
  readonly idleMs?: number;
  /** Below this folder the compiled code of functions is kept; default: the system's for temporary files. */
  readonly compiledIn?: string;
  /** How much longer than here a cold start takes in the cloud. */
  readonly coldStartMs?: number;
}

const DEFAULT_PROCESSES = 8;
const DEFAULT_IDLE_MS = 120_000;
const UNKNOWN = 'FunctionName parameter could not be found. Please check your function name and namespace.';

/** The developer's own environment does not exist in the cloud, so it does not exist here; time is UTC there. */
const processEnvironment = (surroundings: Surroundings, definition: FunctionDefinition): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  TZ: 'UTC',
  ...surroundings.env,
  ...definition.environment,
});

/** Opens the function runtime over a folder; throws at a configuration it cannot read. No process is started before the first call. */
export function openFunctionHost(options: FunctionHostOptions): LocalFunctionHost {
  return new ForkingHost(options);
}

class ForkingHost implements LocalFunctionHost {
  private readonly surroundings: Surroundings;
  private readonly pools = new Map<string, FunctionPool>();
  private readonly logs = new Map<string, CallLog>();
  private readonly running = new Map<string, CallInProgress>();
  private readonly complained = new Set<string>();
  private readonly forgetClock: () => void;
  private readonly compiledStore: string | undefined;
  private closed = false;

  constructor(private readonly options: FunctionHostOptions) {
    this.surroundings = { ...options, appid: options.appid ?? 'wx0local' };
    checkFolder(options.dir);
    this.compiledStore = openCompiledStore(options.compiledIn);
    passedOver(options.dir).forEach(options.log);
    this.forgetClock = options.clock.onChange((offsetMs) => {
      for (const pool of this.pools.values()) pool.setOffset(offsetMs);
    });
  }

  names = (): string[] => this.definitions().map((definition) => definition.name);
  has = (name: string): boolean => this.definition(name) !== undefined;
  definitions = (): FunctionDefinition[] => readDefinitions(this.options.dir, this.complain);
  definition = (name: string): FunctionDefinition | undefined => {
    try {
      return readDefinition(this.options.dir, name);
    } catch (error) {
      this.complain(error as Error);
      return undefined;
    }
  };
  callInProgress = (sessionToken: string): CallInProgress | undefined => this.running.get(sessionToken);
  calls = (name: string): readonly CallRecord[] => this.logs.get(name)?.recent() ?? [];

  report(): FunctionReport[] {
    return this.names().map((name) => ({
      name,
      ...this.logOf(name).summary(),
      ...(this.pools.get(name)?.counts ?? { processes: 0, busy: 0, queued: 0 }),
    }));
  }

  crashOne = (name: string): boolean => this.pools.get(name)?.crashOne() ?? false;

  async invoke(invocation: Invocation): Promise<InvocationResult> {
    const requestId = randomUUID();
    const refused = (code: string, message: string): InvocationResult => ({ ok: false, code, message, requestId });
    if (this.closed) return refused('FUNCTIONS_EXECUTE_FAIL', 'the emulator is closed');
    let definition: FunctionDefinition | undefined;
    try {
      definition = readDefinition(this.options.dir, invocation.name);
    } catch (error) {
      return refused('FUNCTIONS_EXECUTE_FAIL', (error as Error).message);
    }
    if (!definition) return refused('FUNCTION_NOT_FOUND', `${UNKNOWN} (${invocation.name})`);
    const outcome = await this.run(definition, invocation, requestId);
    return outcome.ok
      ? { ok: true, resultJson: outcome.resultJson, requestId }
      : refused(outcome.code, outcome.message);
  }

  async close(): Promise<void> {
    this.closed = true;
    this.forgetClock();
    await Promise.all([...this.pools.values()].map((pool) => pool.close('the emulator is closing')));
  }

  /** A configuration that was broken while running takes its own function away and no other; told once. */
  private readonly complain = ({ message }: Error): void => {
    if (!this.complained.has(message)) this.options.log(message);
    this.complained.add(message);
  };

  private async run(definition: FunctionDefinition, invocation: Invocation, requestId: string): Promise<CallOutcome> {
    const sessionToken = `call-${requestId}`;
    const output = new OutputLines();
    const { name, caller, source } = invocation;
    const startedAt = this.options.clock.now();
    const began = performance.now();
    this.running.set(sessionToken, { requestId, name, caller, source });
    const outcome = await this.poolOf(name)
      .run({
        definition,
        order: () => this.order(definition, invocation, { requestId, sessionToken }),
        onOutput: (text) => output.append(text),
      })
      .finally(() => this.running.delete(sessionToken));
    const { coldStartMs } = outcome;
    this.record(outcome, {
      ...{ name, requestId, source, caller, startedAt, lines: output.lines },
      durationMs: Math.round(performance.now() - began),
      result: outcome.ok ? 'OK' : outcome.code,
      ...(outcome.ok ? {} : { message: outcome.message }),
      ...(coldStartMs === undefined ? {} : { coldStartMs }),
    });
    return outcome;
  }

  private order(
    definition: FunctionDefinition,
    invocation: Invocation,
    ids: { requestId: string; sessionToken: string },
  ): CallOrder {
    const environment = callEnvironment(this.surroundings, definition, invocation, ids);
    const { caller } = invocation;
    const added = {
      userInfo: { openId: caller.openid ?? '', appId: caller.appid ?? this.surroundings.appid },
      tcbContext: {},
    };
    return {
      entryFile: definition.entryFile,
      environment,
      eventJson: JSON.stringify(invocation.addsUserInfo ? { ...invocation.event, ...added } : invocation.event),
      context: callContext(definition, this.options.envId, ids.requestId, environment),
      offsetMs: this.options.clock.offsetMs(),
      timeoutSeconds: definition.timeoutSeconds,
    };
  }

  private record(outcome: CallOutcome, record: CallRecord): void {
    this.logOf(record.name).add(record);
    if (record.coldStartMs !== undefined) this.options.log(`${record.name}: cold start ${record.coldStartMs} ms`);
    if (!outcome.ok) this.options.log(`${record.name}: ${outcome.code} ${outcome.message} (${record.requestId})`);
  }

  private logOf(name: string): CallLog {
    const log = this.logs.get(name) ?? new CallLog();
    this.logs.set(name, log);
    return log;
  }

  private poolOf(name: string): FunctionPool {
    const known = this.pools.get(name);
    if (known) return known;
    const pool = new FunctionPool({
      maxProcesses: this.options.maxProcessesPerFunction ?? DEFAULT_PROCESSES,
      idleMs: this.options.idleMs ?? DEFAULT_IDLE_MS,
      coldStartMs: this.options.coldStartMs ?? 0,
      surroundings: (definition) => ({
        environment: processEnvironment(this.surroundings, definition),
        compiledStore: this.compiledStore,
      }),
      onLateFault: (message) => this.options.log(`${name}: after its reply: ${message}`),
    });
    this.pools.set(name, pool);
    return pool;
  }
}
