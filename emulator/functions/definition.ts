import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

export interface TimerTrigger {
  readonly name: string;
  /** Seven fields, Beijing time. */
  readonly config: string;
  readonly argument: string;
}

/** What a function's folder says about it. */
export interface FunctionDefinition {
  readonly name: string;
  readonly entryFile: string;
  /** Changes whenever the code or its configuration does. */
  readonly version: string;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  readonly timers: readonly TimerTrigger[];
  /** The path of its HTTP access route, if it has one. */
  readonly httpPath?: string;
  readonly openApis: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

interface ConfigFile {
  timeout?: number;
  memorySize?: number;
  triggers?: { name: string; type: string; config: string; argument?: string }[];
  httpPath?: string;
  permissions?: { openapi?: string[] };
  envVariables?: Record<string, string>;
}

/** The platform's own rule for names. */
const NAME = /^[a-zA-Z][a-zA-Z0-9_-]{0,58}[a-zA-Z0-9]$/;
const DEFAULT_TIMEOUT_SECONDS = 3;
const DEFAULT_MEMORY_MEGABYTES = 256;

/** 0 when there is no such file. */
export const modifiedAt = (file: string): number => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

function timerTriggers(name: string, config: ConfigFile): TimerTrigger[] {
  return (config.triggers ?? []).map((trigger) => {
    if (trigger.type !== 'timer') throw new Error(`${name}/config.json: trigger type ${trigger.type} is not emulated`);
    return { name: trigger.name, config: trigger.config, argument: trigger.argument ?? '' };
  });
}

function readConfig(file: string): ConfigFile {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ConfigFile;
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`, { cause: error });
  }
}

/** Reads one function's folder afresh, so that an edited function is seen at its next call. */
export function readDefinition(dir: string, name: string): FunctionDefinition | undefined {
  if (!NAME.test(name)) return undefined;
  const entryFile = join(dir, name, 'index.js');
  const configFile = join(dir, name, 'config.json');
  const codeModifiedAt = modifiedAt(entryFile);
  if (codeModifiedAt === 0) return undefined;
  const configModifiedAt = modifiedAt(configFile);
  const config = configModifiedAt === 0 ? {} : readConfig(configFile);
  return {
    name,
    entryFile,
    version: `${codeModifiedAt}/${configModifiedAt}`,
    timeoutSeconds: config.timeout ?? DEFAULT_TIMEOUT_SECONDS,
    memoryMegabytes: config.memorySize ?? DEFAULT_MEMORY_MEGABYTES,
    timers: timerTriggers(name, config),
    ...(config.httpPath ? { httpPath: config.httpPath } : {}),
    openApis: config.permissions?.openapi ?? [],
    environment: config.envVariables ?? {},
  };
}

/** Every function of the folder, by name. */
export function readDefinitions(dir: string): FunctionDefinition[] {
  const names = readdirSync(dir, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return names
    .map((entry) => readDefinition(dir, entry.name))
    .filter((definition) => definition !== undefined)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
