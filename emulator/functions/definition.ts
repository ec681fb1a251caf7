import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type ConfigFile, readConfig } from './configFile';

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

/** The platform's own rule for names. */
const NAME = /^[a-zA-Z][a-zA-Z0-9_-]{0,58}[a-zA-Z0-9]$/;
const DEFAULT_TIMEOUT_SECONDS = 3;
const DEFAULT_MEMORY_MEGABYTES = 256;

/** 0 when there is no such file. */
export const modifiedAt = (file: string): number => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** Reads one function's folder afresh, so that an edited function is seen at its next call. */
export function readDefinition(dir: string, name: string): FunctionDefinition | undefined {
  if (!NAME.test(name)) return undefined;
  const entryFile = join(dir, name, 'index.js');
  const configFile = join(dir, name, 'config.json');
  const codeModifiedAt = modifiedAt(entryFile);
  if (codeModifiedAt === 0) return undefined;
  const configModifiedAt = modifiedAt(configFile);
  const config: ConfigFile = configModifiedAt === 0 ? {} : readConfig(configFile);
  return {
    name,
    entryFile,
    version: `${codeModifiedAt}/${configModifiedAt}`,
    timeoutSeconds: config.timeout ?? DEFAULT_TIMEOUT_SECONDS,
    memoryMegabytes: config.memorySize ?? DEFAULT_MEMORY_MEGABYTES,
    timers: (config.triggers ?? []).map((trigger) => ({ argument: '', ...trigger })),
    ...(config.httpPath ? { httpPath: config.httpPath } : {}),
    openApis: config.permissions?.openapi ?? [],
    environment: config.envVariables ?? {},
  };
}

/** The sub-folders, by name, dependencies that were installed beside them left out. */
function subFolders(dir: string): string[] {
  const entries = readdirSync(dir, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return entries.map(({ name }) => name).filter((name) => name !== 'node_modules' && !name.startsWith('.'));
}

/** Every function of the folder, by name. One that cannot be read goes to `onMistake`; the others are none the worse. */
export function readDefinitions(dir: string, onMistake: (error: Error) => void): FunctionDefinition[] {
  const read = (name: string): FunctionDefinition | undefined => {
    try {
      return readDefinition(dir, name);
    } catch (error) {
      onMistake(error as Error);
      return undefined;
    }
  };
  const definitions = subFolders(dir).map(read);
  return definitions.filter((one) => one !== undefined).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Throws at a configuration that cannot be read, and at two functions that want the same path. */
export function checkFolder(dir: string): void {
  const byPath = new Map<string, string>();
  const definitions = readDefinitions(dir, (mistake) => {
    throw mistake;
  });
  for (const { name, httpPath } of definitions) {
    if (httpPath === undefined) continue;
    const other = byPath.get(httpPath);
    if (other) throw new Error(`${other} and ${name} both have the httpPath ${httpPath}`);
    byPath.set(httpPath, name);
  }
}

/** Why folders that look like functions are none. */
export function passedOver(dir: string): string[] {
  return subFolders(dir).flatMap((name) => {
    if (modifiedAt(join(dir, name, 'index.js')) === 0) return [`${join(dir, name)} has no index.js: not a function`];
    const why =
      'function names have 2 to 60 letters, digits, - and _, begin with a letter and end with a letter or digit';
    return NAME.test(name) ? [] : [`${join(dir, name)} is not a function: ${why}`];
  });
}
