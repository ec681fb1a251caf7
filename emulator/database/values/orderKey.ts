import { Kind, kindOf } from './kind';
import { rankedText } from './text';

/**
 * Order-preserving text: comparing two keys with `<` gives MongoDB's order of the values. One character for the kind,
 * then numbers as four 16-bit characters of their IEEE bits, strings escaped and closed, objects and arrays nested.
 */

const scratch = new DataView(new ArrayBuffer(8));
/** An empty array has no element to sort by and comes before null. */
const emptyArrayKey = '\u0000';
const end = '\u0000\u0000';

/** Flips the bits so that negative numbers come before positive ones as unsigned integers. */
function encodeNumber(value: number): string {
  if (Number.isNaN(value)) return '\u0000\u0000\u0000\u0000';
  scratch.setFloat64(0, value === 0 ? 0 : value);
  const high = scratch.getUint16(0);
  const mask = high & 0x8000 ? 0xffff : 0;
  return String.fromCharCode(
    mask ? high ^ 0xffff : high | 0x8000,
    scratch.getUint16(2) ^ mask,
    scratch.getUint16(4) ^ mask,
    scratch.getUint16(6) ^ mask,
  );
}

/** A zero character becomes 0,1 so that the closing 0,0 sorts before every continuation. */
function encodeText(text: string): string {
  const ranked = rankedText(text);
  return (ranked.includes('\u0000') ? ranked.replaceAll('\u0000', '\u0000\u0001') : ranked) + end;
}

function encodeObject(value: Record<string, unknown>): string {
  let key = '';
  for (const name of Object.keys(value)) {
    key += String.fromCharCode(kindOf(value[name])) + encodeText(name) + encodeValue(value[name]);
  }
  return key + '\u0000';
}

function encodeValue(value: unknown): string {
  const kind = kindOf(value);
  const tag = String.fromCharCode(kind);
  switch (kind) {
    case Kind.null:
      return tag;
    case Kind.number:
      return tag + encodeNumber(Number(value));
    case Kind.string:
      return tag + encodeText(value as string);
    case Kind.boolean:
      return tag + (value ? '\u0001' : '\u0000');
    case Kind.date:
      return tag + encodeNumber((value as Date).getTime());
    case Kind.object:
      return tag + encodeObject(value as Record<string, unknown>);
    case Kind.array:
      return tag + (value as unknown[]).map(encodeValue).join('') + '\u0000';
    default:
      return tag + encodeText(String(value));
  }
}

/** The key of a value that an index or a sort sees. Inside another value an empty array is an array like any other. */
export const encodeKey = (value: unknown): string =>
  Array.isArray(value) && value.length === 0 ? emptyArrayKey : encodeValue(value);

/** For a descending field of a compound index: complemented characters sort the other way round. */
export function invertKey(key: string): string {
  let inverted = '';
  for (let i = 0; i < key.length; i += 1) inverted += String.fromCharCode(0xffff ^ key.charCodeAt(i));
  return inverted;
}

/** The smallest text above every text that begins with `prefix`; undefined when there is none. */
export function afterPrefix(prefix: string): string | undefined {
  let length = prefix.length;
  while (length > 0 && prefix.charCodeAt(length - 1) === 0xffff) length -= 1;
  if (length === 0) return undefined;
  return prefix.slice(0, length - 1) + String.fromCharCode(prefix.charCodeAt(length - 1) + 1);
}
