/** An event as it travels: documents and field lists are JSON texts inside JSON. */
import type { Doc, DocId } from '../database/engine';
import { encodeRelaxed } from '../wire/ejson';
import { fieldChanges } from './updatedFields';
import type { WatchEvent } from './window';

export interface WireEvent {
  readonly ID: number;
  readonly DataType: string;
  readonly QueueType: string;
  readonly DocID: DocId;
  readonly Doc: string;
  readonly UpdatedFields: string;
  readonly RemovedFields: string;
  /** The SDK asks for the one name and reads the other. */
  readonly removedFields?: string;
}

/** A document is the same object for every watch that shows it: its text is made once. */
const textOfDoc = new WeakMap<Doc, string>();

function docText(doc: Doc): string {
  let text = textOfDoc.get(doc);
  if (text === undefined) textOfDoc.set(doc, (text = JSON.stringify(encodeRelaxed(doc))));
  return text;
}

function fieldTexts({ dataType, doc, previous }: WatchEvent) {
  if (dataType !== 'update' || !doc || !previous) return { UpdatedFields: '', RemovedFields: '' };
  const { updated, removed } = fieldChanges(previous, doc);
  const removedText = removed.length > 0 ? JSON.stringify(removed) : '';
  return {
    UpdatedFields: JSON.stringify(encodeRelaxed(updated)),
    RemovedFields: removedText,
    ...(removedText ? { removedFields: removedText } : {}),
  };
}

export function wireEvent(number: number, event: WatchEvent): WireEvent {
  const { dataType, queueType, id, doc } = event;
  return {
    ID: number,
    DataType: dataType,
    QueueType: queueType,
    DocID: id,
    Doc: doc ? docText(doc) : '',
    ...fieldTexts(event),
  };
}

export const textLength = (events: readonly WireEvent[]): number =>
  events.reduce((sum, { Doc: text, UpdatedFields: updated }) => sum + text.length + updated.length, 0);
