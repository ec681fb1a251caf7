/** The content models, read from the same files the CMS imports. */
export interface ModelField {
  readonly name: string;
  readonly displayName: string;
  readonly type: 'String' | 'Number' | 'Enum' | 'DateTime' | 'Array' | 'Boolean' | 'Connect';
  readonly order: number;
  readonly enumElements?: readonly { readonly label: string; readonly value: string }[];
}

export interface Model {
  readonly collectionName: string;
  readonly displayName: string;
  readonly description: string;
  readonly searchFields: readonly string[];
  readonly docCreateTimeField: string;
  readonly fields: readonly ModelField[];
}

const files = import.meta.glob<Model>('../../models/*.json', { eager: true, import: 'default' });

/** The CMS edits bare fen and says so in the heading; here amounts are shown in yuan. */
const inYuan = (model: Model): Model => ({
  ...model,
  fields: model.fields.map((field) => ({ ...field, displayName: field.displayName.replace('(分)', '') })),
});

export const models: readonly Model[] = Object.values(files).map(inYuan);

export function modelOf(collection: string): Model {
  const found = models.find(({ collectionName }) => collectionName === collection);
  if (!found) throw new Error(`no content model for ${collection}`);
  return found;
}

export type Row = { readonly _id: string } & Record<string, unknown>;

const valueAt = (row: Row, path: string): unknown =>
  path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], row);

const DAY = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});
const DAY_AND_TIME = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
});

const YEAR_MS = 365 * 24 * 60 * 60_000;

/** Far away, as licences run, the year matters and the minute does not. */
const instant = (at: number): string => (Math.abs(at - Date.now()) > YEAR_MS / 2 ? DAY : DAY_AND_TIME).format(at);

/** A field as people read it: enums by label, instants in Beijing time, fen as yuan. */
export function shown(row: Row, field: ModelField): string {
  const value = valueAt(row, field.name);
  if (value === null || value === undefined || value === '') return '—';
  if (field.type === 'Enum')
    return field.enumElements?.find((element) => element.value === value)?.label ?? String(value);
  if (field.type === 'Boolean') return value ? '是' : '否';
  if (field.type === 'DateTime') return instant(Number(value));
  if (field.type === 'Array') return (value as unknown[]).join('、');
  if (field.name.endsWith('Fen')) return `¥${(Number(value) / 100).toFixed(2)}`;
  return String(value);
}
