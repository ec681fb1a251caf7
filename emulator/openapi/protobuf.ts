/** The few parts of protobuf that WeChat's open API uses: varints and length-delimited fields. */

export type FieldValue = bigint | Buffer;
export type Message = ReadonlyMap<number, readonly FieldValue[]>;

const VARINT = 0;
const FIXED64 = 1;
const LENGTH_DELIMITED = 2;
const FIXED32 = 5;

class Reader {
  private position = 0;
  constructor(private readonly bytes: Buffer) {}

  get done(): boolean {
    return this.position >= this.bytes.length;
  }

  varint(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.take(1)[0] as number;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asUintN(64, value);
    }
    throw new Error('protobuf: a varint does not end');
  }

  take(length: number): Buffer {
    const end = this.position + length;
    if (end > this.bytes.length) throw new Error('protobuf: the message ends too early');
    const part = this.bytes.subarray(this.position, end);
    this.position = end;
    return part;
  }

  value(wireType: number): FieldValue {
    if (wireType === VARINT) return this.varint();
    if (wireType === LENGTH_DELIMITED) return this.take(Number(this.varint()));
    if (wireType === FIXED64) return this.take(8);
    if (wireType === FIXED32) return this.take(4);
    throw new Error(`protobuf: wire type ${wireType}`);
  }
}

/** Field number → its values in order. Embedded messages stay bytes: decode them again. */
export function decodeMessage(bytes: Buffer): Message {
  const fields = new Map<number, FieldValue[]>();
  const reader = new Reader(bytes);
  while (!reader.done) {
    const key = Number(reader.varint());
    const values = fields.get(key >>> 3) ?? [];
    values.push(reader.value(key & 7));
    fields.set(key >>> 3, values);
  }
  return fields;
}

/** All length-delimited values of one field. */
export function bytesOf(message: Message, field: number): Buffer[] {
  return (message.get(field) ?? []).filter((value): value is Buffer => Buffer.isBuffer(value));
}

/** The last one wins, as protobuf says; a missing field is empty. */
export function textOf(message: Message, field: number): string {
  return bytesOf(message, field).at(-1)?.toString('utf8') ?? '';
}

/** The last varint of a field; a missing one is 0. */
export function integerOf(message: Message, field: number): number {
  const last = message.get(field)?.at(-1);
  return typeof last === 'bigint' ? Number(BigInt.asIntN(64, last)) : 0;
}

function varint(value: bigint): Buffer {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, value);
  for (; rest > 0x7fn; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  return Buffer.from([...bytes, Number(rest)]);
}

function encodeField(field: number, value: number | string | Buffer): Buffer {
  if (typeof value === 'number') return Buffer.concat([varint(BigInt((field << 3) | VARINT)), varint(BigInt(value))]);
  const bytes = Buffer.from(value as string);
  return Buffer.concat([varint(BigInt((field << 3) | LENGTH_DELIMITED)), varint(BigInt(bytes.length)), bytes]);
}

/** Fields in the order given; a number becomes a varint (negative ones take ten bytes), text and bytes are delimited. */
export function encodeMessage(fields: readonly (readonly [number, number | string | Buffer])[]): Buffer {
  return Buffer.concat(fields.map(([field, value]) => encodeField(field, value)));
}
