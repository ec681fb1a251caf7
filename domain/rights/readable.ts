/** An export for people: one page that opens in any browser, without scripts, pictures or addresses of others. */
import { beijingRfc3339 } from '../schedule/beijing';
import { LABELS } from './labels';

export type Exported = string | number | boolean | null | readonly Exported[] | { readonly [field: string]: Exported };

const STYLE = `body{font:16px/1.7 sans-serif;max-width:60em;margin:2em auto;padding:0 1em;color:#222}
h2{border-bottom:2px solid #ddd;margin-top:2em}
dl{display:grid;grid-template-columns:minmax(6em,11em) minmax(0,2fr);gap:.2em 1em;margin:0 0 1em;padding:.6em 1em;background:#f6f6f6;border-radius:8px}
dl dl{background:#fff;margin:0 0 .4em}dd:has(dl){grid-column:1/-1}dt{color:#666}dd{margin:0;min-width:0;overflow-wrap:anywhere}`;

export function readablePage(parts: Readonly<Record<string, Exported>>, at: number): string {
  const sections = Object.entries(parts).map(([name, part]) => `<h2>${labelOf(name)}</h2>\n${shown(name, part)}`);
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>我的资料</title>
<style>${STYLE}</style></head><body><h1>我的资料</h1>
<p>导出时间：${timeShown(at)}。这里是平台保存的您和您家人的资料。请妥善保管，不要转发给别人。</p>
${sections.join('\n')}
</body></html>
`;
}

function labelOf(field: string): string {
  const label = Object.hasOwn(LABELS, field) ? LABELS[field] : undefined;
  if (label === undefined) throw new Error(`no Chinese name for the field ${field}`);
  return label;
}

function shown(field: string, value: Exported): string {
  if (value === null || value === '') return '—';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number') return numberShown(field, value);
  if (typeof value === 'string') return escaped(value);
  if (isList(value))
    return value.length === 0 ? '—' : value.map((one) => shown(field, one)).join(isFlat(value) ? '、' : '\n');
  const rows = Object.entries(value).map(([name, inner]) => `<dt>${labelOf(name)}</dt><dd>${shown(name, inner)}</dd>`);
  return `<dl>${rows.join('')}</dl>`;
}

const isList = (value: Exported): value is readonly Exported[] => Array.isArray(value);
const isFlat = (list: readonly Exported[]) => list.every((one) => typeof one !== 'object' || one === null);

function numberShown(field: string, value: number): string {
  if (field.endsWith('Fen')) return `${(value / 100).toFixed(2)} 元`;
  const isInstant = /^(at|since|until)$|(At|Until)$/.test(field);
  return isInstant ? timeShown(value) : String(value);
}

/** `2026-11-23 09:30` */
const timeShown = (at: number): string => beijingRfc3339(at).slice(0, 16).replace('T', ' ');

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** What people typed is text, whatever it looks like. */
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] as string);
