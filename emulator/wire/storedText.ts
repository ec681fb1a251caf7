/**
 * Stored documents as answers carry them: a JSON string that holds the text of their EJSON. Stored documents never
 * change, so each is written once for all who read it.
 */
import type { Doc } from '../database/engine';
import { ejsonText } from './ejsonText';
import { type ByteText, byteText } from './message';

/** About so many bytes of text are kept; then remembering starts anew. */
const mostKept = 64 * 1024 * 1024;
let texts = new WeakMap<Doc, string>();
let kept = 0;

/** The same as `JSON.stringify(ejsonText(doc))`, as bytes. */
function storedText(doc: Doc): string {
  const known = texts.get(doc);
  if (known !== undefined) return known;
  const { bytes } = byteText(JSON.stringify(ejsonText(doc)));
  if (!Object.isFrozen(doc)) return bytes; // a copy made for this one answer
  if ((kept += bytes.length) > mostKept) {
    texts = new WeakMap();
    kept = bytes.length;
  }
  texts.set(doc, bytes);
  return bytes;
}

/** A page of documents, as the answer to a read holds it: the JSON of `{list, limit, offset}`. */
export class StoredPage {
  private readonly list: string;

  constructor(
    docs: readonly Doc[],
    private readonly limit: number,
    private readonly offset: number,
  ) {
    let list = '';
    for (let i = 0; i < docs.length; i += 1) list += (i > 0 ? ',' : '') + storedText(docs[i] as Doc);
    this.list = list;
  }

  /** The envelope of a page. An id of a request is ASCII. */
  answer(requestId: string): ByteText {
    const page = `{"list":[${this.list}],"limit":${this.limit},"offset":${this.offset}}`;
    return { bytes: `{"data":${page},"requestId":"${requestId}"}` };
  }
}
