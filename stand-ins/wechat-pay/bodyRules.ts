/** The forms WeChat Pay checks in a request body, stated as one table per call. */
import { paramError } from './apiError';

type Check = (value: unknown) => string | undefined;

export interface Field {
  check: Check;
  required?: true;
}

/** Checks every field (dotted paths below objects), refuses missing ones and any the table does not know. */
export function checkBody(body: Record<string, unknown>, fields: Record<string, Field>, prefix = ''): void {
  for (const [name, value] of Object.entries(body)) {
    const path = `${prefix}${name}`;
    const field = fields[path];
    if (isObject(value) && hasChildren(fields, path)) checkBody(value, fields, `${path}.`);
    else if (field === undefined) throw paramError(path, '是未知参数');
    else {
      const issue = field.check(value);
      if (issue !== undefined) throw paramError(path, issue);
    }
  }
  if (prefix === '') checkRequired(body, fields);
}

export function text(maxLength: number, pattern?: RegExp, minLength = 1): Check {
  return (value) => {
    if (typeof value !== 'string') return '不是字符串';
    const length = [...value].length;
    if (length < minLength || length > maxLength) return `长度须为 ${minLength}–${maxLength}`;
    return pattern === undefined || pattern.test(value) ? undefined : '含有不允许的字符或格式不正确';
  };
}

/** Amounts are whole fen from 1 up. */
export const fen: Check = (value) =>
  Number.isSafeInteger(value) && Number(value) >= 1 ? undefined : '须为不小于 1 的整数（分）';

export const flag: Check = (value) => (typeof value === 'boolean' ? undefined : '不是布尔值');

/** Accepted as it is: parts of the interface the stand-in does not act upon. */
export const anything: Check = (value) => (value === null || value === '' ? '不能为空' : undefined);

export const oneOf = (...allowed: string[]): Check => {
  return (value) => (allowed.includes(value as string) ? undefined : `须为 ${allowed.join(' | ')}`);
};

/** https without a query; plain http only to this very machine, where tests listen. */
export const notifyUrl: Check = (value) => {
  const issue = text(255)(value);
  if (issue !== undefined) return issue;
  if (!URL.canParse(value as string)) return '不是有效的地址';
  const { protocol, hostname, search } = new URL(value as string);
  if (search !== '') return '不能带参数';
  return protocol === 'https:' || (protocol === 'http:' && hostname === '127.0.0.1') ? undefined : '须为 https';
};

export const rfc3339Time: Check = (value) => {
  const issue = text(64, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?([+-]\d\d:\d\d|Z)$/)(value);
  return issue ?? (Number.isNaN(Date.parse(value as string)) ? '不是有效的时间' : undefined);
};

function checkRequired(body: Record<string, unknown>, fields: Record<string, Field>): void {
  for (const [path, field] of Object.entries(fields)) {
    if (field.required && valueAt(body, path) === undefined) throw paramError(path, '必填');
  }
}

function valueAt(body: Record<string, unknown>, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), body);
}

function hasChildren(fields: Record<string, Field>, path: string): boolean {
  return Object.keys(fields).some((name) => name.startsWith(`${path}.`));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
