/** A function's `config.json`. What the emulator cannot read or cannot do is refused by name, line and column. */
import { readFileSync } from 'node:fs';
import { parseJson, placeIn } from '../rules/textPlace';

export interface ConfigFile {
  readonly timeout?: number;
  readonly memorySize?: number;
  readonly triggers?: readonly { name: string; type: string; config: string; argument?: string }[];
  readonly httpPath?: string;
  readonly permissions?: { readonly openapi?: readonly string[] };
  readonly envVariables?: Readonly<Record<string, string>>;
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText);
const isPositive = (value: unknown): boolean => Number.isInteger(value) && (value as number) > 0;
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const hasOnly = (value: object, keys: readonly string[]): boolean =>
  Object.keys(value).every((key) => keys.includes(key));

const isTrigger = (value: unknown): boolean =>
  isObject(value) &&
  hasOnly(value, ['name', 'type', 'config', 'argument']) &&
  [value.name, value.type, value.config, value.argument ?? ''].every(isText);

type Shape = readonly [what: string, isRight: (value: unknown) => boolean];

const SHAPES: Readonly<Record<keyof ConfigFile, Shape>> = {
  timeout: ['a whole number of seconds, 900 at most', (value) => isPositive(value) && (value as number) <= 900],
  memorySize: ['a whole number of megabytes', isPositive],
  triggers: [
    'a list of {"name", "type", "config", "argument"}',
    (value) => Array.isArray(value) && value.every(isTrigger),
  ],
  httpPath: ['a path that begins with /', (value) => isText(value) && value.startsWith('/')],
  permissions: [
    'of the form {"openapi": ["subscribeMessage.send"]}',
    (value) => isObject(value) && hasOnly(value, ['openapi']) && isTexts(value.openapi ?? []),
  ],
  envVariables: ['an object of texts', (value) => isObject(value) && Object.values(value).every(isText)],
};

/** Settings of the deployment tools that change nothing about a function that runs here. */
const OF_NO_EFFECT = ['name', 'description', 'runtime', 'installDependency', 'isWaitInstall', 'ignore'];

interface Mistake {
  readonly path: readonly string[];
  readonly text: string;
}

function mistakeIn(config: unknown): Mistake | undefined {
  if (!isObject(config)) return { path: [], text: 'must be an object' };
  for (const [key, value] of Object.entries(config)) {
    if (OF_NO_EFFECT.includes(key)) continue;
    const shape = Object.hasOwn(SHAPES, key) ? SHAPES[key as keyof ConfigFile] : undefined;
    const known = Object.keys(SHAPES).join(', ');
    if (!shape) return { path: [key], text: `unknown key ${key} (known: ${known})` };
    const [what, isRight] = shape;
    if (!isRight(value)) return { path: [key], text: `${key} must be ${what}` };
  }
  const { triggers = [] } = config as ConfigFile;
  const other = triggers.findIndex(({ type }) => type !== 'timer');
  if (other < 0) return undefined;
  return {
    path: ['triggers', String(other)],
    text: `trigger type ${triggers[other]?.type} is not emulated, only timer`,
  };
}

/** Throws an error that names file, line and column. */
export function readConfig(file: string): ConfigFile {
  const text = readFileSync(file, 'utf8');
  let config: unknown;
  try {
    config = parseJson(text);
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`, { cause: error });
  }
  const mistake = mistakeIn(config);
  if (!mistake) return config as ConfigFile;
  const { line, column } = placeIn(text, mistake.path);
  throw new Error(`${file}: line ${line}, column ${column}: ${mistake.text}`);
}
