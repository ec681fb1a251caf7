/** A function's `config.json`. What it says and the emulator cannot do, or cannot read, is refused by name. */
import { readFileSync } from 'node:fs';
import { parseJson, placeIn } from '../rules/textPlace';

export interface ConfigFile {
  readonly timeout?: number;
  readonly memorySize?: number;
  readonly triggers?: readonly { name: string; type: 'timer'; config: string; argument?: string }[];
  readonly httpPath?: string;
  readonly permissions?: { readonly openapi?: readonly string[] };
  readonly envVariables?: Readonly<Record<string, string>>;
}

/** Undefined when the value is right, else what it must be. */
type Check = (value: unknown) => string | undefined;

const is =
  (what: string, holds: (value: unknown) => boolean): Check =>
  (value) =>
    holds(value) ? undefined : what;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string';
const wholeNumber = (least: number, most: number): Check =>
  is(
    `a whole number from ${least} to ${most}`,
    (value) => Number.isInteger(value) && (value as number) >= least && (value as number) <= most,
  );

/** The deployment tools' own settings: they say nothing about how the function runs here. */
const OF_NO_EFFECT = ['name', 'description', 'runtime', 'installDependency', 'isWaitInstall', 'ignore', 'handler'];

const CHECKS: Readonly<Record<string, Check>> = {
  timeout: wholeNumber(1, 900),
  memorySize: wholeNumber(64, 3072),
  triggers: is('a list', Array.isArray),
  httpPath: is('a path that begins with /', (value) => isText(value) && value.startsWith('/')),
  permissions: is('{"openapi": [names]}', ({ openapi = [], ...others }: never) => {
    return Object.keys(others).length === 0 && Array.isArray(openapi) && openapi.every(isText);
  }),
  envVariables: is('an object of texts', (value) => isObject(value) && Object.values(value).every(isText)),
};
