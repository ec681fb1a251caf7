/** Words of a person's language that stand outside the catalogue. */
import { eachNode, literalText, partsOf, type SourceFile } from './source';

/** Chinese letters and the full-width signs between them. */
export const CHINESE = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u;
const LATIN = /[a-z]/i;
/** Attributes that are read or heard; all others name something to the program. */
const READ = new Set(['aria-label', 'placeholder', 'title', 'alt', 'label', 'text', 'empty', 'unit', 'detail']);

/** Each word found, as "file: word". */
export function untranslated(file: SourceFile): readonly string[] {
  const { code, plain, rest } = partsOf(file);
  const found: string[] = [];
  const note = (text: string) => found.push(`${file.path}: ${text.trim()}`);
  for (const part of code)
    eachNode(part, (node) => {
      const text = literalText(node) ?? '';
      if (CHINESE.test(text)) note(text);
    });
  for (const { attribute, value } of plain) {
    const isRead = attribute === '' || READ.has(attribute);
    if (CHINESE.test(value) || (isRead && LATIN.test(value))) note(value);
  }
  for (const line of rest.split('\n')) if (CHINESE.test(line)) note(line);
  return found;
}
